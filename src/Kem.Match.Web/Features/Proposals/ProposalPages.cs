using Kem.Match.Engine;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Features.Proposals;

public sealed class NewProposalPage
{
    public required Need Need { get; init; }

    /// <summary>Everybody who is asked; most often one.</summary>
    public required IReadOnlyList<AskedPartner> Partners { get; init; }

    public required ProposalForm Form { get; init; }

    /// <summary>The letter as it would read; null until somebody asks to see it.</summary>
    public required LetterPreview? Preview { get; init; }

    public bool IsAgainstBoundaries => Partners.Any(asked => asked.Boundaries.Count > 0);
}

/// <param name="Partner">The organisation.</param>
/// <param name="OpenProposals">How many proposals it has to answer already.</param>
/// <param name="Boundaries">What the need is about that it would rather not be asked about.</param>
public sealed record AskedPartner(Organisation Partner, int OpenProposals, IReadOnlyList<string> Boundaries)
{
    public bool ByPhone => Partner.PreferredChannel == Channel.Phone;
}

public sealed record LetterPreview(string Subject, string Text);

public sealed class ProposalPage
{
    public required MatchProposal Proposal { get; init; }
    public required Guid? AgreementId { get; init; }

    /// <summary>How the match ended, from what the parties themselves have said; null until it has begun.</summary>
    public required MatchEnd? End { get; init; }

    /// <summary>When the letter leaves; null when it has left, or there is none.</summary>
    public required DateTimeOffset? LeavesAt { get; init; }

    public required bool CanBeUndone { get; init; }

    /// <summary>Those who were asked together with the partner.</summary>
    public required IReadOnlyList<MatchProposal> Together { get; init; }

    /// <summary>Others who were asked about the same need, and have not fallen away.</summary>
    public required IReadOnlyList<MatchProposal> OthersAsked { get; init; }

    public required bool IsCoordinator { get; init; }

    /// <summary>True when the viewer acts for the partner and may answer.</summary>
    public required bool MayAnswer { get; init; }

    /// <summary>False for the one whose need it is: what the partner wrote to the municipality stays between the two.</summary>
    public required bool MaySeeAnswer { get; init; }

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

    /// <summary>Names of those who are asked together with the partner.</summary>
    public required IReadOnlyList<string> Others { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>Whom to call, the most urgent first.</summary>
public sealed class CallListPage
{
    public required IReadOnlyList<MatchProposal> Due { get; init; }

    /// <summary>Those to try again on another day.</summary>
    public required IReadOnlyList<MatchProposal> Later { get; init; }

    public required DateOnly Today { get; init; }
}

/// <summary>What to say on the phone, and what came of it.</summary>
public sealed class CallPage
{
    public required MatchProposal Proposal { get; init; }
    public required IReadOnlyList<Reason> Reasons { get; init; }
    public required CallForm Form { get; init; }
    public required DateTimeOffset Now { get; init; }
}

public sealed class ForwardPage
{
    public required MatchProposal Proposal { get; init; }
    public required Municipality Municipality { get; init; }
    public required ForwardForm Form { get; init; }
    public required string BackTo { get; init; }
}

public sealed record ReplyPage(MatchProposal Proposal, ReplyForm Form, DateTimeOffset Now);

/// <summary>The questions and answers of a proposal, oldest first.</summary>
public sealed record Thread(IReadOnlyList<ProposalMessage> Messages, DateTimeOffset Now);

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

    /// <summary>Names of all who will meet.</summary>
    public required string Parties { get; init; }
}

/// <summary>Reasons for no. Private, optional, and never used against anybody.</summary>
public static class DeclineReasons
{
    /// <summary>The code itself when there is such a reason; empty otherwise.</summary>
    public static string Known(string? code) => All.ContainsKey(code ?? "") ? code! : "";

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
