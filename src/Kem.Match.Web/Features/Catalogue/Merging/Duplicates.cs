using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>Two entries that look like the same organisation, and why.</summary>
public sealed record Duplicate(Organisation One, Organisation Other, string Why);

/// <summary>Finds entries that look like the same organisation (dubletter): same CVR number, same name and postal code, or same mail.</summary>
public static class Duplicates
{
    public static IReadOnlyList<Duplicate> Among(IReadOnlyList<Organisation> organisations)
    {
        var pairs =
            from key in Keys
            from same in organisations.GroupBy(key.Of, StringComparer.OrdinalIgnoreCase)
            where same.Key.Length > 0
            from one in same
            from other in same.SkipWhile(o => o != one).Skip(1)
            select (One: one, Other: other, key.Why);

        return [.. pairs.GroupBy(pair => (pair.One, pair.Other)).Select(found => new Duplicate(
            found.Key.One, found.Key.Other, DanishText.Capitalised(DanishText.List(found.Select(pair => pair.Why)))))];
    }

    private static (Func<Organisation, string> Of, string Why)[] Keys { get; } =
    [
        (o => o.Cvr, "samme CVR-nummer"),
        (o => o.PostalCode.Length > 0 ? $"{Plain(o.Name)} {o.PostalCode}" : "", "samme navn og postnummer"),
        (o => o.ContactEmail.Trim(), "samme mail"),
    ];

    private static string Plain(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
