using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Domain.Ranking;

namespace Kem.Match.Web.Tests.Ranking;

/// <summary>What happened, worked out from what the domain knows.</summary>
public class PartnerOutcomeTests
{
    private static readonly Guid Need = Guid.CreateVersion7();
    private static readonly Guid Partner = Guid.CreateVersion7();
    private static readonly DateOnly Start = new(2026, 1, 31);

    [Theory]
    [InlineData(ProposalState.Sent, false, false, "Proposed")]
    [InlineData(ProposalState.Question, true, false, "Proposed")]
    [InlineData(ProposalState.Later, true, false, "Proposed")]
    [InlineData(ProposalState.Unanswered, false, false, "Proposed")]
    [InlineData(ProposalState.Declined, true, false, "Proposed Declined")]
    [InlineData(ProposalState.Interested, true, false, "Proposed Accepted")]
    [InlineData(ProposalState.Agreed, true, true, "Proposed Accepted")]
    [InlineData(ProposalState.Withdrawn, false, false, "Proposed")]
    [InlineData(ProposalState.Withdrawn, true, true, "Proposed Accepted")]
    public void A_proposal_says_who_was_asked_and_what_they_answered(ProposalState state, bool isAnswered, bool ledToMeeting, string expected)
    {
        // In Denmark it is half past eleven in the evening, and half past midnight.
        var (sent, answered) = (new DateTimeOffset(2026, 1, 5, 22, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 6, 23, 30, 0, TimeSpan.Zero));
        var outcomes = new ProposalCourse(Need, Partner, state, sent, isAnswered ? answered : null, ledToMeeting).Outcomes().ToList();

        Assert.Equal(expected, string.Join(' ', outcomes.Select(o => o.Kind)));
        Assert.Equal(new DateOnly(2026, 1, 5), outcomes[0].Day);
        Assert.All(outcomes.Skip(1), o => Assert.Equal(new DateOnly(2026, 1, 7), o.Day));
    }

    [Theory]
    [InlineData("2026-07-30", "Signed")]
    [InlineData("2026-07-31", "Signed AliveAfterSixMonths")]
    [InlineData("2027-01-31", "Signed AliveAfterSixMonths AliveAfterTwelveMonths")]
    [InlineData("2028-01-31", "Signed AliveAfterSixMonths AliveAfterTwelveMonths AliveAfterTwentyFourMonths")]
    public void An_agreement_has_birthdays_counted_from_its_first_day(string today, string expected) =>
        Assert.Equal(expected, Kinds(Agreement(), DateOnly.Parse(today, null)));

    [Fact]
    public void Who_ended_it_before_its_birthday_did_not_keep_it_alive()
    {
        Assert.Equal("Signed", Kinds(Agreement() with { EndedAt = At(2026, 7, 30) }, new(2026, 8, 1)));
        Assert.Equal("Signed AliveAfterSixMonths", Kinds(Agreement() with { EndedAt = At(2026, 7, 31) }, new(2028, 1, 1)));
    }

    [Fact]
    public void An_agreement_of_four_months_has_no_birthday() =>
        Assert.Equal("Signed", Kinds(Agreement() with { EndsOn = Start.AddMonths(4) }, new(2028, 1, 1)));

    [Fact]
    public void What_was_signed_after_its_birthday_was_not_alive_then() =>
        Assert.Equal("Signed AliveAfterTwelveMonths", Kinds(Agreement() with { InForceAt = At(2026, 8, 2) }, new(2027, 2, 1)));

    [Theory]
    [InlineData(MeetingState.Held, "MeetingHeld Signed AliveAfterSixMonths")]
    [InlineData(MeetingState.NotHeld, "Signed")]
    [InlineData(MeetingState.Planned, "Signed")]
    public void A_cooperation_that_has_stalled_is_not_alive(MeetingState state, string expected) =>
        Assert.Equal(
            string.Join(' ', expected.Split(' ').Order()),
            string.Join(' ', Kinds(Agreement() with { Meetings = [(new DateOnly(2026, 5, 31), state)] }, new(2026, 8, 1)).Split(' ').Order()));

    [Fact]
    public void Every_partner_has_the_outcome_and_nobody_else()
    {
        var third = Guid.CreateVersion7();

        Assert.Equal(
            [Partner, third],
            (Agreement() with { Partners = [Partner, third] }).OutcomesUntil(new(2026, 2, 1)).Select(o => o.OrganisationId));
    }

    private static string Kinds(AgreementCourse agreement, DateOnly today) =>
        string.Join(' ', agreement.OutcomesUntil(today).OrderBy(o => o.Day).Select(o => o.Kind));

    private static AgreementCourse Agreement() => new(Need, [Partner], Start, Start.AddYears(3), At(2026, 1, 31), null, []);

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);
}
