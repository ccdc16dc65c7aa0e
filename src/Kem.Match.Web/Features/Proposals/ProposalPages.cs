using Kem.Match.Engine;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Features.Proposals;

public sealed class ProposalsPage
{
    public required IReadOnlyList<MatchProposal> WaitsForUs { get; init; }
    public required IReadOnlyList<MatchProposal> WaitsForThem { get; init; }
    public required IReadOnlyList<MatchProposal> Closed { get; init; }
    public required DateOnly Today { get; init; }
}

public sealed class NewProposalPage
{
    public required Need Need { get; init; }
    public required Organisation Partner { get; init; }
    public required int OpenProposals { get; init; }
    public required ProposalForm Form { get; init; }

    /// <summary>The letter as it would read; null until somebody asks to see it.</summary>
    public required LetterPreview? Preview { get; init; }
}

public sealed record LetterPreview(string Subject, string Text);

public sealed class ProposalPage
{
    public required MatchProposal Proposal { get; init; }
    public required Guid? AgreementId { get; init; }
    public required bool IsCoordinator { get; init; }

    /// <summary>True when the viewer acts for the partner and may answer.</summary>
    public required bool MayAnswer { get; init; }

    /// <summary>The partner's private reason; empty unless the viewer is the coordinator or the partner itself.</summary>
    public required string DeclineReason { get; init; }

    public required DateOnly Today { get; init; }
    public required DateTimeOffset Now { get; init; }
}

/// <summary>The page with the four answers, the same with a link and signed in.</summary>
public sealed class AnswerPage
{
    public required MatchProposal Proposal { get; init; }
    public required Municipality Municipality { get; init; }
    public required IReadOnlyList<Reason> Reasons { get; init; }
    public required AnswerForm Form { get; init; }
    public required string PostTo { get; init; }

    /// <summary>True when the coordinator writes down an answer from a call.</summary>
    public required bool ByPhone { get; init; }

    public required DateOnly Today { get; init; }
}

public sealed class AnsweredPage
{
    public required MatchProposal Proposal { get; init; }
    public required Municipality Municipality { get; init; }

    /// <summary>Where the answer can be changed; null when it is too late.</summary>
    public required string? ChangeAt { get; init; }
}

public sealed class FirstMeetingPage
{
    public required MatchProposal Proposal { get; init; }
    public required FirstMeetingForm Form { get; init; }
}

/// <summary>Reasons for no. Private, optional, and never used against anybody.</summary>
public static class DeclineReasons
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["DR_TIME"] = "Vi har ikke tid lige nu",
        ["DR_VOLUNTEERS"] = "Vi mangler frivillige",
        ["DR_PURPOSE"] = "Det passer ikke til vores formål",
        ["DR_TARGET"] = "Det er ikke vores målgruppe",
        ["DR_PLACE"] = "Stedet eller tiden passer ikke",
        ["DR_ALREADY"] = "Vi har allerede en partner",
        ["DR_WRONG_INFO"] = "Oplysningerne om os er forkerte",
        ["DR_INDEPENDENCE"] = "Vi vil gerne være uafhængige her",
        ["DR_NO_REASON"] = "Vi vil ikke oplyse en grund",
    };
}

/// <summary>Where a proposal stands, as a shape and a word.</summary>
public static class ProposalStateText
{
    public static (string Kind, string Words) Of(MatchProposal proposal, bool seenByPartner) => proposal.State switch
    {
        ProposalState.Sent when seenByPartner => ("turn", "Venter på jer"),
        ProposalState.Sent => ("new", "Venter på svar"),
        ProposalState.Question when seenByPartner => ("new", "I har spurgt"),
        ProposalState.Question => ("turn", "Har et spørgsmål"),
        ProposalState.Interested when proposal.MeetingStartsAt is null && !seenByPartner => ("turn", "Sagde ja"),
        ProposalState.Interested when proposal.MeetingStartsAt is null => ("ok", "I sagde ja"),
        ProposalState.Interested => ("ok", "Møde aftalt"),
        ProposalState.Later => ("pause", "Ikke nu"),
        ProposalState.Declined => ("stop", "Nej tak"),
        ProposalState.Withdrawn => ("pause", "Trukket tilbage"),
        ProposalState.Unanswered => ("late", "Ikke besvaret"),
        ProposalState.Agreed => ("ok", "Blev til en aftale"),
    };

    /// <summary>Which link of the chain comes next.</summary>
    public static int ChainLink(MatchProposal proposal) => proposal.State switch
    {
        ProposalState.Interested => proposal.MeetingStartsAt is null ? 4 : 5,
        ProposalState.Agreed => 6,
        _ => 3,
    };
}
