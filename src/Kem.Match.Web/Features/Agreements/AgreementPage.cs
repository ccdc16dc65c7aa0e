using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>Everything about one agreement for somebody who is signed in.</summary>
public sealed record AgreementPage
{
    private const int GoodRating = 4;

    public required CooperationAgreement Agreement { get; init; }
    public required CooperationMethod Method { get; init; }
    public required AgreementStanding Standing { get; init; }
    public required AgreementPeriod Period { get; init; }
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>The text as it was sent, or as the draft reads now.</summary>
    public required IReadOnlyList<AgreementClause> Clauses { get; init; }

    public required IReadOnlyList<MissingAnswer> Missing { get; init; }
    public required DateOnly Today { get; init; }
    public required bool IsCoordinator { get; init; }

    /// <summary>The viewer's own signature is awaited.</summary>
    public required bool CanSign { get; init; }

    /// <summary>What the parties want to see, in their own words.</summary>
    public string Results => Agreement.AnswerTo("CL_RESULTS", "results") is { Length: > 0 } results ? results : Agreement.AnswerTo("CL_PURPOSE", "purpose");

    public bool IsRunning => Agreement.InForceAt is not null;

    /// <summary>What each party promised, with what was said of it last.</summary>
    public IReadOnlyList<Promise> Promises => AgreementText.Contributors(Agreement).Count > 0 ? Domain.Agreements.Promises.Of(Agreement, History) : [];

    /// <summary>The agreement that this one took, or is to take, the place of; and the one that did so to this.</summary>
    public Guid? AmendedBy { get; init; }

    /// <summary>What went before under agreements that this one took the place of.</summary>
    public AgreementHistory History { get; init; } = AgreementHistory.None;

    /// <summary>What has become of the parties since they signed.</summary>
    public IReadOnlyList<string> PartyNotes { get; init; } = [];

    /// <summary>The viewer speaks for one of the parties.</summary>
    public required AgreementParty? Own { get; init; }

    /// <summary>The last meeting was rated well by everybody, or it is over and was in force: a good moment to tell about it.</summary>
    public bool HasGoneWell => Agreement.HasEndedOn(Today)
        || (Agreement.StatusMeetings.LastOrDefault(meeting => meeting.State == MeetingState.Held) is { Ratings.Count: > 0 } last && last.Ratings.All(rating => rating.Value >= GoodRating));

    public int ChainLink => Agreement.InForceAt is null ? 5 : 6;

    public static AgreementPage Of(CooperationAgreement agreement, MatchProposal? proposal, Taxonomy taxonomy, Viewer viewer, DateOnly today, AgreementHistory history, Guid? amendedBy = null) => new()
    {
        Agreement = agreement,
        Method = taxonomy.Method(agreement.Method),
        Standing = AgreementStanding.Of(agreement, today),
        Period = AgreementPeriod.Of(agreement, today),
        Timeline = AgreementTimeline.Of(agreement, proposal, history, today),
        History = history,
        Clauses = agreement.IsDraft ? AgreementText.Write(agreement, taxonomy) : agreement.Clauses,
        Missing = agreement.IsDraft ? AgreementText.WhatIsMissing(agreement, taxonomy) : [],
        Today = today,
        IsCoordinator = viewer.IsCoordinator,
        Own = agreement.PartyOf(viewer.OrganisationId),
        AmendedBy = amendedBy,
        CanSign = agreement.SignatoryOf(viewer.OrganisationId, viewer.Email) is { } own && agreement.CanBeSignedBy(own),
    };
}
