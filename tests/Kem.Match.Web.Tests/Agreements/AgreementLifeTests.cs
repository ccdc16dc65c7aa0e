using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Tests.Reminders;

namespace Kem.Match.Web.Tests.Agreements;

public class AgreementLifeTests
{
    private static readonly DateOnly Today = Lektiecafe.Today;
    private static readonly DateTimeOffset Now = Lektiecafe.Morning;

    [Fact]
    public void A_renewal_takes_a_yes_from_each_and_one_no_is_enough_to_refuse_it()
    {
        var agreement = Lektiecafe.InForce();
        agreement.ProposeRenewal(new(2028, 3, 1), "Birgit", Now);

        agreement.AnswerQuestion(agreement.Parties[0], goesOn: true, Today, Now);
        agreement.AnswerQuestion(agreement.Parties[1], goesOn: true, Today, Now);
        Assert.Equal(new DateOnly(2027, 3, 1), agreement.EndsOn);
        Assert.False(agreement.CanAnswer(agreement.Parties[0]));

        agreement.AnswerQuestion(agreement.Parties[2], goesOn: true, Today, Now);
        Assert.Equal((new DateOnly(2028, 3, 1), QuestionOutcome.Yes), (agreement.EndsOn, agreement.Questions[0].Outcome));

        agreement.ProposeRenewal(new(2029, 3, 1), "Amina", Now);
        agreement.AnswerQuestion(agreement.Parties[1], goesOn: false, Today, Now);
        Assert.Equal((new DateOnly(2028, 3, 1), QuestionOutcome.No), (agreement.EndsOn, agreement.Questions[1].Outcome));
    }

    [Fact]
    public void An_agreement_that_renews_itself_does_so_the_day_after_the_last_day_for_notice_however_late_somebody_looks()
    {
        var agreement = InForceWith(renewal: RenewalMode.Automatic, notice: new(3, NoticeUnit.Months));
        var lastDayForNotice = new DateOnly(2026, 12, 1);

        Assert.Equal(lastDayForNotice, agreement.Term.LastDayForNotice);
        Assert.False(agreement.RenewsItselfOn(lastDayForNotice));
        Assert.True(agreement.RenewsItselfOn(lastDayForNotice.AddDays(1)));

        agreement.RenewItself(new(2029, 1, 1), Now);

        Assert.Equal((new DateOnly(2030, 3, 1), new DateOnly(2029, 12, 1)), (agreement.EndsOn, agreement.Term.LastDayForNotice));
        Assert.False(agreement.ExpiresSoonOn(new(2029, 12, 30)));
    }

    [Fact]
    public void Letters_about_the_last_day_are_due_90_and_30_days_before_and_again_for_the_next_term()
    {
        var agreement = Lektiecafe.InForce();
        var last = agreement.EndsOn;

        int Due(DateOnly day) => agreement.DueOn(day, AgreementReminders.TermSoon);

        Assert.Equal([0, 1, 1, 2, 2, 0], new[] { -91, -90, -31, -30, 0, 1 }.Select(days => Due(last.AddDays(days))));

        agreement.MarkTermReminded(1, Now);
        Assert.Equal(0, Due(last.AddDays(-39)));

        RenewTo(agreement, new(2028, 3, 1));
        Assert.Equal((0, 0), (agreement.TermRemindersSent, Due(last)));
        Assert.Equal(1, Due(new(2027, 12, 15)));
    }

    [Fact]
    public void Of_two_one_who_stops_ends_the_agreement_when_the_notice_runs_out()
    {
        var agreement = InForceWith(parties: 2);
        agreement.GiveNotice(agreement.Parties[0], "Vi flytter.", Today, Now);

        Assert.Equal((new DateOnly(2026, 4, 1), true), (agreement.LastDay, agreement.IsInForce));
        Assert.All(agreement.StatusMeetings, meeting => Assert.Equal(MeetingState.Cancelled, meeting.State));
        Assert.False(agreement.HasRunOutOn(new(2026, 4, 1)));
        Assert.True(agreement.HasRunOutOn(new(2026, 4, 2)));

        agreement.RunOut(Now);
        Assert.Equal((AgreementState.Ended, AgreementClosure.Withdrawn), (agreement.State, agreement.ClosureOn(new(2026, 4, 3))));
    }

    [Fact]
    public void Of_several_one_leaves_and_the_others_decide_whether_they_go_on()
    {
        var goesOn = Lektiecafe.InForce();
        goesOn.GiveNotice(goesOn.Parties[1], "Ingen tid.", Today, Now);

        Assert.Equal((true, new DateOnly(2026, 4, 1)), (goesOn.IsInForce, goesOn.Parties[1].LeavesOn));
        Assert.False(goesOn.CanAnswer(goesOn.Parties[1]));
        goesOn.AnswerQuestion(goesOn.Parties[0], goesOn: true, Today, Now);
        goesOn.AnswerQuestion(goesOn.Parties[2], goesOn: true, Today, Now);
        Assert.Equal((null, 4, QuestionOutcome.Yes), (goesOn.StopsOn, goesOn.StatusMeetings.Count(meeting => meeting.IsPlanned), goesOn.Questions[0].Outcome));

        var stops = Lektiecafe.InForce();
        stops.GiveNotice(stops.Parties[1], "Ingen tid.", Today, Now);
        stops.AnswerQuestion(stops.Parties[0], goesOn: false, Today, Now);
        Assert.Equal(new DateOnly(2026, 4, 1), stops.StopsOn);
    }

    [Fact]
    public void Meetings_in_a_pause_are_cancelled_and_nobody_is_behind_because_of_it()
    {
        var agreement = Lektiecafe.InForce();
        var first = agreement.StatusMeetings[0];

        agreement.Pause(first.On.AddDays(-5), first.On.AddDays(60), "Skolen bygger om.", "Birgit", Now);

        Assert.Equal((MeetingState.Cancelled, "Samarbejdet holder pause. Skolen bygger om."), (first.State, first.CancelReason));
        Assert.NotNull(agreement.PauseOn(first.On));
        Assert.Null(agreement.PauseOn(first.On.AddDays(61)));
        Assert.Equal(AgreementHealth.New, agreement.HealthOn(first.On.AddDays(70)));
        Assert.Equal(2, agreement.NextMeeting!.Number);
        Assert.False(agreement.CanPause(first.On, first.On.AddDays(3)));
        Assert.False(agreement.CanPause(new(2027, 2, 1), new(2027, 4, 1)));
    }

    [Fact]
    public void The_days_of_a_pause_are_not_days_of_grace()
    {
        var agreement = Lektiecafe.InForce();
        var first = agreement.StatusMeetings[0].On;
        agreement.Pause(first.AddDays(5), first.AddDays(24), "Ferie.", "Birgit", Now);

        Assert.Equal(AgreementHealth.Late, agreement.HealthOn(first.AddDays(30)));
        Assert.Equal(AgreementHealth.Late, agreement.HealthOn(first.AddDays(34)));
        Assert.Equal(AgreementHealth.Stalled, agreement.HealthOn(first.AddDays(35)));
    }

    [Fact]
    public void A_meeting_that_is_moved_is_not_late_but_it_cannot_be_put_off_for_ever()
    {
        var agreement = Lektiecafe.InForce();
        var meeting = agreement.StatusMeetings[0];

        meeting.Move(meeting.PlannedOn.AddDays(30), meeting.Time, meeting.Place, Now);
        Assert.Equal(AgreementHealth.New, agreement.HealthOn(meeting.PlannedOn.AddDays(30)));
        Assert.Equal(AgreementHealth.Late, agreement.HealthOn(meeting.PlannedOn.AddDays(31)));

        meeting.Move(meeting.PlannedOn.AddDays(90), meeting.Time, meeting.Place, Now);
        Assert.Equal(AgreementHealth.Late, agreement.HealthOn(meeting.PlannedOn.AddDays(43)));
    }

    [Fact]
    public void A_new_agreement_takes_over_meetings_on_the_same_days_moves_others_and_cancels_the_rest()
    {
        var old = Lektiecafe.InForce();
        old.StatusMeetings[0].WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", Now);
        old.AgreeOn(new ActionItem(1, "Find en nøgle", "Peter", Today));
        var known = old.StatusMeetings.Where(meeting => meeting.IsPlanned).Select(meeting => (meeting.Id, meeting.PlannedOn)).ToList();

        var (same, unchanged) = Replaced(old, months: 3);
        Assert.Equal(known, same.StatusMeetings.Where(meeting => meeting.Number > 1).Select(meeting => (meeting.Id, meeting.PlannedOn)));
        Assert.Equal((0, 0), (unchanged.Moved.Count, unchanged.Cancelled.Count));
        Assert.Equal((AgreementState.Superseded, AgreementClosure.Superseded), (old.State, old.ClosureOn(Today)));
        Assert.Equal("Find en nøgle", Assert.Single(same.OpenActions).Text);
        Assert.Empty(old.OpenActions);
        Assert.Single(old.StatusMeetings);

        var (fewer, changes) = Replaced(same, months: 6);
        Assert.Equal([new(2026, 9, 2), new(2027, 3, 1)], fewer.StatusMeetings.Select(meeting => meeting.PlannedOn));
        Assert.Equal([known[0].Id, known[2].Id], fewer.StatusMeetings.Select(meeting => meeting.Id));
        Assert.NotEmpty(changes.Cancelled);
        Assert.All(changes.Cancelled, meeting => Assert.True(meeting.IsCalledOff));
    }

    [Fact]
    public void Nobody_sees_what_a_party_says_came_of_it_before_all_have_said()
    {
        var agreement = Lektiecafe.InForce();
        agreement.End("Slut.", Now);

        agreement.TellOutcome(agreement.Parties[0], OutcomeKind.Delivered, "Godt.", Now);
        agreement.TellOutcome(agreement.Parties[0], OutcomeKind.Partly, "Ikke helt.", Now);
        agreement.TellOutcome(agreement.Parties[1], OutcomeKind.Delivered, "", Now);
        Assert.Equal((false, AgreementClosure.AwaitingOutcome), (agreement.OutcomesAreShared, agreement.ClosureOn(Today)));

        agreement.TellOutcome(agreement.Parties[2], OutcomeKind.Delivered, "", Now);
        Assert.Equal((true, false, AgreementClosure.DeliveredOneSide), (agreement.OutcomesAreShared, agreement.CanTellOutcome, agreement.ClosureOn(Today)));
    }

    [Theory]
    [InlineData("ddd", AgreementClosure.DeliveredConfirmed)]
    [InlineData("ddp", AgreementClosure.DeliveredOneSide)]
    [InlineData("pnn", AgreementClosure.Partly)]
    [InlineData("nnb", AgreementClosure.NotFeasible)]
    [InlineData("bbb", AgreementClosure.NeverBegan)]
    [InlineData("", AgreementClosure.LapsedNoContact)]
    [InlineData("d", AgreementClosure.DeliveredOneSide)]
    public void Closed_agreements_are_closed_in_ways_that_are_told_apart(string told, AgreementClosure closure)
    {
        var agreement = Lektiecafe.InForce();
        agreement.RunOut(Now);

        foreach (var (party, letter) in agreement.Parties.Zip(told))
        {
            agreement.TellOutcome(party, letter switch { 'd' => OutcomeKind.Delivered, 'p' => OutcomeKind.Partly, 'n' => OutcomeKind.NotFeasible, _ => OutcomeKind.NeverBegan }, "", Now);
        }

        Assert.Equal(closure, agreement.ClosureOn(Today.AddDays(CooperationAgreement.DaysToTellOutcome + 1)));
        Assert.Equal(AgreementState.Expired, agreement.State);
    }

    [Fact]
    public void Every_way_to_be_closed_has_a_word_of_its_own()
    {
        var words = Enum.GetValues<AgreementClosure>().Select(closure => LifeText.Closure(closure).Word).ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
    }

    [Fact]
    public void The_municipality_steps_back_after_two_meetings_and_the_others_take_turns()
    {
        var agreement = InForceWith(method: "M2");
        Assert.Null(agreement.HostOf(agreement.StatusMeetings[0]));

        foreach (var meeting in agreement.StatusMeetings.Take(2))
        {
            Assert.False(agreement.IsHandoverDueOn(Today));
            meeting.WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", Now);
        }

        Assert.True(agreement.IsHandoverDueOn(Today));
        agreement.HandOver(Now);

        Assert.False(agreement.IsHandoverDueOn(Today));
        Assert.Equal(["Kvinder på Tværs", "Engskolen"], agreement.StatusMeetings.Skip(2).Select(meeting => agreement.HostOf(meeting)!.Name));
    }

    [Theory]
    [InlineData(20, 5, null, null, false)]
    [InlineData(51, 5, null, null, true)]
    [InlineData(51, 5, null, 12, false)]
    [InlineData(null, 3, 4, null, true)]
    [InlineData(8, 4, 4, null, false)]
    [InlineData(8, null, 4, null, false)]
    [InlineData(1, 0, null, null, true)]
    public void There_are_too_few_volunteers_when_promised_more_or_residents_are_too_many(int? residents, int? volunteers, int? promised, int? ratio, bool tooFew) =>
        Assert.Equal(tooFew, InForceWith(promised: promised, ratio: ratio).HasTooFewVolunteers(residents, volunteers));

    [Fact]
    public void The_plan_for_too_few_volunteers_starts_once_each_time_it_happens()
    {
        var agreement = InForceWith(promised: 4);
        var started = new List<bool>();

        foreach (var (meeting, volunteers) in agreement.StatusMeetings.Zip([3, 2, 5, 1]))
        {
            meeting.WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, volunteers, "Birgit", Now);
            started.Add(agreement.StartVolunteerPlan(meeting, Today, Now));
            Assert.False(agreement.StartVolunteerPlan(meeting, Today, Now));
        }

        Assert.Equal([true, false, false, true], started);
        Assert.Equal(2, agreement.OpenActions.Count);
        Assert.Contains("Vi gør det sammen.", agreement.OpenActions[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_given_alone_are_shown_when_all_have_answered_or_the_meeting_begins()
    {
        var agreement = Lektiecafe.InForce();
        var meeting = agreement.StatusMeetings[0];

        foreach (var party in agreement.Parties)
        {
            Assert.False(meeting.RatingsAreShown(agreement.ActiveParties, Now));
            meeting.Rate(party.Id, 3);
            meeting.Rate(party.Id, 4);
        }

        Assert.True(meeting.RatingsAreShown(agreement.ActiveParties, Now));
        Assert.True(agreement.StatusMeetings[1].RatingsAreShown(agreement.ActiveParties, agreement.StatusMeetings[1].StartsAt));
        meeting.WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", Now);
        Assert.Equal([4, 4, 4], meeting.Ratings.Select(rating => rating.Value));
    }

    [Fact]
    public void Minutes_are_approved_after_seven_days_unless_somebody_objects()
    {
        var meeting = Lektiecafe.InForce().StatusMeetings[0];
        meeting.WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", Now);

        Assert.True(meeting.CanBeObjectedToOn(Today.AddDays(7)));
        Assert.Equal((false, true), (meeting.IsApprovalDueOn(Today.AddDays(7)), meeting.IsApprovalDueOn(Today.AddDays(8))));

        meeting.Object(new MinutesObjection(Guid.NewGuid(), "Vi var fem.", Now.AddDays(1)));
        Assert.False(meeting.IsApprovalDueOn(Today.AddDays(8)));

        meeting.WriteMinutes([new("AG_STATUS_1", "Vi var fem.")], [], null, null, "Birgit", Now.AddDays(2));
        Assert.Empty(meeting.OpenObjections);
        Assert.Equal((false, true), (meeting.IsApprovalDueOn(Today.AddDays(9)), meeting.IsApprovalDueOn(Today.AddDays(10))));
    }

    [Fact]
    public void One_rule_says_what_is_delivered_for_the_municipality_as_well()
    {
        var agreement = Lektiecafe.InForce();
        var meeting = agreement.StatusMeetings[0];
        meeting.WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", Now);
        meeting.Count(agreement.Parties.Select(party => new Delivery(party.Id, "Fire frivillige hver onsdag.", party.Order == 0 ? DeliveryState.Delivered : DeliveryState.NotYet, "")));

        Assert.Equal([false, true, true], Promises.Of(agreement).Select(promise => promise.IsLate));
    }

    /// <summary>Ten thousand steps in any order: whatever is allowed is done, and an agreement is always in one state that makes sense.</summary>
    [Fact]
    public void No_order_of_events_leads_to_a_state_that_cannot_be()
    {
        var random = new Random(11);

        for (var walk = 0; walk < 400; walk++)
        {
            var agreement = InForceWith(renewal: (RenewalMode)random.Next(3));
            var day = Today;

            for (var step = 0; step < 25; step++)
            {
                day = day.AddDays(random.Next(60));
                var at = DanishTime.At(day, new TimeOnly(9, 0));
                var party = agreement.Parties[random.Next(3)];
                Step(agreement, party, random.Next(8), day, at);

                Assert.True(agreement.LastDay <= agreement.EndsOn);
                Assert.True(agreement.Questions.Count(question => question.IsOpen) <= 1);
                Assert.Equal(agreement.StatusMeetings.Count, agreement.StatusMeetings.Select(meeting => meeting.Number).Distinct().Count());
                Assert.True(agreement.IsInForce || agreement.OpenQuestion is null);
                _ = (agreement.HealthOn(day), agreement.ClosureOn(day), agreement.ExpiresSoonOn(day), agreement.NextMeeting);
            }
        }
    }

    private static void Step(CooperationAgreement agreement, AgreementParty party, int what, DateOnly day, DateTimeOffset at)
    {
        switch (what)
        {
            case 0 when agreement.CanBeRenewed: agreement.ProposeRenewal(agreement.Term.Renewed().EndsOn, "Birgit", at); break;
            case 1 or 2 when agreement.CanAnswer(party): agreement.AnswerQuestion(party, what == 1, day, at); break;
            case 3 when agreement.CanGiveNotice(party): agreement.GiveNotice(party, "Slut.", day, at); break;
            case 4 when agreement.CanPause(day, day.AddDays(20)): agreement.Pause(day, day.AddDays(20), "Ferie.", "Birgit", at); break;
            case 5 when agreement.RenewsItselfOn(day): agreement.RenewItself(day, at); break;
            case 6 when agreement.HasRunOutOn(day): agreement.RunOut(at); break;
            case 7 when agreement.CanTellOutcome: agreement.TellOutcome(party, OutcomeKind.Partly, "", at); break;
        }
    }

    private static void RenewTo(CooperationAgreement agreement, DateOnly endsOn)
    {
        agreement.ProposeRenewal(endsOn, "Birgit", Now);
        agreement.ActiveParties.ToList().ForEach(party => agreement.AnswerQuestion(party, goesOn: true, Today, Now));
    }

    private static (CooperationAgreement Agreement, MeetingChanges Changes) Replaced(CooperationAgreement old, int months)
    {
        var amended = Amendment.Of(old, Now);
        amended.Describe(old.Title, old.StartsOn, old.EndsOn, months, old.MeetingTime, old.MeetingPlace, old.OptionalClauses, Now);
        Sign(amended);
        return (amended, amended.Replace(old, Now));
    }

    private static CooperationAgreement InForceWith(
        RenewalMode renewal = RenewalMode.ByAgreement, NoticePeriod? notice = null, int parties = 3, int? promised = null, int? ratio = null, string method = "M3")
    {
        var agreement = Lektiecafe.Draft(method, organisations: [.. Enumerable.Range(0, parties).Select(_ => Guid.NewGuid())]);
        agreement.DescribeLife(new AgreementLifeTerms(notice ?? new(30, NoticeUnit.Days), renewal, 12, null, [], promised, ratio, null, null), Now);
        Sign(agreement);
        return agreement;
    }

    private static void Sign(CooperationAgreement agreement)
    {
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Now);

        foreach (var signatory in agreement.Signatories)
        {
            agreement.Sign(signatory, "Et Navn", SigningWay.Link, agreement.TextHash, Now);
        }
    }
}
