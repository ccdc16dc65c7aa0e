using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;

namespace Kem.Match.Web.Domain.Reminders;

/// <summary>
/// The letters that a programme calls for as it stands: to take the health check when a round opens, to finish it, and to
/// the lead when somebody has not, and before each of the meetings afterwards.
/// </summary>
public static class ProgrammeReminders
{
    public const string ToTakeCheckup = "HEALTHCHECK_INVITE";
    public const string ToFinishCheckup = "HEALTHCHECK_REMINDER";
    public const string CheckupsMissing = "CHECKUPS_MISSING";
    public const string FollowUpSoon = "FOLLOW_UP_SOON";

    public const int DaysUntilReminder = 14;
    public const int DaysBeforeFollowUp = 14;
    private const int DaysToBother = 60;

    public static IEnumerable<ReminderCall> Of(ProgrammeNow now, LetterHours hours) => now.Programme.IsStopped
        ? []
        : now.Programme.Rounds.SelectMany(round => OfRound(now, round, hours)).Concat(OfFollowUps(now.Programme, hours));

    /// <summary>Why a letter is not called for any more, for the ledger.</summary>
    public static string WhyNot(ProgrammeNow now, Reminder reminder)
    {
        var programme = now.Programme;
        var round = programme.Rounds.FirstOrDefault(round => round.Id == reminder.SubjectId);
        var member = programme.Members.FirstOrDefault(member => member.Id.ToString() == reminder.Reader);

        return reminder.Kind switch
        {
            _ when programme.IsStopped => "Forløbet er stoppet.",
            FollowUpSoon => "Mødet er holdt.",
            CheckupsMissing when round is not null && reminder.Occurrence != OccurrenceOf(round.ClosesOn, 1) => "Runden er flyttet.",
            CheckupsMissing => "Alle har svaret.",
            _ when member is { IsActive: false } => "Foreningen er ikke med i forløbet mere.",
            _ when member is not null && now.Passed.Contains(member.OrganisationId) => "Foreningen er nedlagt eller lagt sammen med en anden.",
            _ when round is null || member is null || reminder.Occurrence != $"{round.Sequence}" => "Runden er flyttet.",
            _ when now.StateOf(member, round) is { IsClosed: true } => "Foreningen har svaret.",
            _ => "Indbydelsen er lige sendt, så den er også påmindelsen.",
        };
    }

    private static IEnumerable<ReminderCall> OfRound(ProgrammeNow now, ProgrammeRound round, LetterHours hours)
    {
        var useless = ReminderTimes.EndOf(round.ClosesOn);
        var owing = now.WhoOwe(round).ToList();

        foreach (var member in owing)
        {
            var opens = member.JoinedOn > round.OpensOn ? member.JoinedOn : round.OpensOn;
            yield return new ReminderCall(ToTakeCheckup, round.Id, $"{round.Sequence}", member.Id.ToString(), hours.OnOrAfter(opens), useless);

            // An invitation that was late gives the association as long as any other.
            var invited = now.StateOf(member, round) is { } state && DanishTime.DayOf(state.InvitedAt) is var day && day > opens ? day : opens;

            if (invited.AddDays(DaysUntilReminder) is var remind && remind < round.ClosesOn)
            {
                yield return new ReminderCall(ToFinishCheckup, round.Id, $"{round.Sequence}", member.Id.ToString(), hours.OnOrAfter(remind), useless);
            }
        }

        if (owing.Count > 0)
        {
            var after = round.ClosesOn.AddDays(1);
            yield return new ReminderCall(
                CheckupsMissing, round.Id, OccurrenceOf(round.ClosesOn, 1), ReminderCall.Responsible, hours.OnWorkingDay(after), ReminderTimes.EndOf(after.AddDays(DaysToBother)));
        }
    }

    private static IEnumerable<ReminderCall> OfFollowUps(CapacityProgramme programme, LetterHours hours) =>
        from meeting in programme.Plan.FollowUps.Index()
        where programme.DoneOn(ProgrammeItem.FollowUps[meeting.Index]) is null
        select new ReminderCall(
            FollowUpSoon, programme.Id, OccurrenceOf(meeting.Item, meeting.Index + 1), ReminderCall.Responsible,
            hours.OnOrBefore(meeting.Item.AddDays(-DaysBeforeFollowUp)), ReminderTimes.EndOf(meeting.Item));

    // A round that closes on another day is another matter.
    private static string OccurrenceOf(DateOnly day, int number) => $"{day:yyyy-MM-dd}:{number}";
}

/// <summary>A programme with what its letters depend on besides.</summary>
/// <param name="Programme">With its rounds and members.</param>
/// <param name="States">How far the health checks are.</param>
/// <param name="Passed">Organisations that are no longer in use.</param>
public sealed record ProgrammeNow(CapacityProgramme Programme, IReadOnlyCollection<CheckupState> States, IReadOnlySet<Guid> Passed)
{
    public CheckupState? StateOf(ProgrammeMember member, ProgrammeRound round) =>
        States.FirstOrDefault(state => state.MemberId == member.Id && state.Round == round.Which);

    /// <summary>Who takes part in a round and has not said that it is done.</summary>
    public IEnumerable<ProgrammeMember> WhoOwe(ProgrammeRound round) => Programme.ActiveMembers.Where(member =>
        member.JoinedOn <= round.ClosesOn && !Passed.Contains(member.OrganisationId) && StateOf(member, round) is not { IsClosed: true });
}
