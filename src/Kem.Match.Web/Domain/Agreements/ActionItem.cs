namespace Kem.Match.Web.Domain.Agreements;

/// <summary>Something that somebody promised at a meeting (opgave); it comes back on every agenda until it is done.</summary>
public sealed class ActionItem(int meetingNumber, string text, string owner, DateOnly? dueOn)
{
    public int Id { get; private set; }
    public int MeetingNumber { get; private set; } = meetingNumber;
    public string Text { get; private set; } = text;
    public string Owner { get; private set; } = owner;
    public DateOnly? DueOn { get; private set; } = dueOn;
    public DateOnly? DoneOn { get; private set; }

    public bool IsLateOn(DateOnly day) => DoneOn is null && DueOn < day;

    public void MarkDone(DateOnly on) => DoneOn ??= on;

    /// <summary>The same promise under an agreement that takes the place of the one it was made under.</summary>
    public ActionItem CarriedOver() => new(meetingNumber: 0, Text, Owner, DueOn);
}
