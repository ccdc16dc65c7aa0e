using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Kem.Match.Web.Features;

/// <summary>
/// Finds a view beside its controller: the folder is the controller's namespace. A nested feature
/// also sees its parent's views, and every feature sees Features/Shared.
/// </summary>
public sealed class FeatureViewLocations : IViewLocationExpander
{
    private const string Folder = "folder";

    private static readonly string Root = typeof(FeatureViewLocations).Namespace!;

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        if (context.ActionContext.ActionDescriptor is ControllerActionDescriptor action)
        {
            context.Values[Folder] = FolderOf(action.ControllerTypeInfo);
        }
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        context.Values.TryGetValue(Folder, out var folder);

        for (; folder?.StartsWith("/Features/", StringComparison.Ordinal) == true; folder = folder[..folder.LastIndexOf('/')])
        {
            yield return folder + "/{0}.cshtml";
        }

        yield return "/Features/Shared/{0}.cshtml";
    }

    private static string? FolderOf(Type controller) =>
        controller.Namespace is { } name && name.StartsWith(Root + ".", StringComparison.Ordinal)
            ? "/Features" + name[Root.Length..].Replace('.', '/')
            : null;
}
