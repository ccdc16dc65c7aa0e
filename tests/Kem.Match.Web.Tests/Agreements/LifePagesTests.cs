using System.Net;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

public sealed class LifePagesTests : IDisposable
{
    private static readonly DateOnly FirstMeeting = new(2026, 6, 2);
    private static readonly DateOnly LastDay = new(2027, 3, 1);

    private static readonly string[] MeetingVerbs = ["flytning", "aflysning", "aflysning/fortryd", "referat", "svar", "punkt", "vurdering", "indsigelse"];

    private static readonly string[] AgreementVerbs =
        ["forlaengelse", "pause", "pause/slut", "afslutning", "afslutning/fortryd", "aendring", "afslutningssamtale", "vilkaar", "jeres-svar/svar", "jeres-svar/stop", "jeres-svar/fortryd-stop", "jeres-svar/udfald"];

    private readonly KemApp app = new();

    [Fact]
    public async Task A_term_that_runs_out_is_told_of_twice_closed_once_and_asked_about()
    {
        var id = await InForceAsync();

        foreach (var (days, kind, expected) in new[] { (-91, "TERM_SOON", 0), (-90, "TERM_SOON", 3), (-30, "TERM_SOON", 6), (0, "AGREEMENT_RAN_OUT", 0), (1, "AGREEMENT_RAN_OUT", 3), (9, "AGREEMENT_RAN_OUT", 3) })
        {
            await On(LastDay.AddDays(days)).RunAsync<AgreementTerms>();
            await app.RunAsync<ReminderRounds>();
            await app.RunAsync<AgreementTerms>();
            await app.RunAsync<ReminderRounds>();
            Assert.Equal(expected, await CountAsync(kind));
        }

        Assert.Equal(AgreementState.Expired, (await app.AgreementAsync(id)).State);
        Assert.Contains(">Udløbet</span>", await GetAsync(Person.Birgit, $"/aftaler/{id}"), StringComparison.Ordinal);
        Assert.Contains("Afslutningssamtale", await GetAsync(Person.Birgit, $"/aftaler/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_parties_renew_by_link_and_the_calendar_goes_on()
    {
        var id = await InForceAsync();
        var early = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/forlaengelse", [new("Form.EndsOn", "2026-12-31")]);
        Assert.Contains("Vælg en dag efter 1. marts 2027.", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Amina, $"/aftaler/{id}/forlaengelse", [new("Form.EndsOn", "2028-03-01")]);
        Assert.Equal(3, await CountAsync("RENEWAL_ASKED"));

        foreach (var address in new[] { "amina@kem.example", "gert@kem.example" })
        {
            var link = await app.LinkInMailToAsync(address, "RENEWAL_ASKED");
            await app.SubmitAsync(null, link, [new("videre", "true")], $"{link}/svar");
        }

        Assert.Equal(LastDay, (await app.AgreementAsync(id)).EndsOn);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/jeres-svar", [new("videre", "true")], $"/aftaler/{id}/jeres-svar/svar");

        var agreement = await app.AgreementAsync(id);
        Assert.Equal((new DateOnly(2028, 3, 1), 8, 3), (agreement.EndsOn, agreement.StatusMeetings.Count, await CountAsync("RENEWED")));
    }

    [Fact]
    public async Task One_agreement_that_cannot_be_read_is_named_and_stops_no_other()
    {
        var (broken, sound) = (await InForceAsync(), await InForceAsync());
        await app.WithDb(db => db.Database.ExecuteSqlAsync($"""update "AgreementParties" set "Terms" = 'half' where "AgreementId" = {broken}"""));

        var failure = await Assert.ThrowsAsync<AggregateException>(() => On(LastDay.AddDays(1)).RunAsync<AgreementTerms>());

        Assert.Contains($"{broken}", Assert.Single(failure.InnerExceptions).Message, StringComparison.Ordinal);
        Assert.Equal(AgreementState.Expired, (await app.AgreementAsync(sound)).State);
        Assert.Equal(3, await CountAsync("AGREEMENT_RAN_OUT"));
    }

    [Fact]
    public async Task A_pause_cancels_its_meetings_with_a_reason_and_ends_by_itself()
    {
        var id = await InForceAsync();
        var wrong = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/pause", [new("Form.From", "2026-06-30"), new("Form.Until", "2026-06-01"), new("Form.Reason", "Ferie")]);
        Assert.Contains("Vælg en dag efter den, pausen begynder.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/pause", [new("Form.From", "2026-06-01"), new("Form.Until", "2026-06-30"), new("Form.Reason", "Skolen bygger om.")]);

        Assert.Equal((3, 3), (await CountAsync("PAUSED"), await CountAsync("MEETING_CANCELLED")));
        Assert.Equal("CANCEL", await app.WithDb(db => db.Outbox.Where(m => m.Kind == "MEETING_CANCELLED").Select(m => m.CalendarMethod).FirstAsync()));
        On(FirstMeeting);
        Assert.Contains(">På pause</span>", await GetAsync(Person.Amina, $"/aftaler/{id}"), StringComparison.Ordinal);
        await On(new(2026, 7, 1)).RunAsync<AgreementTerms>();
        await app.RunAsync<AgreementTerms>();
        Assert.Equal(3, await CountAsync("RESUMED"));
    }

    [Fact]
    public async Task A_party_leaves_by_link_nothing_is_lost_and_the_others_are_asked()
    {
        var id = await InForceAsync();
        await On(LastDay.AddDays(-90)).RunAsync<ReminderRounds>();
        var link = await app.LinkInMailToAsync("gert@kem.example", "TERM_SOON");

        var empty = await app.SubmitAsync(null, link, [], $"{link}/stop");
        Assert.Contains("Skriv med en linje, hvorfor I stopper.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.SubmitAsync(null, link, [new("Stop.Reason", "Vi har ikke folk nok.")], $"{link}/stop");

        Assert.Equal(3, await CountAsync("PARTY_LEAVES"));
        Assert.Contains("En går ud", await GetAsync(Person.Birgit, "/aftaler/hjaelp"), StringComparison.Ordinal);
        var other = await app.LinkInMailToAsync("amina@kem.example", "PARTY_LEAVES");
        await app.SubmitAsync(null, other, [new("videre", "true")], $"{other}/svar");
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/jeres-svar", [new("videre", "true")], $"/aftaler/{id}/jeres-svar/svar");
        Assert.Equal((true, 3), ((await app.AgreementAsync(id)).IsInForce, await CountAsync("OTHERS_GO_ON")));
    }

    [Fact]
    public async Task Each_side_tells_what_came_of_it_alone_and_reads_the_others_when_all_have()
    {
        var id = await InForceAsync();
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/afslutning", [new("Form.Reason", "Skolen flytter."), new("Form.LastDay", "")]);

        foreach (var address in new[] { "amina@kem.example", "gert@kem.example" })
        {
            var link = await app.LinkInMailToAsync(address, "AGREEMENT_ENDED");
            await app.SubmitAsync(null, link, [new("Outcome.Kind", "Delivered"), new("Outcome.Note", $"Godt, siger {address[..4]}.")], $"{link}/udfald");
        }

        Assert.Contains("Aftal en afslutningssamtale", await GetAsync(Person.Birgit, $"/aftaler/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("siger amin", await GetAsync(Person.Birgit, $"/aftaler/{id}"), StringComparison.Ordinal);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/jeres-svar", [new("Outcome.Kind", "Delivered")], $"/aftaler/{id}/jeres-svar/udfald");
        Assert.Contains("siger amin", await GetAsync(Person.Birgit, $"/aftaler/{id}"), StringComparison.Ordinal);
        Assert.Contains("Gennemført, alle er enige", await GetAsync(Person.Amina, $"/aftaler/{id}"), StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync("OUTCOMES_SHARED"));
    }

    [Fact]
    public async Task An_amended_agreement_takes_the_place_of_the_old_one_in_the_database_too()
    {
        var old = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        old.AgreeOn(new ActionItem(1, "Find en nøgle", "Peter", Lektiecafe.Today));
        await app.SaveAsync(old);
        var meetings = old.StatusMeetings.Select(meeting => meeting.Id).ToList();

        var draft = await app.SubmitAsync(Person.Birgit, $"/aftaler/{old.Id}", action: $"/aftaler/{old.Id}/aendring");
        var again = await app.SubmitAsync(Person.Birgit, $"/aftaler/{old.Id}", action: $"/aftaler/{old.Id}/aendring");
        var id = Guid.Parse(draft.Headers.Location!.ToString().Split('/')[2]);
        Assert.Equal($"/aftaler/{id}", again.Headers.Location!.ToString());

        await app.WithDb(async db =>
        {
            var amended = await db.Agreements.Include(a => a.Parties).Include(a => a.StatusMeetings).SingleAsync(a => a.Id == id);
            amended.SendForSignature(AgreementText.Write(amended, Lektiecafe.Taxonomy), Lektiecafe.Morning);
            amended.Signatories.ToList().ForEach(signatory => amended.Sign(signatory, "Et Navn", SigningWay.Link, amended.TextHash, Lektiecafe.Morning));
            await db.SaveChangesAsync();
        });
        await app.RunAsync<AgreementTerms>();

        var now = await app.AgreementAsync(id);
        Assert.Equal(meetings, now.StatusMeetings.Select(meeting => meeting.Id));
        Assert.Equal("Find en nøgle", now.OpenActions.Single().Text);
        Assert.Equal(AgreementState.Superseded, (await app.AgreementAsync(old.Id)).State);
        Assert.Contains(">Afløst</span>", await GetAsync(Person.Amina, $"/aftaler/{old.Id}"), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("MEETING_CANCELLED"));
    }

    [Fact]
    public async Task The_terms_of_a_draft_stand_in_its_text()
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));

        var wrong = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/vilkaar", [new("Form.OwnMeetingDays", "til sommer")]);
        Assert.Contains("Skriv en dag på hver linje, sådan: 24.2.2027", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("til sommer", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/vilkaar",
            [new("Form.NoticeAmount", "3"), new("Form.NoticeUnit", "Months"), new("Form.Renewal", "Automatic"), new("Form.RenewalMonths", "6"), new("Form.OwnMeetingDays", "6.5.2026\n9.9.2026")]);

        var text = await GetAsync(Person.Birgit, $"/aftaler/{id}/tekst");
        Assert.Contains("Den fortsætter i 6 måneder ad gangen, hvis ingen siger stop. Hver part kan stoppe aftalen med 3 måneders varsel.", text, StringComparison.Ordinal);
        Assert.Contains("Vi holder statusmøde disse dage: 6. maj 2026 og 9. september 2026.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meetings_are_answered_rated_and_added_to_by_link()
    {
        var id = await InForceAsync();
        var meeting = (await app.AgreementAsync(id)).StatusMeetings[0].Id;
        await On(FirstMeeting.AddDays(-14)).RunAsync<ReminderRounds>();
        var link = await app.LinkInMailToAsync("amina@kem.example", "STATUS_INVITE");

        await app.SubmitAsync(null, link, [new("Rating.Value", "2")], $"{link}/vurdering");
        await app.SubmitAsync(null, link, [new("Point.Text", "Må vi få en nøgle?")], $"{link}/punkt");
        await app.SubmitAsync(null, link, [new("Coming.Comes", "false"), new("Coming.ProposedOn", "2026-06-09"), new("Coming.ProposedTime", "18:00")], $"{link}/svar");

        var desk = await GetAsync(Person.Birgit, $"/moeder/{meeting}");
        Assert.Contains("Må vi få en nøgle?", desk, StringComparison.Ordinal);
        Assert.Contains("1 af 3 har svaret.", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("Kvinder på Tværs 2", desk, StringComparison.Ordinal);
        Assert.Contains("Foreslår tirsdag 9. juni kl. 18.00.", desk, StringComparison.Ordinal);
        Assert.Equal(["birgit@kem.example"], await app.WithDb(db => db.Outbox.Where(m => m.Kind == "MEETING_CANNOT").Select(m => m.ToAddress).ToListAsync()));
        Assert.Contains("value=\"2026-06-09\"", await GetAsync(Person.Birgit, $"/moeder/{meeting}/flytning"), StringComparison.Ordinal);

        On(FirstMeeting.AddDays(1));
        Assert.Contains("Kvinder på Tværs 2", await GetAsync(Person.Birgit, $"/moeder/{meeting}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objection_reopens_the_minutes_and_silence_approves_them()
    {
        var id = await InForceAsync();
        var meeting = (await app.AgreementAsync(id)).StatusMeetings[0].Id;
        On(FirstMeeting.AddDays(1));
        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}/referat", [new("Form.Lines[AG_STATUS_1]", "Vi var fire.")]);
        var link = await app.LinkInMailToAsync("gert@kem.example", "MINUTES");

        await On(FirstMeeting.AddDays(3)).SubmitAsync(null, link, [new("Objection.Text", "Vi var fem.")], $"{link}/indsigelse");
        Assert.Equal(3, await CountAsync("MINUTES_OBJECTION"));
        await On(FirstMeeting.AddDays(20)).RunAsync<MinutesApprovals>();
        Assert.Null(await ApprovedAsync(meeting));

        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}/referat", [new("Form.Lines[AG_STATUS_1]", "Vi var fem.")]);
        await On(FirstMeeting.AddDays(27)).RunAsync<MinutesApprovals>();
        Assert.Null(await ApprovedAsync(meeting));
        await On(FirstMeeting.AddDays(28)).RunAsync<MinutesApprovals>();
        Assert.NotNull(await ApprovedAsync(meeting));
    }

    [Fact]
    public async Task Two_who_write_minutes_at_once_both_keep_their_text()
    {
        var id = await InForceAsync();
        var meeting = (await app.AgreementAsync(id)).StatusMeetings[0].Id;
        On(FirstMeeting.AddDays(1));

        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}/referat", [new("Form.Lines[AG_STATUS_1]", "Birgits linje.")]);
        var late = await app.SubmitAsync(Person.Amina, $"/moeder/{meeting}/referat", [new("Form.Lines[AG_STATUS_1]", "Aminas linje."), new("Form.Version", "1")]);
        var html = await late.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Birgits linje.", html, StringComparison.Ordinal);
        Assert.Contains("Aminas linje.", html, StringComparison.Ordinal);
        Assert.Equal("Birgits linje.", await app.WithDb(db => db.StatusMeetings.Where(m => m.Id == meeting).SelectMany(m => m.Lines).Select(line => line.Text).SingleAsync()));
    }

    [Fact]
    public async Task Not_held_is_undone_or_given_a_new_day()
    {
        var id = await InForceAsync();
        var meeting = (await app.AgreementAsync(id)).StatusMeetings[0].Id;
        On(FirstMeeting.AddDays(1));

        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}", action: $"/moeder/{meeting}/aflysning");
        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}", action: $"/moeder/{meeting}/aflysning/fortryd");
        Assert.Equal(MeetingState.Planned, await StateAsync(meeting));

        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}", action: $"/moeder/{meeting}/aflysning");
        var late = await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}/flytning", [new("Form.On", "2027-05-05")]);
        Assert.Contains("Vælg en dag til og med 1. marts 2027.", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}/flytning", [new("Form.On", "2026-06-16")]);
        Assert.Equal(MeetingState.Planned, await StateAsync(meeting));
        Assert.Equal(3, await CountAsync("MEETING_MOVED"));
    }

    [Fact]
    public async Task Too_few_volunteers_start_the_plan_and_what_was_promised_is_counted()
    {
        var agreement = Lektiecafe.Draft("M4", organisations: AgreementSteps.Parties);
        agreement.DescribeLife(new AgreementLifeTerms(new(30, NoticeUnit.Days), RenewalMode.ByAgreement, 12, null, [], PromisedVolunteers: 4, null, null, null), Lektiecafe.Morning);
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Lektiecafe.Morning);
        agreement.Signatories.ToList().ForEach(signatory => agreement.Sign(signatory, "Et Navn", SigningWay.Link, agreement.TextHash, Lektiecafe.Morning));
        await app.SaveAsync(agreement);
        var meeting = agreement.StatusMeetings[0].Id;
        On(FirstMeeting.AddDays(1));

        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}/referat",
            [new("Form.Lines[AG_STATUS_M4_1]", "Fint."), new("Form.Residents", "9"), new("Form.Volunteers", "3"), new("Form.Deliveries[part2_0].State", "NotYet"), new("Form.Deliveries[part2_0].Note", "Kommer i maj.")]);

        Assert.Equal(3, await CountAsync("TOO_FEW_VOLUNTEERS"));
        Assert.Contains("Der er for få frivillige.", (await app.AgreementAsync(agreement.Id)).OpenActions.Single().Text, StringComparison.Ordinal);
        var html = await GetAsync(Person.Amina, $"/aftaler/{agreement.Id}");
        Assert.Contains("k-state--turn\">Ikke endnu</span>", html, StringComparison.Ordinal);
        Assert.Contains("Kommer i maj.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_municipality_hands_over_and_everybody_is_told_whose_turn_it_is()
    {
        var agreement = Lektiecafe.Draft("M2", organisations: AgreementSteps.Parties);
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Lektiecafe.Morning);
        agreement.Signatories.ToList().ForEach(signatory => agreement.Sign(signatory, "Et Navn", SigningWay.Link, agreement.TextHash, Lektiecafe.Morning));
        agreement.StatusMeetings.Take(2).ToList().ForEach(meeting => meeting.WriteMinutes([new("AG_STATUS_1", "Fint.")], [], null, null, "Birgit", Lektiecafe.Morning));
        await app.SaveAsync(agreement);

        await app.RunAsync<AgreementTerms>();
        await app.RunAsync<AgreementTerms>();

        Assert.Equal(3, await CountAsync("HANDED_OVER"));
        Assert.Contains("Kvinder på Tværs kalder til det næste møde", await app.WithDb(db => db.Outbox.Where(m => m.Kind == "HANDED_OVER").Select(m => m.Text).FirstAsync()), StringComparison.Ordinal);
        Assert.Contains("Vært: Kvinder på Tværs", await GetAsync(Person.Amina, $"/moeder/{agreement.StatusMeetings[2].Id}"), StringComparison.Ordinal);
        Assert.Contains("Kommunen gav slip", await GetAsync(Person.Birgit, $"/aftaler/{agreement.Id}"), StringComparison.Ordinal);
    }

    /// <summary>Every button of the life of an agreement, pressed in every state it can be in: explained or led elsewhere, never an error.</summary>
    [Fact]
    public async Task No_button_in_any_state_is_an_error()
    {
        var ended = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        ended.End("Slut.", Lektiecafe.Morning);
        var expired = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        expired.RunOut(Lektiecafe.Morning);
        var stopping = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        stopping.StopOn(Lektiecafe.Today.AddDays(9), "Slut.", null, Lektiecafe.Today, Lektiecafe.Morning);
        CooperationAgreement[] agreements =
            [Lektiecafe.Draft(organisations: AgreementSteps.Parties), Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties), Lektiecafe.InForce(organisations: AgreementSteps.Parties), stopping, ended, expired];

        foreach (var agreement in agreements)
        {
            await app.SaveAsync(agreement);
            var meetings = agreement.StatusMeetings.Take(1).SelectMany(meeting => MeetingVerbs.Select(verb => $"/moeder/{meeting.Id}/{verb}"));
            var urls = AgreementVerbs.Select(verb => $"/aftaler/{agreement.Id}/{verb}");

            foreach (var url in meetings.Concat(urls))
            {
                foreach (var person in new[] { Person.Birgit, Person.Amina, Person.Carsten })
                {
                    var status = await app.PostWithTokenAsync(person, url, [new("videre", "nej"), new("Form.On", "tirsdag"), new("Form.EndsOn", "0001-01-01"), new("Outcome.Kind", "99")]);
                    Assert.True((int)status < 500, $"{person.Name} got {status} from {url} of an agreement that is {agreement.State}");
                    Assert.True(person != Person.Carsten || status == HttpStatusCode.NotFound, $"Carsten got {status} from {url}");
                }
            }
        }
    }

    public void Dispose() => app.Dispose();

    private KemApp On(DateOnly day)
    {
        app.Clock.Now = DanishTime.At(day, new TimeOnly(9, 0));
        return app;
    }

    private Task<Guid> InForceAsync() => app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));

    private Task<int> CountAsync(string kind) => app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == kind));

    private Task<DateTimeOffset?> ApprovedAsync(Guid meeting) => app.WithDb(db => db.StatusMeetings.Where(m => m.Id == meeting).Select(m => m.ApprovedAt).SingleAsync());

    private Task<MeetingState> StateAsync(Guid meeting) => app.WithDb(db => db.StatusMeetings.Where(m => m.Id == meeting).Select(m => m.State).SingleAsync());

    private Task<string> GetAsync(Person person, string address) => app.As(person).GetStringAsync(new Uri(address, UriKind.Relative));
}
