using System.Net;
using System.Text;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

public sealed class AgreementPagesTests : IDisposable
{
    private readonly KemApp app = new();

    [Fact]
    public async Task The_list_says_how_each_agreement_stands_and_filters_by_it()
    {
        await app.SaveAsync(Lektiecafe.Empty(organisations: AgreementSteps.Parties));
        await app.SaveAsync(Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties));
        await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));

        var all = await GetAsync(Person.Birgit, "/aftaler");
        var drafts = await GetAsync(Person.Birgit, "/aftaler?tilstand=kladde");

        Assert.All(["Kladde", "Venter på underskrift", "Ny"], word => Assert.Contains($">{word}</span>", all, StringComparison.Ordinal));
        Assert.Contains("Næste møde tirsdag 2. juni.", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Venter på underskrift", drafts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partners_see_their_own_agreements_and_no_drafts()
    {
        await app.SaveAsync(Lektiecafe.Empty(organisations: AgreementSteps.Parties));
        await app.SaveAsync(Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties));

        Assert.Contains("1 aftale", await GetAsync(Person.Amina, "/aftaler"), StringComparison.Ordinal);
        Assert.Contains("Der er ingen aftaler endnu", await GetAsync(Person.Dorte, "/aftaler"), StringComparison.Ordinal);
        Assert.Contains("Der er ingen aftaler endnu", await GetAsync(Person.Carsten, "/aftaler"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/tekst")]
    public async Task Only_the_parties_and_their_municipality_find_the_agreement(string page)
    {
        var address = new Uri($"/aftaler/{await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties))}{page}", UriKind.Relative);

        Assert.All([Person.Birgit, Person.Amina], person => Assert.Equal(HttpStatusCode.OK, app.As(person).GetAsync(address).Result.StatusCode));
        Assert.All([Person.Carsten, Person.Dorte, Person.Erik], person => Assert.Equal(HttpStatusCode.NotFound, app.As(person).GetAsync(address).Result.StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, (await app.As(null).GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task The_page_shows_period_story_and_signatures()
    {
        var id = await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));

        var html = await GetAsync(Person.Birgit, $"/aftaler/{id}");

        Assert.Contains("<h1>Lektiecafé på Engskolen</h1>", html, StringComparison.Ordinal);
        Assert.Contains("0 af 4 statusmøder er holdt", html, StringComparison.Ordinal);
        Assert.Contains("Statusmøde nr. 1, Engskolens bibliotek", html, StringComparison.Ordinal);
        Assert.Contains("Alle har skrevet under", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_opens_in_a_danish_spreadsheet_and_holds_no_formula()
    {
        var agreement = Lektiecafe.Draft(organisations: AgreementSteps.Parties);
        agreement.Describe("=1+1; \"fælde\"", new(2026, 3, 2), new(2027, 3, 1), 3, new(19, 0), "Skolen", [], Lektiecafe.Morning);
        await app.SaveAsync(agreement);

        var bytes = await app.As(Person.Birgit).GetByteArrayAsync(new Uri("/aftaler.csv", UriKind.Relative));

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("Aftale;Metode;Parter;Tilstand;", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"'=1+1; \"\"fælde\"\"\";Skole, klub og forening;Kvinder på Tværs, ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_an_agreement_thanks_everybody_and_clears_their_calendars()
    {
        var id = await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));

        var empty = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/afslutning");
        Assert.Contains("Skriv med en linje, hvorfor aftalen slutter.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/afslutning", [new("Form.Reason", "Skolen flytter."), new("Form.LastDay", "")]);

        Assert.Equal(("Skolen flytter.", AgreementState.Ended), ((await app.AgreementAsync(id)).EndReason, (await app.AgreementAsync(id)).State));
        var mails = await app.WithDb(db => db.Outbox.Where(m => m.Kind == "AGREEMENT_ENDED").ToListAsync());
        Assert.Equal(3, mails.Count);
        Assert.All(mails, mail => Assert.Equal("CANCEL", mail.CalendarMethod));
        Assert.All(mails, mail => Assert.Contains("SEQUENCE:1", mail.CalendarText, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(new Uri($"/aftaler/{id}/afslutning", UriKind.Relative))).StatusCode);
    }

    public void Dispose() => app.Dispose();

    private Task<string> GetAsync(Person person, string address) => app.As(person).GetStringAsync(new Uri(address, UriKind.Relative));
}
