using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Tests;

/// <summary>The guide's own organisations and cases.</summary>
internal static class Guide
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "data", "guide");

    public static IReadOnlyList<DocumentedCase> Cases { get; } = Read("cases.jsonl", CasesFile.Read);

    public static PartnerIndex Index { get; } = PartnerIndex.Build(Demo.Data, Read("organisations.jsonl", OrganisationsFile.Read));

    private static T Read<T>(string file, Func<TextReader, string, T> read)
    {
        using var reader = File.OpenText(Path.Combine(Folder, file));
        return read(reader, file);
    }
}
