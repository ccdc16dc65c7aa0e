namespace Kem.Match.Web.Domain.Wishes;

/// <summary>A reminder that a coordinator gives by phone, because the receiver would rather be called.</summary>
public sealed class PhoneReminder(
    string municipalityCode, Guid mailId, string kind, string name, string phone, string about, string points, string question, DateTimeOffset createdAt, DateOnly callOn)
{
    public const int DaysUntilNextTry = 1;

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string MunicipalityCode { get; private set; } = municipalityCode;

    /// <summary>The mail that was not sent; it tells what the call is about.</summary>
    public Guid MailId { get; private set; } = mailId;

    public string Kind { get; private set; } = kind;

    public string Name { get; private set; } = name;

    public string Phone { get; private set; } = phone;

    /// <summary>The matter in one line.</summary>
    public string About { get; private set; } = about;

    /// <summary>What to say, a paragraph each (talepunkter).</summary>
    public string Points { get; private set; } = points;

    /// <summary>What to ask.</summary>
    public string Question { get; private set; } = question;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    /// <summary>The first day on which to call.</summary>
    public DateOnly CallOn { get; private set; } = callOn;

    public int Tries { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    public string DoneBy { get; private set; } = "";

    public bool IsOpen => DoneAt is null;

    public bool IsDueOn(DateOnly day) => IsOpen && CallOn <= day;

    public void NobodyPickedUp(DateOnly today) => (Tries, CallOn) = (Tries + 1, today.AddDays(DaysUntilNextTry));

    public void Reached(string by, DateTimeOffset at) => (Tries, DoneAt, DoneBy) = (Tries + 1, at, by);

    /// <summary>Pressed by mistake: the call waits again.</summary>
    public void Reopen(DateOnly today) => (DoneAt, DoneBy, CallOn) = (null, "", today);
}
