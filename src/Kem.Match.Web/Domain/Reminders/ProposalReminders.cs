using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Domain.Reminders;

/// <summary>The reminders that a proposal calls for as it stands: to answer it, and to prepare the first talk.</summary>
public static class ProposalReminders
{
    public const string ToAnswer = "PROPOSAL_REMINDER";
    public const string ToPrepare = "PREPARE_REMINDER";

    /// <summary>The one who is asked.</summary>
    public const string Partner = "partner";

    private const int DaysToBother = 60;

    /// <param name="proposal">With its partner.</param>
    /// <param name="talk">The talk that follows from it, with its sides; null when there is none.</param>
    /// <param name="hours">When letters are sent.</param>
    public static IEnumerable<ReminderCall> Of(MatchProposal proposal, ExpectationTalk? talk, LetterHours hours) =>
        OfAnswer(proposal, hours).Concat(talk is null ? [] : OfTalk(proposal, talk, hours));

    public static string WhyNot(MatchProposal proposal, Reminder reminder) => reminder.Kind switch
    {
        ToPrepare => "Der er svaret, eller samtalen er holdt.",
        _ when proposal.State == ProposalState.Sent => "Der bliver ringet i stedet.",
        _ => "Forslaget venter ikke længere på svar.",
    };

    private static IEnumerable<ReminderCall> OfAnswer(MatchProposal proposal, LetterHours hours) =>
        proposal.ReminderDays.Select((day, index) => new ReminderCall(
            ToAnswer, proposal.Id, $"{index + 1}", Partner, hours.OnOrAfter(day), ReminderTimes.EndOf(proposal.AnswerBy.AddDays(MatchProposal.DaysOfGrace)))
        {
            IsSettled = proposal.RemindersSent > index,
        });

    private static IEnumerable<ReminderCall> OfTalk(MatchProposal proposal, ExpectationTalk talk, LetterHours hours) =>
        from side in talk.CanBeAnswered ? talk.Sides : []
        let day = side.HasSent ? null : talk.ReminderDay(proposal.MeetingOn)
        where day is not null
        select new ReminderCall(ToPrepare, side.Id, "1", side.Id.ToString(), hours.OnOrAfter(day.Value), proposal.MeetingStartsAt ?? ReminderTimes.EndOf(day.Value.AddDays(DaysToBother)))
        {
            IsSettled = side.RemindedAt is not null,
        };
}
