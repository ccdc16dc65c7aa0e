using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Reminders;

/// <summary>What became of a reminder, in the terms of the accounts: due = sent + held back + failed + under way.</summary>
public enum ReminderFate
{
    Sent,
    HeldBack,
    Failed,
    UnderWay,
}

/// <summary>How many reminders of a kind stand so in the ledger and in the outbox.</summary>
public sealed record ReminderOutcome(string Kind, ReminderState State, OutgoingMailState? Mail, int Count)
{
    public ReminderFate Fate => (State, Mail) switch
    {
        (ReminderState.Dropped, _) or (_, OutgoingMailState.Suppressed) => ReminderFate.HeldBack,
        (_, OutgoingMailState.Sent) => ReminderFate.Sent,
        (_, OutgoingMailState.Failed) => ReminderFate.Failed,
        _ => ReminderFate.UnderWay,
    };
}

/// <param name="Days">The period of the accounts, up to now.</param>
/// <param name="Outcomes">What became of what was due.</param>
/// <param name="Coming">The next ones.</param>
/// <param name="Titles">What they are about, by agreement or proposal.</param>
/// <param name="Findings">Where an agreement's words and the calendar differ.</param>
/// <param name="Alarms">What an administrator must look at.</param>
/// <param name="MayOpen">The viewer can follow links to agreements and proposals.</param>
public sealed record RemindersPage(
    int Days, IReadOnlyList<ReminderOutcome> Outcomes, IReadOnlyList<Reminder> Coming, IReadOnlyDictionary<Guid, string> Titles,
    IReadOnlyList<ReminderFinding> Findings, IReadOnlyList<ReminderAlarm> Alarms, bool MayOpen)
{
    public const int UsualPeriod = 30;

    public static IReadOnlyList<int> Periods { get; } = [7, 30, 90, 365];

    public IEnumerable<string> Kinds => Outcomes.Select(outcome => outcome.Kind).Distinct().OrderBy(ReminderText.Kind, StringComparer.CurrentCulture);

    public int Count(string? kind, ReminderFate? fate) =>
        Outcomes.Where(outcome => (kind is null || outcome.Kind == kind) && (fate is null || outcome.Fate == fate)).Sum(outcome => outcome.Count);

    public static string AddressOf(ReminderRootKind kind, Guid id) => kind switch
    {
        ReminderRootKind.Agreement => $"/aftaler/{id}",
        ReminderRootKind.Programme => $"/forloeb/{id}",
        _ => $"/forslag/{id}",
    };
}

/// <summary>What reminders are called on a page.</summary>
public static class ReminderText
{
    public static string Kind(string kind) => kind switch
    {
        AgreementReminders.StatusInvite => "Indkaldelse til statusmøde",
        AgreementReminders.StatusReminder => "Påmindelse om statusmøde",
        AgreementReminders.MinutesOverdue => "Referat mangler",
        AgreementReminders.SignReminder => "Underskrift mangler",
        AgreementReminders.TermSoon => "Aftalen slutter snart",
        ProposalReminders.ToAnswer => "Forslag uden svar",
        ProposalReminders.ToPrepare => "Forbered det første møde",
        ProgrammeReminders.ToTakeCheckup => "Indbydelse til sundhedstjek",
        ProgrammeReminders.ToFinishCheckup => "Sundhedstjek er ikke færdigt",
        ProgrammeReminders.CheckupsMissing => "Sundhedstjek mangler, når runden er slut",
        ProgrammeReminders.FollowUpSoon => "Statusmøde efter forløbet",
        _ => kind,
    };

    public static string Of(ReminderFate fate) => fate switch
    {
        ReminderFate.Sent => "Sendt",
        ReminderFate.HeldBack => "Holdt tilbage",
        ReminderFate.Failed => "Kom ikke frem",
        _ => "På vej",
    };
}
