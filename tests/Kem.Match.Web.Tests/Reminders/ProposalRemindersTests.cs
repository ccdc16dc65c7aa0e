using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Tests.Reminders;

public class ProposalRemindersTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly SentOn = new(2026, 3, 3);

    [Fact]
    public void Reminds_after_a_week_and_again_three_days_before_the_answer_date()
    {
        var proposal = Proposal(14);

        Assert.Equal((0, 0, 1, 1, 2), (Due(proposal, 0), Due(proposal, 6), Due(proposal, 7), Due(proposal, 10), Due(proposal, 11)));
    }

    [Fact]
    public void A_short_answer_time_gives_one_reminder_only()
    {
        Assert.Equal(1, Due(Proposal(8), 8));
    }

    [Fact]
    public void Who_was_reminded_twice_is_not_reminded_again()
    {
        var proposal = Proposal(14);
        proposal.MarkReminded(2, Sent.AddDays(12));

        Assert.Equal(0, Due(proposal, 13));
    }

    private static int Due(MatchProposal proposal, int days) =>
        ProposalReminders.Of(proposal, talk: null, LetterHours.Usual).Count(SentOn.AddDays(days), ProposalReminders.ToAnswer);

    private static MatchProposal Proposal(int daysToAnswer) =>
        new("0219", Guid.NewGuid(), Guid.NewGuid(), "Vil I mødes?", SentOn.AddDays(daysToAnswer), "Birgit", "birgit@kem.example", Sent);
}
