using System.Net;
using System.Text.RegularExpressions;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>Signing where more than one person is concerned: others in one's place, one after another, with a pen, and a text that changes.</summary>
public sealed partial class SigningPagesTests : IDisposable
{
    private static readonly KeyValuePair<string, string>[] Yes =
        [new("Form.Answer", "Sign"), new("Form.HasRead", "true"), new("Form.FullName", "Amina Yusuf")];

    private static readonly byte[] Pdf = "%PDF-1.7\nEt ark"u8.ToArray();

    private readonly KemApp app = new();

    [Fact]
    public async Task Whoever_is_not_the_right_one_closes_the_link_and_the_coordinator_asks_another()
    {
        var id = await app.SendForSignatureAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");

        var thanks = await app.SubmitAsync(null, $"{link}/ikke-den-rette", [new("Form.RightPerson", "Leyla Demir, leyla@kem.example")]);

        Assert.Contains("Tak. Vi spørger en anden.", await thanks.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["birgit@kem.example"], await MailsAsync("SIGN_NOT_RIGHT"));
        Assert.Equal(HttpStatusCode.Conflict, (await app.As(null).GetAsync(new Uri(link, UriKind.Relative))).StatusCode);
        Assert.DoesNotContain("leyla@kem.example", await app.As(Person.Dorte).GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);

        var signatory = (await app.AgreementAsync(id)).PartyOf(Catalogue.WomenAssociation)!.Signatories[0];
        var page = $"/aftaler/{id}/underskrivere/{signatory.Id}";
        Assert.Contains("Leyla Demir, leyla@kem.example", await app.As(Person.Birgit).GetStringAsync(new Uri(page, UriKind.Relative)), StringComparison.Ordinal);
        await app.SubmitAsync(Person.Birgit, page, [new("Form.Name", "Leyla Demir"), new("Form.Email", "leyla@kem.example")]);

        await app.SubmitAsync(null, await app.LinkInMailToAsync("leyla@kem.example", "SIGN_REQUEST"), Yes);
        Assert.True((await app.AgreementAsync(id)).PartyOf(Catalogue.WomenAssociation)!.HasSigned);
        Assert.Contains("Linket er lukket", await (await app.As(null).GetAsync(new Uri(link, UriKind.Relative))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await EventsAsync(id, EvidenceKind.SignatoryChanged));
    }

    [Fact]
    public async Task Those_who_had_signed_are_told_that_it_counts_no_more_and_the_old_link_shows_what_was_changed()
    {
        var id = await app.SendForSignatureAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");
        await app.SubmitAsync(null, link, Yes);

        await TakeBackAsync(id);
        Assert.Equal(["amina@kem.example"], await MailsAsync("SIGN_VOIDED"));
        Assert.Contains("Aftalen er ved at blive ændret", await GoneAsync(link), StringComparison.Ordinal);

        app.Clock.Now += TimeSpan.FromHours(1);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Answers[CL_PURPOSE.purpose]", "Flere børn får hjælp til lektierne")]);
        Assert.DoesNotContain("Flere børn", await GoneAsync(link), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskriftsrunde");
        var changed = await GoneAsync(link);
        Assert.Contains("Det er ændret, siden du fik linket", changed, StringComparison.Ordinal);
        Assert.Matches(@"<ins>.*Flere børn får hjælp til lektierne", changed.ReplaceLineEndings(" "));
        Assert.Equal(2, (await app.AgreementAsync(id)).TextVersion);
    }

    [Fact]
    public async Task A_signature_that_came_while_the_coordinator_was_looking_is_not_undone_unseen()
    {
        var id = await app.SendForSignatureAsync();
        var (page, action) = ($"/aftaler/{id}", $"/aftaler/{id}/tilbagekaldelse");
        var birgit = app.As(Person.Birgit);
        using var seen = new FormUrlEncodedContent(FilledForm.Read(await birgit.GetStringAsync(new Uri(page, UriKind.Relative)), page, action, []).Values);
        await app.SubmitAsync(null, await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), Yes);

        var response = await birgit.PostAsync(new Uri(action, UriKind.Relative), seen);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("Nogen har skrevet under, mens du så på siden", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True((await app.AgreementAsync(id)).IsOutForSignature);
    }

    [Fact]
    public async Task With_two_of_the_board_one_may_say_no_and_everybody_hears_of_it()
    {
        var id = await SendAsync(agreement => agreement.LetSign(agreement.Parties[0], SigningRuleKind.TwoOfBoard,
        [
            BoardMember("amina"), BoardMember("leyla"), BoardMember("sara"),
        ], Lektiecafe.Morning));

        await app.SubmitAsync(null, await app.LinkInMailToAsync("sara@kem.example", "SIGN_REQUEST"), Yes);
        await app.SubmitAsync(null, await app.LinkInMailToAsync("leyla@kem.example", "SIGN_REQUEST"), [new("Form.Answer", "Decline"), new("Form.Reason", "Jeg har ikke tid")]);

        Assert.True((await app.AgreementAsync(id)).IsOutForSignature);
        Assert.Equal(["amina@kem.example", "gert@kem.example", "leyla@kem.example", "sara@kem.example"], await MailsAsync("SIGN_FELL"));
        Assert.Equal(["birgit@kem.example"], await MailsAsync("SIGN_REFUSED"));

        await app.SubmitAsync(null, await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), Yes);
        Assert.True((await app.AgreementAsync(id)).Parties[0].HasSigned);
        Assert.Equal(0, await EventsAsync(id, EvidenceKind.CameIntoForce));
    }

    [Fact]
    public async Task The_second_in_the_row_gets_the_letter_when_the_first_has_signed_and_is_reminded_from_then()
    {
        await SendAsync(agreement => agreement.LetSign(agreement.Parties[1], SigningRuleKind.Named,
            [new SignatoryDetails("Gert", SignatoryRole.Other, "", "gert@kem.example", SigningWay.Link) { Step = 2 }], Lektiecafe.Morning));
        Assert.Equal(["amina@kem.example"], await MailsAsync("SIGN_REQUEST"));

        app.Clock.Now = KemApp.Morning.AddDays(4);
        await app.SubmitAsync(null, await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), Yes);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{await app.WithDb(db => db.Agreements.Select(a => a.Id).SingleAsync())}/underskrift", Yes);
        Assert.Equal(["amina@kem.example", "gert@kem.example"], await MailsAsync("SIGN_REQUEST"));

        foreach (var (day, reminders) in new[] { (8, 0), (9, 1), (16, 2) })
        {
            app.Clock.Now = KemApp.Morning.AddDays(day);
            await app.RunAsync<ReminderRounds>();
            Assert.Equal(reminders, (await MailsAsync("SIGN_REMINDER")).Count);
        }
    }

    [Fact]
    public async Task Signatures_on_paper_are_recorded_with_witnesses_and_a_scan_that_the_parties_can_fetch()
    {
        var id = await SendAsync(agreement => agreement.LetSign(agreement.Parties[1], SigningRuleKind.Named,
            [new SignatoryDetails("Gert Holm", SignatoryRole.Other, "udvalgsformand", "", SigningWay.Paper)], Lektiecafe.Morning));
        Assert.Contains("Gert Holm, udvalgsformand", await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}/underskriftsark", UriKind.Relative)), StringComparison.Ordinal);

        var response = await RecordPaperAsync(id, Pdf, Witnesses());

        Assert.Equal($"/aftaler/{id}", response.Headers.Location?.ToString());
        var agreement = await app.AgreementAsync(id);
        var (signatory, paper) = (agreement.Parties[1].Signatories[0], Assert.Single(agreement.PaperSignings));
        Assert.Equal((SigningWay.Paper, paper.Id), (signatory.SignedBy, signatory.PaperSigningId));
        Assert.Equal(("Ida Krog", "Bo Lind", "Birgit", 1), (paper.FirstWitness, paper.SecondWitness, paper.RecordedBy, paper.TextVersion));
        Assert.Contains("Skrevet ind af Birgit", await app.As(Person.Amina).GetStringAsync(new Uri($"/aftaler/{id}", UriKind.Relative)), StringComparison.Ordinal);

        var scan = await app.As(Person.Amina).GetAsync(new Uri($"/aftaler/{id}/papirunderskrift/{paper.Id}", UriKind.Relative));
        Assert.Equal(Pdf, await scan.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "nosniff", "application/pdf"), (scan.Content.Headers.ContentDisposition!.DispositionType, scan.Headers.GetValues("X-Content-Type-Options").Single(), $"{scan.Content.Headers.ContentType}"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Carsten).GetAsync(scan.RequestMessage!.RequestUri)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Dorte).GetAsync(scan.RequestMessage!.RequestUri)).StatusCode);
        Assert.Equal(1, await EventsAsync(id, EvidenceKind.SignedOnPaper));
    }

    [Theory]
    [InlineData("html", "Filen er ikke en PDF, PNG eller JPEG.")]
    [InlineData("empty", "Filen er tom.")]
    [InlineData("large", "Filen er for stor.")]
    [InlineData("none", "Vælg et billede eller en PDF af det underskrevne ark.")]
    public async Task A_file_that_is_no_scan_is_refused_and_what_was_typed_is_kept(string file, string expected)
    {
        var id = await SendAsync(agreement => agreement.LetSign(agreement.Parties[1], SigningRuleKind.Named,
            [new SignatoryDetails("Gert Holm", SignatoryRole.Other, "", "", SigningWay.Paper)], Lektiecafe.Morning));
        var content = file switch
        {
            "html" => "<html><script>alert(1)</script>%PDF-"u8.ToArray(),
            "large" => [.. Pdf, .. new byte[10 * 1024 * 1024]],
            "empty" => [],
            _ => null,
        };

        var html = await (await RecordPaperAsync(id, content, Witnesses())).Content.ReadAsStringAsync();

        Assert.Contains(expected, html, StringComparison.Ordinal);
        Assert.Contains("value=\"Ida Krog\"", html, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDb(db => db.PaperScans.CountAsync()));
    }

    [Fact]
    public async Task What_cannot_be_on_a_signed_sheet_is_explained_at_its_field()
    {
        var id = await SendAsync(agreement => agreement.LetSign(agreement.Parties[1], SigningRuleKind.Named,
            [new SignatoryDetails("Gert Holm", SignatoryRole.Other, "", "", SigningWay.Paper)], Lektiecafe.Morning));

        var html = await (await RecordPaperAsync(id, Pdf,
        [
            new("Form.SignedOn", "2026-03-04"), new("Form.Place", "Rådhuset"), new("Form.FirstWitness", "gert holm"), new("Form.SecondWitness", "Gert Holm"),
        ])).Content.ReadAsStringAsync();

        Assert.Contains("Dagen er ikke kommet endnu.", html, StringComparison.Ordinal);
        Assert.Contains("De to vidner skal være to personer.", html, StringComparison.Ordinal);
        Assert.Contains("Den, der skriver under, kan ikke være vidne.", html, StringComparison.Ordinal);
        Assert.Contains("Vælg filen igen.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_of_another_text_than_the_one_that_lies_there_is_not_recorded()
    {
        var id = await SendAsync(agreement => agreement.LetSign(agreement.Parties[1], SigningRuleKind.Named,
            [new SignatoryDetails("Gert Holm", SignatoryRole.Other, "", "", SigningWay.Paper)], Lektiecafe.Morning));

        var response = await RecordPaperAsync(id, Pdf, [.. Witnesses(), new("Form.TextHash", new string('0', 64))]);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.False((await app.AgreementAsync(id)).Parties[1].HasSigned);
    }

    [Fact]
    public async Task A_party_that_leaves_in_the_midst_loses_nothing_for_the_others_and_its_old_link_explains_itself()
    {
        var id = await app.SendForSignatureAsync();
        var link = await app.LinkInMailToAsync("gert@kem.example", "SIGN_REQUEST");
        await app.SubmitAsync(null, await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), Yes);
        await TakeBackAsync(id);
        await app.WithDb(async db =>
        {
            db.Remove(await db.Set<AgreementParty>().SingleAsync(p => p.OrganisationId == Catalogue.FootballClub));
            await db.SaveChangesAsync();
        });

        Assert.Contains("Linket er lukket", await GoneAsync(link), StringComparison.Ordinal);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskriftsrunde");
        await app.SubmitAsync(null, await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), Yes);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskrift", Yes);
        Assert.True((await app.AgreementAsync(id)).IsInForce);
    }

    /// <summary>Every page and file of the site that a coordinator or an administrator can get, searched for the links of those who sign.</summary>
    [Fact]
    public async Task No_page_that_a_coordinator_can_open_holds_a_link_that_signs()
    {
        var id = await app.SendForSignatureAsync();
        var key = app.Services.GetRequiredService<LinkKey>();
        var tokens = await app.WithDb(async db => (await db.AccessLinks.Where(l => l.Purpose == LinkPurpose.SignAgreement).Select(l => l.Id).ToListAsync()).Select(key.Token).ToList());
        var ids = await app.WithDb(async db => new List<Guid>([id, .. (await db.Agreements.SingleAsync()).Parties.Select(p => p.Id), .. await db.Outbox.Select(m => m.Id).ToListAsync(), .. await db.AccessLinks.Select(l => l.Id).ToListAsync()]));
        var signatories = (await app.AgreementAsync(id)).Signatories.Select(signatory => signatory.Id).ToList();
        var opened = 0;

        foreach (var path in Pages().SelectMany(page => Filled(page, ids, signatories)).Distinct())
        {
            foreach (var person in new[] { Person.Birgit, Person.Erik })
            {
                using var response = await app.As(person).GetAsync(new Uri(path, UriKind.Relative));
                var body = await response.Content.ReadAsStringAsync();
                Assert.All(tokens, token => Assert.DoesNotContain(token, body, StringComparison.Ordinal));
                opened += response.IsSuccessStatusCode ? 1 : 0;
            }
        }

        Assert.Equal(2, tokens.Count);
        Assert.True(opened > 20, $"Only {opened} were opened.");
        Assert.Contains("/u/" + tokens[0], await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST") + await app.LinkInMailToAsync("gert@kem.example", "SIGN_REQUEST"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_cannot_use_a_link_that_was_sent_on_nor_sign_as_anybody_but_herself()
    {
        var id = await app.SendForSignatureAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");
        var visitor = app.As(null);
        var values = FilledForm.Read(await visitor.GetStringAsync(new Uri(link, UriKind.Relative)), link, null, Yes).Values;

        foreach (var page in new[] { link, $"{link}/print", $"{link}/ikke-den-rette" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await app.As(Person.Birgit).GetAsync(new Uri(page, UriKind.Relative))).StatusCode);
        }

        // Her own page signs for her own organisation and has no field that says whom.
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskrift", [.. Yes, new("signatoryId", $"{(await app.AgreementAsync(id)).Signatories[0].Id}"), new("Form.SignatoryId", $"{(await app.AgreementAsync(id)).Signatories[0].Id}")]);

        var agreement = await app.AgreementAsync(id);
        Assert.Equal([false, false, true], agreement.Parties.Select(party => party.HasSigned));
        Assert.NotEmpty(values);
    }

    public void Dispose() => app.Dispose();

    private static SignatoryDetails BoardMember(string name) => new(name, SignatoryRole.BoardMember, "", $"{name}@kem.example", SigningWay.Link);

    private static KeyValuePair<string, string>[] Witnesses() =>
        [new("Form.SignedOn", "2026-03-03"), new("Form.Place", "Rådhuset"), new("Form.FirstWitness", "Ida Krog"), new("Form.SecondWitness", "Bo Lind")];

    private async Task<Guid> SendAsync(Action<CooperationAgreement> change)
    {
        var agreement = Lektiecafe.Draft(organisations: AgreementSteps.Parties);
        change(agreement);
        var id = await app.SaveAsync(agreement);
        using var response = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskriftsrunde");
        Assert.Equal($"/aftaler/{id}", response.Headers.Location?.ToString());
        return id;
    }

    private async Task TakeBackAsync(Guid id)
    {
        using var response = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}", action: $"/aftaler/{id}/tilbagekaldelse");
        Assert.Equal($"/aftaler/{id}/ret", response.Headers.Location?.ToString());
    }

    private async Task<string> GoneAsync(string link)
    {
        using var response = await app.As(null).GetAsync(new Uri(link, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> RecordPaperAsync(Guid id, byte[]? scan, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var page = $"/aftaler/{id}/papirunderskrift";
        var browser = app.As(Person.Birgit);
        using var form = new MultipartFormDataContent();

        foreach (var (name, value) in FilledForm.Read(await browser.GetStringAsync(new Uri(page, UriKind.Relative)), page, null, fields).Values.Where(field => field.Key != "Form.Scan"))
        {
            form.Add(new StringContent(value), name);
        }

        if (scan is not null)
        {
            form.Add(new ByteArrayContent(scan), "Form.Scan", "../../ark.html");
        }

        return await browser.PostAsync(new Uri(page, UriKind.Relative), form);
    }

    private IEnumerable<string> Pages() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));

    private static IEnumerable<string> Filled(string page, IEnumerable<Guid> ids, IEnumerable<Guid> signatories) => Parameter().Count(page) switch
    {
        0 => [page],
        1 => ids.Concat(signatories).Select(id => Parameter().Replace(page, $"{id}")),
        _ => ids.Take(1).SelectMany(id => signatories.Select(other => Parameter().Replace(Parameter().Replace(page, $"{id}", 1), $"{other}"))),
    };

    private Task<int> EventsAsync(Guid id, EvidenceKind kind) => app.WithDb(db => db.EvidenceEvents.CountAsync(e => e.AgreementId == id && e.Kind == kind));

    private Task<List<string>> MailsAsync(string kind) =>
        app.WithDb(db => db.Outbox.Where(m => m.Kind == kind && m.State != OutgoingMailState.Suppressed).Select(m => m.ToAddress).OrderBy(address => address).ToListAsync());

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
