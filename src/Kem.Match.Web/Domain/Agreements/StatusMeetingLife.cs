namespace Kem.Match.Web.Domain.Agreements;

// What the parties do with a meeting: say that they come, add to the agenda, rate alone, count what was delivered, object.
public sealed partial class StatusMeeting
{
    public const int DaysToObject = 7;

    /// <summary>A meeting can be moved so far without the agreement being behind with it.</summary>
    private const int DaysItMayBeMoved = 42;

    private readonly List<MeetingAnswer> answers = [];
    private readonly List<AddedPoint> addedPoints = [];
    private readonly List<MinutesObjection> objections = [];
    private readonly List<Delivery> deliveries = [];

    public StatusMeeting(SeriesMeeting planned, TimeOnly time, string place)
        : this(planned.Number, planned.PlannedOn, planned.ProposedOn, time, place) => IsClosing = planned.IsClosing;

    /// <summary>The last one, where the parties look back.</summary>
    public bool IsClosing { get; private set; }

    public string CancelReason { get; private set; } = "";
    public string MovedByName { get; private set; } = "";
    public string MovedByEmail { get; private set; } = "";
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>When the figures of this meeting started the plan for too few volunteers.</summary>
    public DateTimeOffset? VolunteerPlanAt { get; private set; }

    public IReadOnlyList<MeetingAnswer> Answers => answers;
    public IReadOnlyList<AddedPoint> AddedPoints => addedPoints;
    public IReadOnlyList<MinutesObjection> Objections => objections;
    public IReadOnlyList<Delivery> Deliveries => deliveries;

    /// <summary>The agreement is in force, or this is the talk that looks back on it.</summary>
    public bool IsAlive => Agreement.StillAsksFor(this);

    public bool CanBeMoved => State is MeetingState.Planned or MeetingState.NotHeld;

    /// <summary>When it must have been held: the day that was agreed last, but not put off for ever.</summary>
    public DateOnly DueOn => On <= PlannedOn.AddDays(DaysItMayBeMoved) ? On : PlannedOn.AddDays(DaysItMayBeMoved);

    /// <summary>The answers to the day as it is now; those given before a move do not count.</summary>
    public IEnumerable<MeetingAnswer> AnswersNow => answers.Where(answer => answer.Sequence == Sequence);

    public void MovedBy(string name, string email) => (MovedByName, MovedByEmail) = (name, email);

    /// <summary>A party says whether it comes; a later answer takes the place of an earlier one.</summary>
    public void Answer(MeetingAnswer answer)
    {
        answers.RemoveAll(other => other.PartyId == answer.PartyId);
        answers.Add(answer);
    }

    public void AddPoint(AddedPoint point) => addedPoints.Add(point);

    /// <summary>A party rates the cooperation before anybody else's number can be seen.</summary>
    public void Rate(Guid partyId, int value)
    {
        ratings.RemoveAll(rating => rating.PartyId == partyId);
        ratings.Add(new MeetingRating(partyId, value));
    }

    /// <summary>Numbers are shown side by side when all have answered, or the meeting has begun.</summary>
    public bool RatingsAreShown(IReadOnlyCollection<AgreementParty> parties, DateTimeOffset now) =>
        now >= StartsAt || parties.All(party => ratings.Any(rating => rating.PartyId == party.Id));

    public void Count(IEnumerable<Delivery> counted)
    {
        deliveries.Clear();
        deliveries.AddRange(counted);
    }

    /// <summary>The last day on which somebody can object to the minutes.</summary>
    public DateOnly? ObjectBy => MinutesAt is { } at ? DanishTime.DayOf(at).AddDays(DaysToObject) : null;

    public bool CanBeObjectedToOn(DateOnly day) => State == MeetingState.Held && ApprovedAt is null && day <= ObjectBy;

    /// <summary>Objections to the minutes as they are now; corrected minutes have answered the earlier ones.</summary>
    public IEnumerable<MinutesObjection> OpenObjections => State == MeetingState.Held && ApprovedAt is null ? objections.Where(objection => objection.At >= MinutesAt) : [];

    /// <summary>Somebody finds the minutes wrong: they are not approved before they have been written again.</summary>
    public void Object(MinutesObjection objection)
    {
        objections.Add(objection);
        ChangedAt = objection.At;
    }

    public bool IsApprovalDueOn(DateOnly day) => State == MeetingState.Held && ApprovedAt is null && ObjectBy < day && !OpenObjections.Any();

    public void Approve(DateTimeOffset at) => (ApprovedAt, ChangedAt) = (at, at);

    public void MarkVolunteerPlan(DateTimeOffset at) => VolunteerPlanAt = at;

    internal void Close() => IsClosing = true;

    internal void Cancel(string reason, DateTimeOffset at)
    {
        (State, CancelReason, ChangedAt) = (MeetingState.Cancelled, reason, at);
        Sequence++;
    }

    // Its people were told that it is off, so they get it again with a higher number.
    internal void ComeBack(DateTimeOffset at)
    {
        (State, CancelReason, ChangedAt) = (MeetingState.Planned, "", at);
        Sequence++;
        RemindedAt = null;
        InvitedAt = On <= DanishTime.DayOf(at).AddDays(InviteDaysBefore) ? at : null;
    }

    // A renewed agreement goes on where it used to close: the day in people's calendars stays, what follows from the agreement is the anchor's day.
    internal void FollowSeries(SeriesMeeting planned, DateTimeOffset at)
    {
        if (!IsPlanned || (PlannedOn, IsClosing) == (planned.PlannedOn, planned.IsClosing)) return;

        (PlannedOn, IsClosing, ChangedAt) = (planned.PlannedOn, planned.IsClosing, at);
    }

    /// <summary>Takes the place of a meeting of a newer agreement; true when people must be told of another day, hour or place.</summary>
    internal bool TakeOver(StatusMeeting other, CooperationAgreement agreement, DateTimeOffset at)
    {
        Agreement = agreement;
        var (isSameDay, isSameFrame) = (PlannedOn == other.PlannedOn, (Time, Place) == (other.Time, other.Place));
        (Number, PlannedOn, IsClosing, ChangedAt) = (other.Number, other.PlannedOn, other.IsClosing, at);

        if (isSameDay && isSameFrame) return false;

        Move(isSameDay ? On : other.On, other.Time, other.Place, at);
        return true;
    }
}

/// <summary>Says whether a party comes to a meeting, and if not, when it could.</summary>
public sealed class MeetingAnswer(Guid partyId, int sequence, bool comes, DateOnly? proposedOn, TimeOnly? proposedTime, string note, DateTimeOffset at)
{
    public int Id { get; private set; }
    public Guid PartyId { get; private set; } = partyId;

    /// <summary>Which time and place it is an answer to.</summary>
    public int Sequence { get; private set; } = sequence;

    public bool Comes { get; private set; } = comes;
    public DateOnly? ProposedOn { get; private set; } = proposedOn;
    public TimeOnly? ProposedTime { get; private set; } = proposedTime;
    public string Note { get; private set; } = note;
    public DateTimeOffset At { get; private set; } = at;
}

/// <summary>Something that a party wants to talk about at a meeting.</summary>
public sealed class AddedPoint(Guid partyId, string text, DateTimeOffset at)
{
    public int Id { get; private set; }
    public Guid PartyId { get; private set; } = partyId;
    public string Text { get; private set; } = text;
    public DateTimeOffset At { get; private set; } = at;
}

/// <summary>What a party finds wrong in the minutes (indsigelse).</summary>
public sealed class MinutesObjection(Guid partyId, string text, DateTimeOffset at)
{
    public int Id { get; private set; }
    public Guid PartyId { get; private set; } = partyId;
    public string Text { get; private set; } = text;
    public DateTimeOffset At { get; private set; } = at;
}

public enum DeliveryState
{
    Delivered,
    Partly,
    NotYet,
}

/// <summary>How far a party is with one line of what it promised to put in, as it was said at a meeting.</summary>
public sealed class Delivery(Guid partyId, string promise, DeliveryState state, string note)
{
    public int Id { get; private set; }
    public Guid PartyId { get; private set; } = partyId;

    /// <summary>The line as it stands in the agreement.</summary>
    public string Promise { get; private set; } = promise;

    public DeliveryState State { get; private set; } = state;
    public string Note { get; private set; } = note;
}
