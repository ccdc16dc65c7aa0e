using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

public class CooperationAgreementTests
{
    private static readonly DateTimeOffset Later = Lektiecafe.Morning.AddHours(3);

    [Fact]
    public void The_last_signature_puts_the_agreement_in_force()
    {
        var agreement = Lektiecafe.OutForSignature();

        foreach (var signatory in agreement.Signatories)
        {
            Assert.False(agreement.IsInForce);
            agreement.Sign(signatory, "Amina Yusuf", SigningWay.Link, agreement.TextHash, Later);
        }

        Assert.True(agreement.IsInForce);
        Assert.Equal(Later, agreement.InForceAt);
        Assert.Equal(4, agreement.StatusMeetings.Count);
    }

    [Fact]
    public void Nobody_signs_a_draft_or_another_text_or_twice()
    {
        var draft = Lektiecafe.Draft();
        Assert.Throws<InvalidOperationException>(() => draft.Sign(draft.Signatories[0], "Amina", SigningWay.Link, draft.TextHash, Later));

        var agreement = Lektiecafe.OutForSignature();
        Assert.Throws<InvalidOperationException>(() => agreement.Sign(agreement.Signatories[0], "Amina", SigningWay.Link, "another", Later));

        agreement.Sign(agreement.Signatories[0], "Amina", SigningWay.Link, agreement.TextHash, Later);
        Assert.False(agreement.CanBeSignedBy(agreement.Signatories[0]));
        Assert.Throws<InvalidOperationException>(() => agreement.Sign(agreement.Signatories[0], "Amina", SigningWay.Link, agreement.TextHash, Later));
    }

    [Fact]
    public void A_text_that_lies_for_signature_cannot_be_written_in()
    {
        var agreement = Lektiecafe.OutForSignature();

        Assert.Throws<InvalidOperationException>(() => agreement.Answer([], Later));
        Assert.Throws<InvalidOperationException>(() => agreement.AddParty(Guid.NewGuid(), "En til"));
    }

    [Fact]
    public void Taking_the_text_back_voids_every_signature()
    {
        var agreement = Lektiecafe.OutForSignature();
        agreement.Sign(agreement.Signatories[0], "Amina", SigningWay.Link, agreement.TextHash, Later);

        agreement.TakeBack(Later);

        Assert.True(agreement.IsDraft);
        Assert.All(agreement.Parties, party => Assert.False(party.HasSigned));
        Assert.Equal("", agreement.TextHash);
    }

    [Fact]
    public void A_refusal_stops_the_round_and_is_forgotten_when_the_text_is_taken_back()
    {
        var agreement = Lektiecafe.OutForSignature();

        agreement.Decline(agreement.Signatories[1], "For mange møder", Later);

        Assert.Equal(AgreementState.Declined, agreement.State);
        Assert.False(agreement.CanBeSignedBy(agreement.Signatories[0]));

        agreement.TakeBack(Later);

        Assert.All(agreement.Parties, party => Assert.False(party.HasDeclined));
        Assert.All(agreement.Signatories, signatory => Assert.Equal("", signatory.DeclineReason));
    }

    [Fact]
    public void An_agreement_in_force_cannot_be_taken_back()
    {
        var agreement = Lektiecafe.InForce();

        Assert.False(agreement.CanBeTakenBack);
        Assert.Throws<InvalidOperationException>(() => agreement.TakeBack(Later));
    }

    [Fact]
    public void Parties_that_want_no_meetings_get_none() => Assert.Empty(Lektiecafe.InForce(monthsBetweenMeetings: null).StatusMeetings);

    [Fact]
    public void A_late_signature_plans_no_meeting_in_the_past_but_keeps_the_numbers()
    {
        var agreement = Lektiecafe.InForce(startsOn: new(2025, 10, 1), endsOn: new(2026, 9, 30));

        Assert.Equal([2, 3, 4], agreement.StatusMeetings.Select(meeting => meeting.Number));
        Assert.Equal(new DateOnly(2026, 4, 1), agreement.StatusMeetings[0].On);
    }

    [Fact]
    public void Health_goes_from_new_over_late_to_stalled_and_back_when_minutes_are_written()
    {
        var agreement = Lektiecafe.InForce();
        var first = new DateOnly(2026, 6, 2);

        Assert.Equal(AgreementHealth.New, agreement.HealthOn(first));
        Assert.Equal(AgreementHealth.Late, agreement.HealthOn(first.AddDays(1)));
        Assert.Equal(AgreementHealth.Late, agreement.HealthOn(first.AddDays(14)));
        Assert.Equal(AgreementHealth.Stalled, agreement.HealthOn(first.AddDays(15)));

        agreement.StatusMeetings[0].WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", Later);

        Assert.Equal(AgreementHealth.OnTime, agreement.HealthOn(first.AddDays(15)));
    }

    [Fact]
    public void An_agreement_has_ended_when_its_period_has_or_somebody_stops_it()
    {
        var agreement = Lektiecafe.InForce(endsOn: new(2026, 12, 31));

        Assert.False(agreement.HasEndedOn(new(2026, 12, 31)));
        Assert.True(agreement.HasEndedOn(new(2027, 1, 1)));

        agreement.End("Skolen flytter.", Later);
        Assert.True(agreement.HasEndedOn(Lektiecafe.Today));
    }

    [Fact]
    public void Open_actions_come_with_the_most_urgent_first()
    {
        var agreement = Lektiecafe.InForce();
        agreement.AgreeOn(new ActionItem(1, "Uden dato", "Peter", dueOn: null));
        agreement.AgreeOn(new ActionItem(1, "Plakater", "Birgit", new(2026, 4, 1)));
        var done = new ActionItem(1, "Nøgle", "Peter", new(2026, 3, 1));
        done.MarkDone(Lektiecafe.Today);
        agreement.AgreeOn(done);

        Assert.Equal(["Plakater", "Uden dato"], agreement.OpenActions.Select(action => action.Text));
        Assert.True(agreement.OpenActions[0].IsLateOn(new(2026, 4, 2)));
        Assert.False(agreement.OpenActions[0].IsLateOn(new(2026, 4, 1)));
    }
}
