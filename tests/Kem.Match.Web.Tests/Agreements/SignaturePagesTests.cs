using System.Net;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

public sealed class SignaturePagesTests : IDisposable
{
    private static readonly KeyValuePair<string, string>[] Yes =
        [new("Form.Answer", "Sign"), new("Form.HasRead", "true"), new("Form.FullName", "Amina Yusuf Østergård")];

    private readonly KemApp app = new();

    [Fact]
    public async Task Sending_freezes_the_text_and_writes_to_everybody_but_the_sender()
    {
        var id = await SentAsync();

        var agreement = await app.AgreementAsync(id);
        Assert.True(agreement.IsOutForSignature);
        var document = await app.WithDb(db => db.AgreementDocuments.AsNoTracking().SingleAsync());
        Assert.Equal(AgreementDocument.HashOf(document.Bytes), agreement.TextHash);
        Assert.Equal((agreement.TextVersion, agreement.TextHash), (document.TextVersion, document.Sha256));
        Assert.Equal(["amina@kem.example", "gert@kem.example"], await MailsAsync("SIGN_REQUEST"));
        Assert.Equal(2, await app.WithDb(db => db.AccessLinks.CountAsync()));
    }

    [Fact]
    public async Task A_draft_with_gaps_is_not_sent_and_says_what_is_missing()
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        var page = $"/aftaler/{id}/underskriftsrunde";
        var browser = app.As(Person.Birgit);
        var form = await browser.GetStringAsync(new Uri(page, UriKind.Relative));
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Answers[CL_PURPOSE.purpose]", "")]);

        using var fields = new FormUrlEncodedContent(FilledForm.Read(form, page, null, []).Values);
        var html = await (await browser.PostAsync(new Uri(page, UriKind.Relative), fields)).Content.ReadAsStringAsync();

        Assert.Contains("<a href=\"#Form_Answers_CL_PURPOSE_purpose_\">Svar på: Hvad vil I opnå sammen?</a>", html, StringComparison.Ordinal);
        Assert.True((await app.AgreementAsync(id)).IsDraft);
        Assert.Empty(await MailsAsync("SIGN_REQUEST"));
    }

    [Fact]
    public async Task To_look_at_the_letter_changes_nothing_and_leaves_no_trace_in_caches()
    {
        await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");
        var before = await StateAsync();

        var first = await app.As(null).GetAsync(new Uri(link, UriKind.Relative));
        await app.As(null).GetAsync(new Uri(link, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains("no-store", first.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal("noindex, nofollow", first.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer", first.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(before, await StateAsync());

        var html = await first.Content.ReadAsStringAsync();
        Assert.Contains("Det er en enkel elektronisk underskrift. Det er ikke MitID.", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" checked", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amina_signs_with_her_link_and_sees_the_receipt_however_often_she_sends()
    {
        var id = await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");
        var browser = app.As(null);
        using var fields = new FormUrlEncodedContent(FilledForm.Read(await browser.GetStringAsync(new Uri(link, UriKind.Relative)), link, null, Yes).Values);

        for (var time = 0; time < 2; time++)
        {
            var response = await browser.PostAsync(new Uri(link, UriKind.Relative), fields);
            Assert.Equal(link, response.Headers.Location?.ToString());
        }

        var signatory = (await app.AgreementAsync(id)).PartyOf(Catalogue.WomenAssociation)!.Signatories[0];
        Assert.Equal(("Amina Yusuf Østergård", SigningWay.Link), (signatory.SignedName, signatory.SignedBy));
        Assert.Contains("Tak. Du har skrevet under.", await browser.GetStringAsync(new Uri(link, UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unfinished_answer_is_explained()
    {
        await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");

        var nothing = await (await app.SubmitAsync(null, link)).Content.ReadAsStringAsync();
        var noName = await (await app.SubmitAsync(null, link, [new("Form.Answer", "Sign")])).Content.ReadAsStringAsync();

        Assert.Contains("Vælg, om du vil skrive under.", nothing, StringComparison.Ordinal);
        Assert.Contains("Der er 2 ting at rette", noName, StringComparison.Ordinal);
        Assert.Contains("Sæt kryds ved, at du har læst aftalen.", noName, StringComparison.Ordinal);
        Assert.Contains("Skriv dit fulde navn.", noName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_signature_tells_everybody_and_puts_the_first_meeting_in_their_calendars()
    {
        var id = await SentAsync();
        await app.SubmitAsync(null, await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), Yes);
        await app.SubmitAsync(null, await app.LinkInMailToAsync("gert@kem.example", "SIGN_REQUEST"), Yes);
        Assert.Empty(await MailsAsync("SIGNED_ALL"));

        var response = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskrift", Yes);

        Assert.Equal($"/aftaler/{id}", response.Headers.Location?.ToString());
        var agreement = await app.AgreementAsync(id);
        Assert.True(agreement.IsInForce);
        Assert.Equal(SigningWay.SignedIn, agreement.PartyOf(Catalogue.IntegrationTeam)!.Signatories[0].SignedBy);
        Assert.Equal(["amina@kem.example", "birgit@kem.example", "gert@kem.example"], await MailsAsync("SIGNED_ALL"));

        var mail = await app.WithDb(db => db.Outbox.FirstAsync(m => m.Kind == "SIGNED_ALL"));
        Assert.Equal("REQUEST", mail.CalendarMethod);
        Assert.Contains("DTSTART;TZID=Europe/Copenhagen:20260602T190000", mail.CalendarText, StringComparison.Ordinal);
        Assert.Contains("> 1. Parterne", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_reaches_everybody_and_its_reason_the_responsible_only()
    {
        var id = await SentAsync();

        await app.SubmitAsync(
            null, await app.LinkInMailToAsync("gert@kem.example", "SIGN_REQUEST"), [new("Form.Answer", "Decline"), new("Form.Reason", "Vi mangler trænere")]);

        Assert.Equal(AgreementState.Declined, (await app.AgreementAsync(id)).State);
        Assert.Equal(["amina@kem.example", "gert@kem.example"], await MailsAsync("SIGN_FELL"));
        Assert.Equal(["birgit@kem.example"], await MailsAsync("SIGN_REFUSED"));
        Assert.Equal("SIGN_REFUSED", Assert.Single(await app.WithDb(db => db.Outbox.Where(m => m.Text.Contains("Vi mangler trænere")).Select(m => m.Kind).ToListAsync())));
        Assert.Contains("Vi mangler trænere", await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}", UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain("Vi mangler trænere", await app.As(Person.Amina).GetStringAsync(new Uri($"/aftaler/{id}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_taken_back_closes_its_links_and_says_so()
    {
        var id = await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");
        var browser = app.As(null);
        using var fields = new FormUrlEncodedContent(FilledForm.Read(await browser.GetStringAsync(new Uri(link, UriKind.Relative)), link, null, Yes).Values);

        var takenBack = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}", action: $"/aftaler/{id}/tilbagekaldelse");

        Assert.Equal($"/aftaler/{id}/ret", takenBack.Headers.Location?.ToString());
        var looked = await browser.GetAsync(new Uri(link, UriKind.Relative));
        var signed = await browser.PostAsync(new Uri(link, UriKind.Relative), fields);
        Assert.All([looked, signed], response => Assert.Equal(HttpStatusCode.Conflict, response.StatusCode));
        Assert.Contains("Aftalen er ved at blive ændret", await signed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.All((await app.AgreementAsync(id)).Parties, party => Assert.False(party.HasSigned));
        Assert.Equal(2, await app.WithDb(db => db.Outbox.CountAsync(m => m.State == OutgoingMailState.Suppressed)));
    }

    [Fact]
    public async Task A_signature_on_another_text_than_the_one_that_lies_there_is_refused()
    {
        var id = await SentAsync();

        var response = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskrift", [.. Yes, new("Form.TextHash", new string('0', 64))]);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.False((await app.AgreementAsync(id)).PartyOf(Catalogue.IntegrationTeam)!.HasSigned);
    }

    [Fact]
    public async Task A_link_that_is_unknown_too_old_or_meant_for_something_else_opens_nothing()
    {
        await SentAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");
        var otherUse = link.Replace("/u/", "/m/", StringComparison.Ordinal);
        var responses = new List<HttpResponseMessage>
        {
            await app.As(null).GetAsync(new Uri("/u/ukendt", UriKind.Relative)),
            await app.As(null).GetAsync(new Uri(otherUse, UriKind.Relative)),
        };
        app.Clock.Now += TimeSpan.FromDays(61);
        responses.Add(await app.As(null).GetAsync(new Uri(link, UriKind.Relative)));

        Assert.All(responses, response =>
        {
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Contains("Linket virker ikke mere", response.Content.ReadAsStringAsync().Result, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Nobody_signs_for_others()
    {
        var id = await SentAsync();
        var page = new Uri($"/aftaler/{id}/underskrift", UriKind.Relative);

        Assert.Contains("Vil du skrive under for Kvinder på Tværs?", await app.As(Person.Amina).GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Dorte).GetAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Carsten).GetAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.As(null).GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task A_reminder_that_waits_is_held_back_when_its_reader_signs_first()
    {
        await SentAsync();
        await DeliverAsync();
        app.Clock.Now = KemApp.Morning.AddDays(6);
        await app.RunAsync<ReminderRounds>();

        await app.SubmitAsync(null, await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), Yes);
        await DeliverAsync();

        var reminders = await app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.Kind == "SIGN_REMINDER").ToDictionaryAsync(m => m.ToAddress, m => (m.State, m.SuppressedReason)));
        Assert.Equal((OutgoingMailState.Suppressed, "Der er svaret i mellemtiden."), reminders["amina@kem.example"]);
        Assert.Equal((OutgoingMailState.Sent, null), reminders["gert@kem.example"]);

        Task DeliverAsync() => app.RunAsync<OutboxDelivery>();
    }

    [Fact]
    public async Task Reminds_of_missing_signatures_after_5_and_12_days_and_once_each()
    {
        await SentAsync();
        await app.SubmitAsync(null, await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), Yes);

        // Five and twelve days after are Sundays; then it is the day after.
        foreach (var (days, expected) in new[] { (5, 0), (6, 2), (12, 2), (13, 4), (30, 4) })
        {
            app.Clock.Now = KemApp.Morning.AddDays(days);
            await app.RunAsync<ReminderRounds>();
            await app.RunAsync<ReminderRounds>();
            Assert.Equal(expected, (await MailsAsync("SIGN_REMINDER")).Count);
        }

        Assert.DoesNotContain("amina@kem.example", await MailsAsync("SIGN_REMINDER"));
        Assert.StartsWith("/u/", await app.LinkInMailToAsync("gert@kem.example", "SIGN_REMINDER"), StringComparison.Ordinal);
        Assert.StartsWith("/aftaler/", await app.LinkInMailToAsync("birgit@kem.example", "SIGN_REMINDER"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_parties_who_press_at_the_same_moment_are_both_heard()
    {
        var id = await SentAsync();
        var links = new[] { await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), await app.LinkInMailToAsync("gert@kem.example", "SIGN_REQUEST") };

        var buttons = await Task.WhenAll(links.Concat(links).Select(link => app.FillInAsync(null, link, Yes)));

        await KemApp.PressAtOnceAsync(buttons);

        Assert.Equal(2, (await app.AgreementAsync(id)).Parties.Count(party => party.HasSigned));
    }

    public void Dispose() => app.Dispose();

    private async Task<Guid> SentAsync()
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        var response = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskriftsrunde");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return id;
    }

    private Task<List<string>> MailsAsync(string kind) =>
        app.WithDb(db => db.Outbox.Where(m => m.Kind == kind).Select(m => m.ToAddress).OrderBy(address => address).ToListAsync());

    private Task<string> StateAsync() => app.WithDb(async db => string.Join('|',
        (await db.Agreements.AsNoTracking().Include(a => a.Parties).SingleAsync()).ChangedAt,
        await db.Outbox.CountAsync(),
        await db.AccessLinks.CountAsync(l => l.Purpose == LinkPurpose.SignAgreement)));
}
