using System.Net;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Tests.CataloguePages;

public sealed class ProfileTests : IDisposable
{
    private static readonly string Women = $"/katalog/{Tests.Catalogue.WomenAssociation}";
    private static readonly string Football = $"/katalog/{Tests.Catalogue.FootballClub}";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Shows_what_the_association_can_and_lacks()
    {
        var page = await app.PageAsync(Person.Birgit, Women);

        Assert.Contains("Tillid og adgang til målgruppen", page.QuerySelector(".k-traits--can")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vil gerne lære", page.QuerySelector(".k-traits:not(.k-traits--can)")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_coordinator_and_the_association_itself_see_the_contact()
    {
        Assert.Contains("55 20 20 20", await TextAsync(Person.Birgit), StringComparison.Ordinal);
        Assert.Contains("55 20 20 20", await TextAsync(Person.Amina), StringComparison.Ordinal);
        Assert.DoesNotContain("55 20 20 20", await TextAsync(Person.Dorte), StringComparison.Ordinal);
        Assert.DoesNotContain("55 20 20 20", await TextAsync(Person.Erik), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_coordinator_sees_how_many_more_may_ask()
    {
        await app.WithDb(async db =>
        {
            var at = app.Clock.GetUtcNow();
            var need = new Need(Places.Hillerød, Tests.Catalogue.IntegrationTeam, OrganisationKind.Association, "Besøgsvenner", "Birgit", at);
            db.Add(need);
            db.Add(new MatchProposal(Places.Hillerød, need.Id, Tests.Catalogue.WomenAssociation, "Vil I mødes?", app.Clock.Today().AddDays(14), "Birgit", "birgit@kem.example", at));
            await db.SaveChangesAsync();
        });

        Assert.Contains("1 åbent forslag. Der er plads til 2 mere.", await TextAsync(Person.Birgit), StringComparison.Ordinal);
        Assert.DoesNotContain("åbent forslag", await TextAsync(Person.Dorte), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/ret")]
    public async Task Carsten_finds_nothing_and_a_visitor_is_sent_to_sign_in(string part)
    {
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Carsten, Women + part));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(null, Women + part));
    }

    [Fact]
    public async Task Our_profile_is_the_way_to_ones_own()
    {
        var answer = await app.As(Person.Amina).GetAsync(new Uri("/vores-profil", UriKind.Relative));

        Assert.Equal(Women, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_association_confirms_its_own_profile_with_one_button()
    {
        await app.WithDb(async db =>
        {
            db.Organisations.Single(o => o.Id == Tests.Catalogue.WomenAssociation).RequireConfirmation();
            await db.SaveChangesAsync();
        });

        await app.SubmitAsync(Person.Amina, Women, action: Women + "/bekraeftelse");

        Assert.Equal(app.Clock.Today(), (await WomenAsync()).ConfirmedOn);
    }

    [Fact]
    public async Task Nobody_confirms_for_others()
    {
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(Person.Birgit, Women + "/bekraeftelse"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(Person.Dorte, Women + "/bekraeftelse"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(Person.Carsten, Women + "/bekraeftelse"));
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(null, Women + "/bekraeftelse"));
    }

    [Fact]
    public async Task A_coordinator_notes_a_visit_and_others_cannot()
    {
        await app.SubmitAsync(Person.Birgit, Women, action: Women + "/besoeg");

        Assert.Equal(app.Clock.Today(), (await WomenAsync()).VisitedOn);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(Person.Amina, Women + "/besoeg"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(Person.Carsten, Women + "/besoeg"));
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(null, Women + "/besoeg"));
    }

    [Fact]
    public async Task A_pause_begins_and_ends()
    {
        await app.SubmitAsync(Person.Amina, Women, [new("Pause.Until", "2026-04-01")], Women + "/pause");
        Assert.Equal(new DateOnly(2026, 4, 1), (await WomenAsync()).PausedUntil);

        await app.SubmitAsync(Person.Birgit, Women, action: Women + "/pause/slut");
        Assert.Null((await WomenAsync()).PausedUntil);
    }

    [Theory]
    [InlineData("", "Vælg den sidste dag i pausen.")]
    [InlineData("2026-03-03", "Vælg en dag efter i dag.")]
    [InlineData("2036-03-03", "Vælg en dag inden for de næste 2 år.")]
    public async Task A_pause_that_cannot_be_is_explained_at_the_field(string until, string message)
    {
        var page = await (await app.SubmitAsync(Person.Amina, Women, [new("Pause.Until", until)], Women + "/pause")).PageAsync();

        Assert.Contains(message, page.QuerySelector("#Pause_Until-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(message, page.QuerySelector(".k-alert a[href='#Pause_Until']")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await WomenAsync()).PausedUntil);
    }

    [Fact]
    public async Task Others_cannot_pause_an_association()
    {
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(Person.Amina, Football + "/pause"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(Person.Carsten, Football + "/pause"));
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(null, Football + "/pause"));
    }

    private async Task<string> TextAsync(Person person) => (await app.PageAsync(person, Women)).Body!.TextContent;

    private async Task<HttpStatusCode> StatusAsync(Person? person, string url) =>
        (await app.As(person).GetAsync(new Uri(url, UriKind.Relative))).StatusCode;

    private Task<Organisation> WomenAsync() =>
        app.WithDb(db => Task.FromResult(db.Organisations.Single(o => o.Id == Tests.Catalogue.WomenAssociation)));

    private Task<HttpStatusCode> PostAsync(Person? person, string url) => app.PostWithTokenAsync(person, url);
}
