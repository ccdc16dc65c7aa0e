using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Programmes.Letters;

/// <summary>Asks an association to take its health check; the invitation and the one reminder have the same words but for a line.</summary>
/// <param name="CheckupId">The health check that the link opens.</param>
/// <param name="Organisation">What the association is called.</param>
/// <param name="Link">Its link.</param>
public abstract record CheckupLetter(
    Recipient To, CapacityProgramme Programme, Municipality Municipality, ProgrammeRound Round, Guid CheckupId, string Organisation, string Link)
    : ProgrammeLetter(To, Programme, Municipality)
{
    public override string Template => ProgrammeReminders.ToTakeCheckup;

    public override (string Type, Guid Id)? About => (nameof(Checkup), CheckupId);

    public override int? AboutVersion => Round.Sequence;

    public override DateTimeOffset? UselessAfter => ReminderTimes.EndOf(Round.ClosesOn);

    public override string? DeduplicationKey => $"checkup:{CheckupId:N}:{Round.Sequence}:{Kind}";

    public override MailValues Values => new()
    {
        { "recipientName", FirstName },
        { "recipientOrg", Organisation },
        { "senderName", Programme.LeadName },
        { "municipalityName", Municipality.OfficialName },
        { "municipalityPhone", Municipality.Phone },
        { "roundNo", Round.Number },
        { "again", Again },
        { "answerBy", Round.ClosesOn },
        { "link", Link },
    };

    /// <summary>The name of the line that says that it was said before; empty when it was not.</summary>
    protected abstract string Again { get; }
}

/// <summary>The round is open.</summary>
public sealed record CheckupInvitation(
    Recipient To, CapacityProgramme Programme, Municipality Municipality, ProgrammeRound Round, Guid CheckupId, string Organisation, string Link)
    : CheckupLetter(To, Programme, Municipality, Round, CheckupId, Organisation, Link)
{
    public override string Kind => ProgrammeReminders.ToTakeCheckup;

    protected override string Again => "";
}

/// <summary>The round is still open, and the association is not done.</summary>
public sealed record CheckupReminder(
    Recipient To, CapacityProgramme Programme, Municipality Municipality, ProgrammeRound Round, Guid CheckupId, string Organisation, string Link)
    : CheckupLetter(To, Programme, Municipality, Round, CheckupId, Organisation, Link)
{
    public override string Kind => ProgrammeReminders.ToFinishCheckup;

    public override LetterUse Use => LetterUse.Reminder;

    protected override string Again => "reminder";
}
