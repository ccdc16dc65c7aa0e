namespace Kem.Match.Web.Domain.Reminders;

/// <summary>What an agreement or a proposal asks for as it stands: this letter, about this, to this reader, at this time.</summary>
/// <param name="Kind">The kind of letter, such as <c>STATUS_INVITE</c>.</param>
/// <param name="SubjectId">The meeting, signatory, agreement, proposal or side that it is about.</param>
/// <param name="Occurrence">Tells the times apart that the same letter is called for, such as <c>2</c> for the second, or the number of the move.</param>
/// <param name="Reader">Whom it goes to, as a place and not as an address: a party, or <c>responsible</c>.</param>
/// <param name="DueAt">The first moment at which it may leave.</param>
/// <param name="UselessAfter">After this it would only confuse.</param>
public sealed record ReminderCall(string Kind, Guid SubjectId, string Occurrence, string Reader, DateTimeOffset DueAt, DateTimeOffset UselessAfter)
{
    /// <summary>The coordinator who answers for the matter.</summary>
    public const string Responsible = "responsible";

    /// <summary>It has been sent in another way, such as with word of a move.</summary>
    public bool IsSettled { get; init; }
}

/// <summary>What calls for reminders, or is part of it: a change of it makes its reminders be planned again.</summary>
public interface ICallForReminders
{
    ReminderRoot ReminderRoot { get; }
}

/// <summary>The agreement or the proposal under which reminders are kept together.</summary>
public readonly record struct ReminderRoot(ReminderRootKind Kind, Guid Id);

public enum ReminderRootKind
{
    Agreement,
    Proposal,
    Programme,
}

/// <summary>A note, saved together with a change, that the reminders of a matter must be planned again.</summary>
public sealed class ReminderWork(ReminderRootKind rootKind, Guid rootId)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public ReminderRootKind RootKind { get; private set; } = rootKind;
    public Guid RootId { get; private set; } = rootId;

    public ReminderRoot Root => new(RootKind, RootId);
}
