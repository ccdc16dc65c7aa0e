using System.Net;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>A party regrets that it has given notice.</summary>
public sealed class NoticeRegretTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public void Of_two_the_notice_is_gone_and_the_meetings_are_back_with_a_higher_number()
    {
        var agreement = Two();
        var (party, sequences) = (agreement.Parties[0], agreement.StatusMeetings.Select(meeting => meeting.Sequence).ToList());
        agreement.GiveNotice(party, "Vi flytter.", Lektiecafe.Today, Lektiecafe.Morning);
        Assert.True(agreement.CanRegretNotice(party, Lektiecafe.Today));
        Assert.False(agreement.CanRegretNotice(agreement.Parties[1], Lektiecafe.Today));
        Assert.False(agreement.CanRegretNotice(party, agreement.LastDay));
        Assert.False(agreement.HasBeenActedOn(party));

        agreement.TakeNoticeBack(party, Lektiecafe.Today, Lektiecafe.Morning.AddDays(1));

        Assert.Equal((null, null, agreement.EndsOn), (agreement.StopsOn, agreement.NoticeFromPartyId, agreement.LastDay));
        Assert.All(agreement.StatusMeetings, meeting => Assert.True(meeting.IsPlanned));
        Assert.Equal(sequences.Select(sequence => sequence + 2), agreement.StatusMeetings.Select(meeting => meeting.Sequence));
        Assert.True(agreement.CanGiveNotice(party));
    }

    [Fact]
    public void A_meeting_in_a_pause_stays_cancelled()
    {
        var agreement = Two();
        agreement.GiveNotice(agreement.Parties[0], "Vi flytter.", Lektiecafe.Today, Lektiecafe.Morning);
        agreement.Pause(Lektiecafe.Today, agreement.LastDay, "Ferie", "Birgit", Lektiecafe.Morning.AddDays(1));

        Assert.True(agreement.HasBeenActedOn(agreement.Parties[0]));
        agreement.TakeNoticeBack(agreement.Parties[0], Lektiecafe.Today, Lektiecafe.Morning.AddDays(2));

        Assert.All(agreement.StatusMeetings, meeting => Assert.True(meeting.IsPlanned));
    }

    [Fact]
    public async Task By_link_all_are_told_the_calendar_has_it_and_the_trail_too()
    {
        var id = await app.SaveAsync(Two());
        await GiveNoticeAsync(id);
        var off = await app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "MEETING_CANCELLED"));
        app.Clock.Now += TimeSpan.FromDays(1);
        var link = await app.LinkInMailToAsync("amina@kem.example", "NOTICE_GIVEN");

        await app.SubmitAsync(null, link, action: $"{link}/fortryd-stop");
        await app.PostWithTokenAsync(null, $"{link}/fortryd-stop");

        var now = await app.AgreementAsync(id);
        Assert.Equal((true, (DateOnly?)null), (now.IsInForce, now.StopsOn));
        Assert.Equal(3, await CountAsync("NOTICE_BACK"));
        Assert.Equal(off, await CountAsync("MEETING_BACK"));
        Assert.Equal("REQUEST", await app.WithDb(db => db.Outbox.Where(m => m.Kind == "MEETING_BACK").Select(m => m.CalendarMethod).FirstAsync()));
        Assert.Equal(
            [EvidenceKind.NoticeGiven, EvidenceKind.NoticeTakenBack],
            await app.WithDb(db => db.EvidenceEvents.Where(e => e.AgreementId == id).OrderBy(e => e.Number).Select(e => e.Kind).ToListAsync()));

        // Regretted once more: the letters about it are new ones.
        app.Clock.Now += TimeSpan.FromHours(1);
        await GiveNoticeAsync(id);
        Assert.Equal(6, await CountAsync("NOTICE_GIVEN"));
    }

    [Fact]
    public async Task When_others_have_acted_on_it_they_are_asked_and_all_must_agree()
    {
        var id = await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));
        await GiveNoticeAsync(id);
        var gert = await app.LinkInMailToAsync("gert@kem.example", "PARTY_LEAVES");
        await app.SubmitAsync(null, gert, [new("videre", "true")], $"{gert}/svar");

        await app.SubmitAsync(Person.Amina, $"/aftaler/{id}/jeres-svar", action: $"/aftaler/{id}/jeres-svar/fortryd-stop");
        Assert.Equal(QuestionKind.NoticeBack, (await app.AgreementAsync(id)).OpenQuestion!.Kind);
        Assert.NotNull((await app.AgreementAsync(id)).Parties[0].LeavesOn);
        Assert.Equal(3, await CountAsync("NOTICE_BACK_ASKED"));

        await app.SubmitAsync(null, gert, [new("videre", "true")], $"{gert}/svar");
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/jeres-svar", [new("videre", "true")], $"/aftaler/{id}/jeres-svar/svar");

        var now = await app.AgreementAsync(id);
        Assert.Equal((null, null, 3), (now.Parties[0].LeavesOn, now.OpenQuestion, now.ActiveParties.Count));
        Assert.Equal(3, await CountAsync("NOTICE_BACK"));
    }

    [Fact]
    public async Task A_no_lets_the_notice_stand_and_asks_again_whether_the_others_go_on()
    {
        var id = await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));
        await GiveNoticeAsync(id);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/jeres-svar", [new("videre", "true")], $"/aftaler/{id}/jeres-svar/svar");
        await app.SubmitAsync(Person.Amina, $"/aftaler/{id}/jeres-svar", action: $"/aftaler/{id}/jeres-svar/fortryd-stop");

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/jeres-svar", [new("videre", "false")], $"/aftaler/{id}/jeres-svar/svar");

        var now = await app.AgreementAsync(id);
        Assert.Equal((true, QuestionKind.PartyLeaves), (now.Parties[0].LeavesOn is not null, now.OpenQuestion!.Kind));
        Assert.Equal((3, 6), (await CountAsync("NOTICE_STANDS"), await CountAsync("PARTY_LEAVES")));
    }

    [Fact]
    public async Task The_coordinator_regrets_an_ending_before_its_day()
    {
        var id = await app.SaveAsync(Two());
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/afslutning", [new("Form.Reason", "Skolen lukker."), new("Form.LastDay", "2026-05-01")]);

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}", action: $"/aftaler/{id}/afslutning/fortryd");

        Assert.Null((await app.AgreementAsync(id)).StopsOn);
        Assert.Equal(3, await CountAsync("NOTICE_BACK"));
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Carsten, $"/aftaler/{id}/afslutning/fortryd"));
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Amina, $"/aftaler/{id}/afslutning/fortryd"));
    }

    // Amina and the club; Birgit only helps.
    private static CooperationAgreement Two()
    {
        var agreement = Lektiecafe.Draft(organisations: AgreementSteps.Parties);
        agreement.RemoveParty(agreement.Parties[2], Lektiecafe.Morning);
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Lektiecafe.Morning);
        agreement.Signatories.ToList().ForEach(signatory => agreement.Sign(signatory, signatory.Name, SigningWay.Link, agreement.TextHash, Lektiecafe.Morning));
        return agreement;
    }

    private async Task GiveNoticeAsync(Guid id) =>
        await app.SubmitAsync(Person.Amina, $"/aftaler/{id}/jeres-svar", [new("Stop.Reason", "Vi flytter.")], $"/aftaler/{id}/jeres-svar/stop");

    private Task<int> CountAsync(string kind) => app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == kind));
}
