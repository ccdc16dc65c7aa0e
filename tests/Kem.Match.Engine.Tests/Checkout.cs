namespace Kem.Match.Engine.Tests;

/// <summary>Finds the folders that lie in, or beside, the checkout that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string Beside(params ReadOnlySpan<string> parts) =>
        Path.GetFullPath(Path.Combine([Root, "..", .. parts]));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kem.Match.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run from inside the checkout.");
    }
}
