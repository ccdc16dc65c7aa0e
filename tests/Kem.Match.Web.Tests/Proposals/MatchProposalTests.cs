using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Tests.Proposals;

public class MatchProposalTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly SentOn = new(2026, 3, 3);

    [Theory]
    [InlineData(ProposalAnswer.Yes, ProposalState.Interested)]
    [InlineData(ProposalAnswer.Later, ProposalState.Later)]
    [InlineData(ProposalAnswer.No, ProposalState.Declined)]
    [InlineData(ProposalAnswer.Question, ProposalState.Question)]
    public void Each_answer_has_its_own_state_and_ends_the_reminders(ProposalAnswer answer, ProposalState state)
    {
        var proposal = Proposal();

        Answer(proposal, answer);

        Assert.Equal(state, proposal.State);
        Assert.Empty(proposal.ReminderDays);
    }

    [Fact]
    public void Keeps_only_what_belongs_to_the_answer()
    {
        var proposal = Proposal();

        proposal.Answer(ProposalAnswer.Yes, "Gerne", "Torsdag", "DR_TIME", SentOn.AddMonths(3), byPhone: false, Sent.AddDays(1));
        Assert.Equal(("Torsdag", "", null), (proposal.PreferredTimes, proposal.DeclineReason, proposal.AskAgainOn));

        proposal.Answer(ProposalAnswer.No, "", "Torsdag", "DR_TIME", SentOn.AddMonths(3), byPhone: false, Sent.AddDays(2));
        Assert.Equal(("", "DR_TIME", null), (proposal.PreferredTimes, proposal.DeclineReason, proposal.AskAgainOn));
    }

    [Fact]
    public void An_answer_can_be_changed_until_the_answer_date()
    {
        var proposal = Proposal();
        Answer(proposal, ProposalAnswer.No);

        Assert.True(proposal.CanBeAnsweredOn(proposal.AnswerBy));
        Assert.False(proposal.CanBeAnsweredOn(proposal.AnswerBy.AddDays(1)));
    }

    [Fact]
    public void A_late_first_answer_still_counts_until_silence_is_taken_for_an_answer()
    {
        var proposal = Proposal();

        Assert.False(proposal.HasLapsedOn(proposal.AnswerBy.AddDays(3)));
        Assert.True(proposal.CanBeAnsweredOn(proposal.AnswerBy.AddDays(3)));
        Assert.True(proposal.HasLapsedOn(proposal.AnswerBy.AddDays(4)));
    }

    [Fact]
    public void Only_a_yes_leads_to_a_meeting_or_an_agreement()
    {
        var proposal = Proposal();

        Assert.Throws<InvalidOperationException>(() => proposal.SetMeeting(Sent.AddDays(9), "Biblioteket", Sent));
        Assert.Throws<InvalidOperationException>(() => proposal.BecomeAgreement(Sent));

        Answer(proposal, ProposalAnswer.Yes);
        proposal.SetMeeting(Sent.AddDays(9), "Biblioteket", Sent.AddDays(1));
        proposal.SetMeeting(Sent.AddDays(10), "Biblioteket", Sent.AddDays(2));
        Assert.Equal(1, proposal.MeetingSequence);
    }

    [Fact]
    public void What_is_withdrawn_takes_no_answer()
    {
        var proposal = Proposal();
        proposal.Withdraw(WithdrawalReason.Regretted, "Birgit", Sent.AddDays(1));

        Assert.False(proposal.CanBeAnsweredOn(SentOn.AddDays(1)));
        Assert.Throws<InvalidOperationException>(() => Answer(proposal, ProposalAnswer.Yes));
    }

    private static MatchProposal Proposal(int daysToAnswer = MatchProposal.DaysToAnswer) =>
        new(Places.Hillerød, Guid.NewGuid(), Guid.NewGuid(), "Vil I mødes?", SentOn.AddDays(daysToAnswer), "Birgit", "birgit@kem.example", Sent);

    private static void Answer(MatchProposal proposal, ProposalAnswer answer) =>
        proposal.Answer(answer, "", "", "", DanishTime.DayOf(Sent).AddMonths(3), byPhone: false, Sent.AddDays(1));
}
