using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>One proposal in a list, with its state in the words of whoever looks.</summary>
/// <param name="Proposal">The proposal with its parties.</param>
/// <param name="Kind">The shape of the state.</param>
/// <param name="Words">The state in words.</param>
/// <param name="Turn">Whose move it is.</param>
public sealed record ProposalRow(MatchProposal Proposal, string Kind, string Words, ProposalTurn Turn)
{
    public static ProposalRow Of(MatchProposal proposal, MatchEnd? end, bool seenByPartner, ProposalTurn turn)
    {
        var (kind, words) = ProposalStateText.Of(end) ?? ProposalStateText.Of(proposal, seenByPartner);
        return new ProposalRow(proposal, kind, words, turn);
    }
}

public enum ProposalTurn
{
    Ours,
    Theirs,
    Nobodys,
}

/// <summary>The proposals of whoever looks, by whose move it is; those that are over can be told apart by how they ended.</summary>
public sealed class ProposalList
{
    public required IReadOnlyList<ProposalRow> WaitsForUs { get; init; }
    public required IReadOnlyList<ProposalRow> WaitsForThem { get; init; }
    public required IReadOnlyList<ProposalRow> Closed { get; init; }

    /// <summary>Every way to be over that occurs, with how many.</summary>
    public required IReadOnlyList<(string Words, int Count)> Endings { get; init; }

    /// <summary>The ending that is shown; null for all.</summary>
    public required string? Ending { get; init; }

    public required bool IsCoordinator { get; init; }
    public required int CallsDue { get; init; }

    public static ProposalList Of(IReadOnlyList<ProposalRow> rows, string? ending, bool isCoordinator, int callsDue)
    {
        var byTurn = rows.ToLookup(row => row.Turn);
        var closed = byTurn[ProposalTurn.Nobodys].ToList();
        var endings = closed.CountBy(row => row.Words).OrderByDescending(group => group.Value).Select(group => (group.Key, group.Value)).ToList();
        var chosen = endings.Any(group => group.Key == ending) ? ending : null;

        return new ProposalList
        {
            WaitsForUs = [.. byTurn[ProposalTurn.Ours]],
            WaitsForThem = [.. byTurn[ProposalTurn.Theirs]],
            Closed = [.. closed.Where(row => chosen is null || row.Words == chosen)],
            Endings = endings,
            Ending = chosen,
            IsCoordinator = isCoordinator,
            CallsDue = callsDue,
        };
    }
}

/// <summary>The proposals as rows of a spreadsheet. The private reason for a no is not among the columns.</summary>
public static class ProposalSpreadsheet
{
    private static readonly string[] Headings = ["Partner", "Har behovet", "Behov", "Tilstand", "Sendt", "Svarfrist", "Besvaret", "På telefon", "Påmindelser", "Opkald", "Sendt af", "Lukket af"];

    public static byte[] Write(IEnumerable<ProposalRow> rows) => Spreadsheet.Write(rows.Select(Cells).Prepend(Headings));

    private static string[] Cells(ProposalRow row)
    {
        var proposal = row.Proposal;

        return
        [
            proposal.Partner.Name,
            proposal.Need.Asker.Name,
            proposal.Need.Title,
            row.Words,
            $"{Domain.DanishTime.DayOf(proposal.SentAt):yyyy-MM-dd}",
            $"{proposal.AnswerBy:yyyy-MM-dd}",
            proposal.AnsweredAt is { } at ? $"{Domain.DanishTime.DayOf(at):yyyy-MM-dd}" : "",
            proposal.AnsweredByPhone ? "Ja" : "Nej",
            $"{proposal.RemindersSent}",
            $"{proposal.CallsMade}",
            proposal.SentBy,
            proposal.WithdrawnBy,
        ];
    }
}
