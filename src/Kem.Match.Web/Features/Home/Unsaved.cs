using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Kem.Match.Web.Features.Home;

/// <summary>What somebody sent that could not be saved, so that it can be sent once more with one press.</summary>
/// <param name="Address">Where it was to go.</param>
/// <param name="Fields">All that the form held, apart from passwords.</param>
/// <param name="HadFile">A file was with it, and must be chosen anew.</param>
public sealed record Unsaved(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, bool HadFile)
{
    /// <summary>What was written in words; the rest are choices and numbers that mean nothing by themselves.</summary>
    public IEnumerable<string> Words => Fields.Select(pair => pair.Value).Where(value => value.Trim().Contains(' ', StringComparison.Ordinal));

    public static async Task<Unsaved> FromAsync(HttpRequest request, string path, CancellationToken cancellationToken)
    {
        var address = path + request.QueryString;
        if (!request.HasFormContentType) return new Unsaved(address, [], HadFile: false);

        var form = await request.ReadFormAsync(cancellationToken);
        return new Unsaved(address, [.. form.Where(field => !IsPassword(field.Key)).SelectMany(Each)], form.Files.Count > 0);
    }

    private static bool IsPassword(string name) => name.EndsWith("Password", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, string>> Each(KeyValuePair<string, StringValues> field) =>
        field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""));
}
