using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Domain.Reminders;

/// <summary>
/// The reminders that an agreement calls for as it stands: to sign, to meet, to write minutes, to think of the last day.
/// Counted from its own dates each time, so that a date that is moved moves them.
/// </summary>
public static class AgreementReminders
{
    public const string SignReminder = "SIGN_REMINDER";
    public const string StatusInvite = "STATUS_INVITE";
    public const string StatusReminder = "STATUS_REMINDER";
    public const string MinutesOverdue = "MINUTES_OVERDUE";
    public const string TermSoon = "TERM_SOON";

    // What nobody has acted on for so long is the coordinator's task, not another mail.
    private const int DaysToBother = 60;

    /// <param name="agreement">With its parties, signatories and planned meetings.</param>
    /// <param name="hours">When letters are sent.</param>
    public static IEnumerable<ReminderCall> Of(CooperationAgreement agreement, LetterHours hours) =>
        ToSign(agreement, hours)
            .Concat(agreement.StatusMeetings.Where(meeting => meeting.IsPlanned && agreement.StillAsksFor(meeting)).SelectMany(meeting => OfMeeting(agreement, meeting, hours)))
            .Concat(OfTerm(agreement, hours));

    /// <summary>Why a reminder is not called for any more, for the ledger.</summary>
    public static string WhyNot(CooperationAgreement agreement, Reminder reminder) => reminder.Kind switch
    {
        SignReminder => agreement.State == AgreementState.OutForSignature ? "Der er svaret, eller en anden skal skrive under." : "Aftalen ligger ikke længere til underskrift.",
        TermSoon => agreement.IsInForce ? "Aftalen er forlænget, sagt op, eller parterne er allerede spurgt." : "Aftalen er slut.",
        _ => WhyNot(agreement, agreement.StatusMeetings.SingleOrDefault(meeting => meeting.Id == reminder.SubjectId), reminder),
    };

    private static string WhyNot(CooperationAgreement agreement, StatusMeeting? meeting, Reminder reminder) => meeting switch
    {
        null => "Mødet er ikke planlagt mere.",
        { State: MeetingState.Held } => "Mødet er holdt, og referatet er skrevet.",
        { State: MeetingState.NotHeld } => "Mødet blev ikke holdt.",
        { State: MeetingState.Cancelled } => "Mødet er aflyst.",
        _ when !agreement.StillAsksFor(meeting) => "Aftalen er stoppet.",
        _ when reminder.Kind == StatusReminder => "Indbydelsen er lige sendt, så den er også påmindelsen.",
        _ => "Mødet er flyttet.",
    };

    private static IEnumerable<ReminderCall> ToSign(CooperationAgreement agreement, LetterHours hours) =>
        from signatory in agreement.State == AgreementState.OutForSignature ? agreement.Signatories : []
        where signatory is { AskedAt: not null, Way: not SigningWay.Paper } && agreement.MayBeRemindedToSign(signatory)
        from reminder in CooperationAgreement.SignatureReminderDays.Select((days, index) => (Number: index + 1, Days: days))
        let day = DanishTime.DayOf(signatory.AskedAt!.Value).AddDays(reminder.Days)
        select new ReminderCall(SignReminder, signatory.Id, $"{agreement.TextVersion}:{reminder.Number}", signatory.Id.ToString(), hours.OnOrAfter(day), ReminderTimes.EndOf(day.AddDays(DaysToBother)))
        {
            IsSettled = signatory.RemindersSent >= reminder.Number,
        };

    private static IEnumerable<ReminderCall> OfMeeting(CooperationAgreement agreement, StatusMeeting meeting, LetterHours hours)
    {
        var occurrence = $"{meeting.Sequence}";
        var invite = hours.OnOrAfter(meeting.On.AddDays(-StatusMeeting.InviteDaysBefore));
        var remind = hours.OnOrBefore(meeting.On.AddDays(-StatusMeeting.RemindDaysBefore));
        var begins = meeting.StartsAt;

        foreach (var reader in ReadersOf(agreement))
        {
            yield return new ReminderCall(StatusInvite, meeting.Id, occurrence, reader, invite, begins)
            {
                IsSettled = meeting.InvitedAt is not null,
            };

            if (meeting.CanBeRemindedOf)
            {
                yield return new ReminderCall(StatusReminder, meeting.Id, occurrence, reader, remind, begins)
                {
                    IsSettled = meeting.RemindedAt is not null,
                };
            }
        }

        foreach (var (days, index) in StatusMeeting.MinutesReminderDays.Select((days, index) => (days, index)))
        {
            var day = meeting.On.AddDays(days);

            yield return new ReminderCall(
                MinutesOverdue, meeting.Id, $"{occurrence}:{index + 1}", ReminderCall.Responsible, hours.OnWorkingDay(day), ReminderTimes.EndOf(day.AddDays(DaysToBother)))
            {
                IsSettled = meeting.MinutesRemindersSent > index,
            };
        }
    }

    private static IEnumerable<ReminderCall> OfTerm(CooperationAgreement agreement, LetterHours hours)
    {
        if (agreement.LastDayToThinkOfTerm is not { } last) yield break;

        foreach (var (days, index) in agreement.TermReminderDays.Select((days, index) => (days, index)))
        {
            var (occurrence, due, useless) = ($"{last:yyyy-MM-dd}:{index + 1}", hours.OnOrAfter(last.AddDays(-days)), ReminderTimes.EndOf(last));

            foreach (var reader in ReadersOf(agreement))
            {
                yield return new ReminderCall(TermSoon, agreement.Id, occurrence, reader, due, useless)
                {
                    IsSettled = agreement.TermRemindersSent > index,
                };
            }
        }
    }

    // The coordinator answers for the municipality's own party.
    private static IEnumerable<string> ReadersOf(CooperationAgreement agreement) =>
        agreement.Parties.Where(party => !party.IsReachedAt(agreement.ResponsibleEmail)).Select(party => party.Id.ToString()).Prepend(ReminderCall.Responsible);
}
