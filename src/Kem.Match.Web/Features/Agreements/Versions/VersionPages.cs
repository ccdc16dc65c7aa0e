using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Features.Agreements.Versions;

/// <summary>A text that can be looked at or compared: one that was kept, or the one that stands now.</summary>
/// <param name="Key">The id of the version; "nu" for the text as it stands.</param>
/// <param name="Name">"Version 2", "Kladde 3", "Nu".</param>
/// <param name="Why">Why and by whom it was kept.</param>
/// <param name="SavedAt">When; null for the text as it stands.</param>
/// <param name="Title">The agreement's name in it.</param>
/// <param name="Clauses">Its paragraphs.</param>
public sealed record VersionRow(string Key, string Name, string Why, DateTimeOffset? SavedAt, string Title, IReadOnlyList<AgreementClause> Clauses)
{
    public const string Now = "nu";

    /// <summary>Notice, renewal and who signs were not kept with this text, so they stay as they are when it is put back.</summary>
    public bool LacksTerms { get; init; }
}

/// <summary>All texts of an agreement, the newest first, and what changed between two of them.</summary>
public sealed record VersionsPage(
    CooperationAgreement Agreement, IReadOnlyList<VersionRow> Rows, VersionRow? Before, VersionRow? After, bool CanWrite)
{
    public TextComparison? Comparison => Before is null || After is null ? null : TextComparison.Of(Before.Title, Before.Clauses, After.Title, After.Clauses);

    public static VersionsPage Of(
        CooperationAgreement agreement, IReadOnlyList<AgreementVersion> versions, IReadOnlyList<AgreementClause> textNow, string? before, string? after, bool canWrite)
    {
        var rows = versions.OrderBy(version => version.SavedAt).ThenBy(version => version.Id)
            .Select((version, index) => new VersionRow(
                version.Id.ToString(), NameOf(version, index + 1), WhyOf(version), version.SavedAt, version.Title, version.Clauses)
            {
                LacksTerms = version.Content.LacksTerms,
            })
            .Append(new VersionRow(VersionRow.Now, "Som den står nu", "", null, agreement.Title, textNow))
            .Reverse()
            .ToList();

        // Without a choice one sees what is new since the last text that was kept.
        return new VersionsPage(
            agreement,
            rows,
            rows.Find(row => row.Key == before) ?? rows.ElementAtOrDefault(1),
            rows.Find(row => row.Key == after) ?? rows[0],
            canWrite);
    }

    private static string NameOf(AgreementVersion version, int number) => version.Reason switch
    {
        VersionReason.SentForSignature => $"Version {version.TextVersion}",
        VersionReason.TakenBack => $"Version {version.TextVersion}, taget tilbage",
        _ => $"Kladde {number}",
    };

    private static string WhyOf(AgreementVersion version) => version.Reason switch
    {
        VersionReason.Saved => $"Gemt af {version.SavedBy}",
        VersionReason.SentForComments => $"Sendt til gennemsyn af {version.SavedBy}",
        VersionReason.SentForSignature => $"Sendt til underskrift af {version.SavedBy}",
        VersionReason.TakenBack => $"Taget tilbage af {version.SavedBy}",
        VersionReason.BeforeRestoring => $"Gemt af sig selv, før {version.SavedBy} hentede en ældre tekst",
        VersionReason.BeforePartyLeft => $"Gemt af sig selv, før {version.SavedBy} tog en part ud",
    };
}
