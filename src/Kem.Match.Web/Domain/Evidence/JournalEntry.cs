namespace Kem.Match.Web.Domain.Evidence;

/// <summary>Says that a document is entered in the municipality's own record system (journaliseret): where, as what, when.</summary>
public sealed class JournalEntry(Guid agreementId, string recordSystem, string number, string kleNumber, DateOnly on, string by, DateTimeOffset at)
{
    /// <summary>How long a signed agreement may wait before it stands on the coordinator's list.</summary>
    public const int DaysBeforeReminding = 7;

    public Guid AgreementId { get; private set; } = agreementId;
    public string RecordSystem { get; private set; } = recordSystem;
    public string Number { get; private set; } = number;

    /// <summary>The municipalities' common subject number, such as 15.40.00; may be empty.</summary>
    public string KleNumber { get; private set; } = kleNumber;

    public DateOnly On { get; private set; } = on;
    public string By { get; private set; } = by;
    public DateTimeOffset At { get; private set; } = at;
}

/// <summary>Says that the accepted minutes of a status meeting are entered in the municipality's own record system.</summary>
public sealed class MinutesJournalEntry(Guid meetingId, string recordSystem, string number, DateOnly on, string by, DateTimeOffset at)
{
    public Guid MeetingId { get; private set; } = meetingId;
    public string RecordSystem { get; private set; } = recordSystem;
    public string Number { get; private set; } = number;
    public DateOnly On { get; private set; } = on;
    public string By { get; private set; } = by;
    public DateTimeOffset At { get; private set; } = at;
}
