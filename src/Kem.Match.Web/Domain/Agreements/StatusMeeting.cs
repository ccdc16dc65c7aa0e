using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Agreements;

public enum MeetingState
{
    Planned,
    Held,
    NotHeld,

    /// <summary>Taken out of the plan, because of a pause or an end; nobody is behind with it.</summary>
    Cancelled,
}

/// <summary>A follow-up meeting that the agreement itself asked for (statusmøde).</summary>
public sealed partial class StatusMeeting : ICallForReminders
{
    public const int InviteDaysBefore = 14;
    public const int RemindDaysBefore = 2;

    /// <summary>A meeting is not late, and an agreement not stalled, before these days have passed.</summary>
    public const int DaysOfGrace = 14;

    /// <summary>How many days after the meeting somebody is asked for the minutes.</summary>
    public static IReadOnlyList<int> MinutesReminderDays { get; } = [3, 7, 14];

    private readonly List<MinuteLine> lines = [];
    private readonly List<MeetingRating> ratings = [];

    public StatusMeeting(int number, DateOnly plannedOn, DateOnly on, TimeOnly time, string place)
    {
        Number = number;
        PlannedOn = plannedOn;
        On = on;
        Time = time;
        Place = place;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid AgreementId { get; private set; }
    public CooperationAgreement Agreement { get; private set; } = null!;
    public int Number { get; private set; }

    /// <summary>The day that follows from the agreement, whatever was agreed later.</summary>
    public DateOnly PlannedOn { get; private set; }

    /// <summary>The day it is to be held, or was.</summary>
    public DateOnly On { get; private set; }

    public TimeOnly Time { get; private set; }
    public string Place { get; private set; }

    /// <summary>Rises each time the meeting is moved or called off, so that calendars replace the old entry.</summary>
    public int Sequence { get; private set; }

    public MeetingState State { get; private set; }
    public int? Residents { get; private set; }
    public int? Volunteers { get; private set; }
    public string MinutesBy { get; private set; } = "";
    public DateTimeOffset? MinutesAt { get; private set; }
    public DateTimeOffset? InvitedAt { get; private set; }
    public DateTimeOffset? RemindedAt { get; private set; }
    public int MinutesRemindersSent { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public IReadOnlyList<MinuteLine> Lines => lines;
    public IReadOnlyList<MeetingRating> Ratings => ratings;

    public ReminderRoot ReminderRoot => new(ReminderRootKind.Agreement, AgreementId);

    public DateTimeOffset StartsAt => DanishTime.At(On, Time);

    public bool IsPlanned => State == MeetingState.Planned;

    /// <summary>The meeting day has passed and nobody has written what happened.</summary>
    public bool OwesMinutesOn(DateOnly day) => IsPlanned && On < day;

    public bool IsLateOn(DateOnly day) => IsPlanned && PlannedOn < day;

    /// <summary>It will not be, or was not: said so, or the agreement ended first.</summary>
    public bool IsCalledOff => State is MeetingState.NotHeld or MeetingState.Cancelled || (IsPlanned && !IsClosing && Agreement is { IsOver: true });

    public void Move(DateOnly on, TimeOnly time, string place, DateTimeOffset at)
    {
        if (!CanBeMoved) throw new InvalidOperationException($"Meeting {Id} is {State} and cannot be moved.");

        (State, CancelReason) = (MeetingState.Planned, "");
        (On, Time, Place, ChangedAt) = (on, time, place, at);
        Sequence++;
        RemindedAt = null;
        MinutesRemindersSent = 0;

        // Everybody is told of the move. If the day is near, that is the invitation; if not, one follows in its time.
        InvitedAt = on <= DanishTime.DayOf(at).AddDays(InviteDaysBefore) ? at : null;
    }

    /// <summary>
    /// Records what was said. Minutes can be corrected by writing them again, and a meeting that was said not to be held
    /// may turn out to have been.
    /// </summary>
    public void WriteMinutes(
        IEnumerable<MinuteLine> newLines, IEnumerable<MeetingRating> newRatings, int? residents, int? volunteers, string by, DateTimeOffset at)
    {
        if (State == MeetingState.NotHeld)
        {
            Sequence++;
        }

        var written = newRatings.ToList();

        lines.Clear();
        lines.AddRange(newLines);

        // What a party answered alone stands, unless the minutes say something else.
        ratings.RemoveAll(rating => written.Any(other => other.PartyId == rating.PartyId));
        ratings.AddRange(written);
        Residents = residents;
        Volunteers = volunteers;
        MinutesBy = by;
        MinutesAt = at;
        ApprovedAt = null;
        State = MeetingState.Held;
        ChangedAt = at;
    }

    /// <summary>The meeting never took place; the next one stands.</summary>
    public void MarkNotHeld(DateTimeOffset at)
    {
        if (!IsPlanned) throw new InvalidOperationException($"Meeting {Id} is {State}; only a planned one can be said not to be held.");

        (State, ChangedAt) = (MeetingState.NotHeld, at);
        Sequence++;
    }

    /// <summary>It was a slip of the finger: the meeting is planned again, with its day and its number.</summary>
    public void UndoNotHeld(DateTimeOffset at)
    {
        if (State != MeetingState.NotHeld) throw new InvalidOperationException($"Meeting {Id} is {State}; there is nothing to undo.");

        (State, ChangedAt) = (MeetingState.Planned, at);
        Sequence++;

        // Its people were told that it is off, so they are invited again.
        InvitedAt = On >= DanishTime.DayOf(at) ? null : InvitedAt;
    }

    /// <summary>An invitation that goes out as late as the reminder would takes its place.</summary>
    public bool CanBeRemindedOf => InvitedAt is not { } invited || DanishTime.DayOf(invited) < On.AddDays(-RemindDaysBefore);

    public void MarkInvited(DateTimeOffset at) => (InvitedAt, ChangedAt) = (at, at);

    public void MarkReminded(DateTimeOffset at) => (RemindedAt, ChangedAt) = (at, at);

    /// <summary>The coordinator has been asked for the minutes for the first, second or third time.</summary>
    public void MarkMinutesReminded(int number, DateTimeOffset at) => (MinutesRemindersSent, ChangedAt) = (number, at);
}

/// <summary>What was said under one item of the agenda.</summary>
public sealed class MinuteLine(string agendaCode, string text)
{
    public int Id { get; private set; }
    public string AgendaCode { get; private set; } = agendaCode;
    public string Text { get; private set; } = text;
}

/// <summary>How one party finds that the cooperation goes: 1 is hard, 5 is very good.</summary>
public sealed class MeetingRating(Guid partyId, int value)
{
    public const int Lowest = 1;
    public const int Highest = 5;

    public int Id { get; private set; }
    public Guid PartyId { get; private set; } = partyId;
    public int Value { get; private set; } = value;
}
