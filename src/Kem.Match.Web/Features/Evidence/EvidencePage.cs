using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>The trail as people read it, whether it holds, and the files.</summary>
/// <param name="Agreement">With its parties.</param>
/// <param name="Door">What the addresses of the files begin with: the agreement's page, or a personal link.</param>
/// <param name="Verified">What checking the trail just now gave.</param>
/// <param name="Entries">The newest first.</param>
/// <param name="Files">The kept files, the newest text first.</param>
/// <param name="Copy">How far the PDF has come; null before all have signed.</param>
/// <param name="Journal">Null until it is journalised.</param>
/// <param name="IsCoordinator">Sees whole network addresses, and what has gone wrong.</param>
public sealed record EvidencePage(
    CooperationAgreement Agreement,
    string Door,
    VerifiedTrail Verified,
    IReadOnlyList<EvidenceEntry> Entries,
    IReadOnlyList<KeptFile> Files,
    SignedCopy? Copy,
    JournalEntry? Journal,
    bool IsCoordinator)
{
    /// <summary>What has become of the parties since they signed.</summary>
    public IReadOnlyList<string> PartyNotes { get; init; } = [];

    public bool HasDocument => Files.Any(file => file.IsCurrent && file.Format == DocumentFormat.Html);

    public KeptFile? Pdf => Files.FirstOrDefault(file => file.IsCurrent && file.Format == DocumentFormat.Pdf);

    public KeptFile? Html => Files.FirstOrDefault(file => file.IsCurrent && file.Format == DocumentFormat.Html);

    public IEnumerable<KeptFile> OlderFiles => Files.Where(file => !file.IsCurrent);
}

/// <summary>A file without its bytes.</summary>
public sealed record KeptFile(int TextVersion, DocumentFormat Format, string Sha256, DateTimeOffset MadeAt, bool IsCurrent);

/// <summary>One event in words.</summary>
/// <param name="Number">Its number in the chain.</param>
/// <param name="At">When it happened.</param>
/// <param name="What">In one line.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Facts">The rest, each with its name.</param>
/// <param name="Hash">The event's own.</param>
public sealed record EvidenceEntry(int Number, DateTimeOffset At, string What, string Who, IReadOnlyList<(string Name, string Value)> Facts, string Hash)
{
    /// <summary>The exact time, as it was hashed.</summary>
    public string Utc => EvidenceKey.TimeText(At.UtcDateTime);

    public static EvidenceEntry Of(EvidenceEvent happened, bool showsAddress)
    {
        var details = EvidenceDetails.Read(happened.Details);

        (string, string?)[] facts =
        [
            ("På vegne af", details.Organisation),
            ("Navn", details.Name == happened.Actor ? null : details.Name),
            ("Rolle", details.Role),
            ("Adresse", details.Address),
            ("Måde", details.Way),
            ("Sagde ja til", details.Consent),
            ("Siden blev vist", details.OpenedAt is { } opened ? Shared.DanishText.Moment(opened) : null),
            ("Mailens nummer", details.MessageId),
            ("Mailserverens svar", details.ServerReply),
            ("Filens kendetegn", details.FileHash),
            ("Bemærkning", details.Note),
            ("Tekst nummer", happened.TextVersion > 0 ? Shared.DanishText.Number(happened.TextVersion) : null),
            ("Tekstens kendetegn", happened.TextHash),
            ("Netadresse", showsAddress ? details.Ip : Masked(details.Ip)),
            ("Browser", showsAddress ? details.UserAgent : null),
        ];

        return new EvidenceEntry(
            happened.Number, happened.At, EvidenceWords.Of(happened.Kind), happened.Actor,
            [.. facts.Where(fact => !string.IsNullOrEmpty(fact.Item2)).Select(fact => (fact.Item1, fact.Item2!))], happened.Hash);
    }

    // Enough to see that two events came from the same net, too little to find the computer.
    private static string? Masked(string? ip) => ip is null ? null
        : ip.Contains(':', StringComparison.Ordinal) ? string.Join(':', ip.Split(':').Take(2)) + ":…"
        : string.Join('.', ip.Split('.').Take(2)) + ".…";
}
