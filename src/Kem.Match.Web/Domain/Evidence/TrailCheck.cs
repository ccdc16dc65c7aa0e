using System.Text.Json;

namespace Kem.Match.Web.Domain.Evidence;

/// <summary>Finds the first thing that is wrong with an agreement's evidence, and says what kind of thing it is.</summary>
public sealed class TrailCheck
{
    // A forged head may name any number; no agreement lives through so much.
    private const long LongestTrail = 10_000;

    private readonly StoredTrail trail;
    private readonly EvidenceKey key;
    private readonly ILookup<long, EvidenceRow> byNumber;
    private readonly bool headIsSealed;

    private TrailCheck(StoredTrail trail, EvidenceKey key)
    {
        this.trail = trail;
        this.key = key;
        byNumber = trail.Rows.ToLookup(row => row.Number);
        headIsSealed = trail.Head is { } head && key.SealOf(trail.AgreementId, head.Count, head.Hash) == head.Seal;
    }

    public static EvidenceFault? FirstFault(StoredTrail trail, EvidenceKey key, WitnessedHead? witnessed) =>
        new TrailCheck(trail, key).FirstFault(witnessed);

    private EvidenceFault? FirstFault(WitnessedHead? witnessed)
    {
        if (trail.Rows.Count == 0 && trail.Head is null && witnessed is null)
        {
            return trail.Documents.Count > 0 ? Fault(EvidenceFaultKind.NoTrail, 0) : null;
        }

        return FirstBadRow() ?? BadHead() ?? RolledBack(witnessed) ?? BadDocument() ?? BadAgreement();
    }

    private EvidenceFault? FirstBadRow()
    {
        var last = Math.Max(trail.Rows.Count == 0 ? 0 : trail.Rows.Max(row => row.Number), headIsSealed ? trail.Head!.Count : 0);
        var previousHash = "";

        if (trail.Rows.FirstOrDefault(row => row.Number < 1) is { } before)
        {
            return Fault(IsGenuineSomewhere(before) ? EvidenceFaultKind.Swapped : EvidenceFaultKind.Inserted, before.Number);
        }

        for (var number = 1L; number <= last; number++)
        {
            var here = byNumber[number].ToList();

            if (here is not [var row] || !IsGenuine(row, number))
            {
                return Fault(WhatIsWrong(number, here), number);
            }

            // Both are genuine, but they never stood after each other: one of them is from an older copy of the trail.
            if (row.PreviousHash != previousHash) return Fault(EvidenceFaultKind.Altered, number);

            previousHash = row.Hash;
        }

        return null;
    }

    private EvidenceFaultKind WhatIsWrong(long number, List<EvidenceRow> here)
    {
        var ownIsElsewhere = trail.Rows.Any(row => row.Number != number && IsGenuine(row, number));

        if (here.Count == 0)
        {
            return ownIsElsewhere ? EvidenceFaultKind.Swapped
                : trail.Rows.Any(row => row.Number > number) ? EvidenceFaultKind.Missing
                : EvidenceFaultKind.Truncated;
        }

        if (here.Count > 1 || (headIsSealed && number > trail.Head!.Count)) return EvidenceFaultKind.Inserted;
        if (!IsGenuineSomewhere(here[0])) return ownIsElsewhere ? EvidenceFaultKind.Inserted : EvidenceFaultKind.Altered;
        if (trail.Rows.Any(row => row.Number != number && row.Hash == here[0].Hash)) return EvidenceFaultKind.Inserted;

        return ownIsElsewhere ? EvidenceFaultKind.Swapped : EvidenceFaultKind.Missing;
    }

    private EvidenceFault? BadHead()
    {
        var count = trail.Rows.Count;
        var lastHash = count == 0 ? "" : trail.Rows[^1].Hash;

        return headIsSealed && trail.Head!.Count == count && trail.Head.Hash == lastHash ? null : Fault(EvidenceFaultKind.HeadAltered, count);
    }

    private EvidenceFault? RolledBack(WitnessedHead? witnessed) =>
        witnessed is null || byNumber[witnessed.Count].Any(row => row.Hash == witnessed.Hash) ? null : Fault(EvidenceFaultKind.RolledBack, witnessed.Count);

    private EvidenceFault? BadDocument()
    {
        var expected = trail.Rows.Select(Documented).OfType<(long Number, string TextVersion, string Format, string Sha256)>().ToList();

        foreach (var (number, textVersion, format, sha256) in expected)
        {
            if (trail.Documents.SingleOrDefault(d => d.TextVersion == textVersion && d.Format == format) is not { } kept)
            {
                return Fault(EvidenceFaultKind.DocumentMissing, number);
            }

            if (kept.Computed != sha256 || kept.Sha256 != sha256) return Fault(EvidenceFaultKind.DocumentAltered, number);
        }

        return trail.Documents.All(d => expected.Exists(e => e.TextVersion == d.TextVersion && e.Format == d.Format))
            ? null
            : Fault(EvidenceFaultKind.DocumentAltered, 0);
    }

    private EvidenceFault? BadAgreement() =>
        trail.CurrentText is { } text
        && trail.Rows.LastOrDefault(row => row.Kind == nameof(EvidenceKind.SentForSignature)) is { } sent
        && (sent.TextVersion, sent.TextHash) != (text.TextVersion, text.TextHash)
            ? Fault(EvidenceFaultKind.AgreementAltered, sent.Number)
            : null;

    private static (long Number, string TextVersion, string Format, string Sha256)? Documented(EvidenceRow row) => row.Kind switch
    {
        nameof(EvidenceKind.SentForSignature) => (row.Number, row.TextVersion, nameof(DocumentFormat.Html), row.TextHash),
        nameof(EvidenceKind.PdfKept) => (row.Number, row.TextVersion, nameof(DocumentFormat.Pdf), FileHash(row)),
        _ => null,
    };

    private static string FileHash(EvidenceRow row)
    {
        using var details = JsonDocument.Parse(row.Details);
        return details.RootElement.TryGetProperty("fileHash", out var hash) ? hash.GetString() ?? "" : "";
    }

    private bool IsGenuine(EvidenceRow row, long asNumber) => key.HashOf(row with { Number = asNumber }) == row.Hash;

    private bool IsGenuineSomewhere(EvidenceRow row)
    {
        var most = Math.Min(LongestTrail, Math.Max(trail.Rows.Count + 1, trail.Head?.Count ?? 0));

        for (var number = 1L; number <= most; number++)
        {
            if (IsGenuine(row, number)) return true;
        }

        return false;
    }

    private EvidenceFault Fault(EvidenceFaultKind kind, long number) => new(trail.AgreementId, kind, number);
}
