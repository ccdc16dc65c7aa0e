namespace Kem.Match.Web.Domain.Reminders;

public enum ReminderState
{
    /// <summary>Its time has not come, or it is to be written now.</summary>
    Expected,

    /// <summary>It lies in the outbox; what became of it stands there.</summary>
    Written,

    /// <summary>It was never written; <see cref="Reminder.Reason"/> says why.</summary>
    Dropped,
}

public enum DropReason
{
    /// <summary>What it is about was moved, answered, held or ended first.</summary>
    Changed,

    /// <summary>Its time had passed before it could be written.</summary>
    Outdated,

    /// <summary>A later one of the same kind was due at the same time, and says the same.</summary>
    Superseded,

    /// <summary>There is nobody to write to.</summary>
    NoReader,
}

/// <summary>
/// One line of the ledger of reminders: known from the day that something calls for it, and closed when it has been written
/// or when there is a reason not to. For one subject, kind, occurrence and reader there is one line.
/// </summary>
public sealed class Reminder(string municipalityCode, ReminderRootKind rootKind, Guid rootId, string kind, Guid subjectId, string occurrence, string reader)
{
    private const int LongestReason = 200;

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; } = municipalityCode;
    public ReminderRootKind RootKind { get; private set; } = rootKind;
    public Guid RootId { get; private set; } = rootId;
    public string Kind { get; private set; } = kind;
    public Guid SubjectId { get; private set; } = subjectId;
    public string Occurrence { get; private set; } = occurrence;
    public string Reader { get; private set; } = reader;

    /// <summary>The moment that follows from the agreement or the proposal.</summary>
    public DateTimeOffset CalledForAt { get; private set; }

    /// <summary>When it is written: the moment it is called for, or the first possible one when it was known later.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset UselessAfter { get; private set; }
    public ReminderState State { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }
    public DropReason? Reason { get; private set; }

    /// <summary>The reason in words.</summary>
    public string ReasonText { get; private set; } = "";

    /// <summary>The mail that it became.</summary>
    public Guid? MailId { get; private set; }

    public ReminderRoot Root => new(RootKind, RootId);

    public bool IsExpected => State == ReminderState.Expected;

    public static Reminder Of(ReminderCall call, ReminderRoot root, string municipalityCode, DateTimeOffset earliest)
    {
        var reminder = new Reminder(municipalityCode, root.Kind, root.Id, call.Kind, call.SubjectId, call.Occurrence, call.Reader);
        reminder.Follow(call, earliest);
        return reminder;
    }

    public bool IsFor(ReminderCall call) =>
        (Kind, SubjectId, Occurrence, Reader) == (call.Kind, call.SubjectId, call.Occurrence, call.Reader);

    public bool HasTimesOf(ReminderCall call) => (CalledForAt, UselessAfter) == (call.DueAt, call.UselessAfter);

    /// <summary>Takes over the times of what calls for it, when they are others.</summary>
    /// <param name="call">What calls for it.</param>
    /// <param name="earliest">The first moment from now on at which a letter may leave.</param>
    public void Follow(ReminderCall call, DateTimeOffset earliest)
    {
        if (HasTimesOf(call)) return;

        (CalledForAt, UselessAfter) = (call.DueAt, call.UselessAfter);
        DueAt = call.DueAt > earliest ? call.DueAt : earliest;
    }

    /// <summary>Its receiver wants peace until then.</summary>
    public void Postpone(DateTimeOffset until) => DueAt = until;

    public void Write(Guid mailId, DateTimeOffset at)
    {
        RequireExpected();
        (State, MailId, SettledAt) = (ReminderState.Written, mailId, at);
    }

    public void Drop(DropReason reason, string text, DateTimeOffset at)
    {
        RequireExpected();
        (State, Reason, SettledAt) = (ReminderState.Dropped, reason, at);
        ReasonText = text.Length <= LongestReason ? text : text[..LongestReason];
    }

    /// <summary>What had fallen away is called for again, such as a meeting whose cancelling was undone.</summary>
    public void Revive(ReminderCall call, DateTimeOffset earliest)
    {
        if (!CanBeRevived) throw new InvalidOperationException($"Reminder {Id} is {State} and is not called for again.");

        (State, Reason, ReasonText, SettledAt) = (ReminderState.Expected, null, "", null);
        (CalledForAt, UselessAfter) = (call.DueAt, call.UselessAfter);
        DueAt = call.DueAt > earliest ? call.DueAt : earliest;
    }

    public bool CanBeRevived => State == ReminderState.Dropped && Reason == DropReason.Changed;

    private void RequireExpected()
    {
        if (!IsExpected) throw new InvalidOperationException($"Reminder {Id} is {State} already.");
    }
}
