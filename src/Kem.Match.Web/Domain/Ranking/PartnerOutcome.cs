using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Domain.Ranking;

/// <summary>What became of a partner that was suggested for a need.</summary>
public enum OutcomeKind
{
    /// <summary>Put aside as not relevant (skjult).</summary>
    PutAside,

    /// <summary>Held beside others (sammenlignet).</summary>
    Compared,

    /// <summary>Asked (foreslået).</summary>
    Proposed,

    /// <summary>Said no.</summary>
    Declined,

    /// <summary>Said yes.</summary>
    Accepted,

    /// <summary>An agreement came into force (underskrevet).</summary>
    Signed,

    /// <summary>A status meeting was held.</summary>
    MeetingHeld,

    AliveAfterSixMonths,
    AliveAfterTwelveMonths,
    AliveAfterTwentyFourMonths,
}

/// <summary>
/// Something that happened between a need and a partner. Nothing more is told of it: no reason, no rating, nobody's name.
/// Outcomes are worked out from what the domain knows, so that none can be lost and a changed answer counts as changed.
/// </summary>
public sealed record PartnerOutcome(Guid NeedId, Guid OrganisationId, OutcomeKind Kind, DateOnly Day);

/// <summary>A proposal, reduced to what it says about two parties that might fit.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="PartnerId">Who was asked.</param>
/// <param name="State">Where it stands.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="AnsweredAt">When it was answered, if it was.</param>
/// <param name="LedToMeeting">A first meeting was set, which only a yes leads to, whatever happened later.</param>
public sealed record ProposalCourse(Guid NeedId, Guid PartnerId, ProposalState State, DateTimeOffset SentAt, DateTimeOffset? AnsweredAt, bool LedToMeeting)
{
    private bool WasAccepted => State is ProposalState.Interested or ProposalState.Agreed or ProposalState.Infeasible or ProposalState.NoContact || LedToMeeting;

    public IEnumerable<PartnerOutcome> Outcomes()
    {
        yield return new(NeedId, PartnerId, OutcomeKind.Proposed, DanishTime.DayOf(SentAt));

        if (AnsweredAt is not { } answered) yield break;

        if (WasAccepted)
        {
            yield return new(NeedId, PartnerId, OutcomeKind.Accepted, DanishTime.DayOf(answered));
        }
        else if (State == ProposalState.Declined)
        {
            yield return new(NeedId, PartnerId, OutcomeKind.Declined, DanishTime.DayOf(answered));
        }
    }
}

/// <summary>An agreement that came into force, reduced to how long it lived.</summary>
/// <param name="NeedId">The need it came from.</param>
/// <param name="Partners">The parties, without the one whose need it was.</param>
/// <param name="StartsOn">First day of its period.</param>
/// <param name="EndsOn">Last day of its period.</param>
/// <param name="InForceAt">When everybody had signed.</param>
/// <param name="EndedAt">When somebody ended it before its time, if anybody did.</param>
/// <param name="Meetings">Its status meetings.</param>
public sealed record AgreementCourse(
    Guid NeedId,
    IReadOnlyList<Guid> Partners,
    DateOnly StartsOn,
    DateOnly EndsOn,
    DateTimeOffset InForceAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<(DateOnly On, MeetingState State)> Meetings)
{
    private static readonly (int Months, OutcomeKind Kind)[] Ages =
    [
        (6, OutcomeKind.AliveAfterSixMonths),
        (12, OutcomeKind.AliveAfterTwelveMonths),
        (24, OutcomeKind.AliveAfterTwentyFourMonths),
    ];

    public IEnumerable<PartnerOutcome> OutcomesUntil(DateOnly today) =>
        from partner in Partners
        from happened in HappenedUntil(today)
        select new PartnerOutcome(NeedId, partner, happened.Kind, happened.Day);

    /// <summary>In force, not ended by anybody, and not stalled for want of meetings.</summary>
    public bool IsAliveOn(DateOnly day) =>
        DanishTime.DayOf(InForceAt) <= day
        && EndsOn >= day
        && !(EndedAt is { } ended && DanishTime.DayOf(ended) < day)
        && CooperationAgreement.HealthOn(Meetings, day) != AgreementHealth.Stalled;

    private IEnumerable<(OutcomeKind Kind, DateOnly Day)> HappenedUntil(DateOnly today)
    {
        yield return (OutcomeKind.Signed, DanishTime.DayOf(InForceAt));

        foreach (var meeting in Meetings.Where(meeting => meeting.State == MeetingState.Held))
        {
            yield return (OutcomeKind.MeetingHeld, meeting.On);
        }

        foreach (var (months, kind) in Ages)
        {
            var day = StartsOn.AddMonths(months);

            if (day <= today && IsAliveOn(day))
            {
                yield return (kind, day);
            }
        }
    }
}
