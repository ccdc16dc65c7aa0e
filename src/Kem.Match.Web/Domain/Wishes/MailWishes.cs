namespace Kem.Match.Web.Domain.Wishes;

/// <summary>
/// What the person behind an address wants of a municipality's mails (ønsker til mails). It counts for every role the person
/// has, with or without an account.
/// </summary>
public sealed class MailWishes
{
    public MailWishes(string municipalityCode, string address, MailSettings settings, DateTimeOffset changedAt)
    {
        MunicipalityCode = municipalityCode;
        Address = address;
        Settings = settings;
        ChangedAt = changedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string MunicipalityCode { get; private set; }

    /// <summary>In small letters, so that it is found however it was typed.</summary>
    public string Address { get; private set; }

    public MailSettings Settings { get; private set; }

    /// <summary>What was chosen before; null when the last change has been undone, or there was none.</summary>
    public MailSettings? Before { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public void Choose(MailSettings settings, DateTimeOffset at) => (Before, Settings, ChangedAt) = (Settings, settings, at);

    /// <summary>The first choice of all; what it can go back to is what everybody has.</summary>
    public static MailWishes First(string municipalityCode, string address, MailSettings usual, MailSettings settings, DateTimeOffset at) =>
        new(municipalityCode, address, settings, at) { Before = usual };

    public bool CanBeUndone => Before is not null;

    public void Undo(DateTimeOffset at)
    {
        if (Before is not { } before) throw new InvalidOperationException($"The wishes {Id} have nothing to go back to.");

        (Settings, Before, ChangedAt) = (before, null, at);
    }
}
