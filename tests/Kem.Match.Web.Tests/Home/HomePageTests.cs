using System.Net;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Tests.Home;

public sealed class HomePageTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_visitor_is_told_what_it_is_and_where_to_sign_in()
    {
        var page = await app.PageAsync(null, "/");

        Assert.NotNull(page.QuerySelector("main a[href='/konto/log-ind']"));
        Assert.Null(page.QuerySelector("form[action='/konto/demo']"));
    }

    [Fact]
    public async Task The_answer_that_waits_stands_first_with_the_words_of_the_partner()
    {
        await app.WithDb(async db =>
        {
            var at = app.Clock.GetUtcNow();
            var need = new Need(Places.Hillerød, Tests.Catalogue.IntegrationTeam, OrganisationKind.Association, "Besøgsvenner til ældre", "Birgit", at);
            need.Open(at);
            var proposal = new MatchProposal(Places.Hillerød, need.Id, Tests.Catalogue.WomenAssociation, "Vil I mødes?", app.Clock.Today().AddDays(14), "Birgit", "birgit@kem.example", at);
            proposal.Answer(ProposalAnswer.Yes, "Ja, torsdag aften passer os.", "", "", null, byPhone: false, at);
            db.Add(need);
            db.Add(proposal);
            await db.SaveChangesAsync();
        });

        var first = (await app.PageAsync(Person.Birgit, "/")).QuerySelector(".k-task--first")!;

        Assert.Contains("Kvinder på Tværs sagde ja", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ja, torsdag aften passer os.", first.QuerySelector("blockquote")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Møde", first.QuerySelector("[aria-current=step]")!.TextContent);
    }

    [Fact]
    public async Task Somebody_with_nothing_to_do_is_up_to_date_and_sees_no_figures()
    {
        var page = await app.PageAsync(Person.Dorte, "/");

        Assert.Contains("Du er ajour", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".k-stats"));
    }

    [Fact]
    public async Task The_first_coordinator_is_shown_where_to_begin()
    {
        await app.WithDb(async db =>
        {
            db.Organisations.RemoveRange(db.Organisations);
            await db.SaveChangesAsync();
        });

        var page = await app.PageAsync(Person.Birgit, "/");

        Assert.Contains("Velkommen til KEM Match", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".k-empty a[href='/katalog/ny']"));
    }

    [Theory]
    [InlineData("/privatliv")]
    [InlineData("/tilgaengelighed")]
    [InlineData("/konto/log-ind")]
    public async Task Anybody_may_read_what_the_service_says_about_itself(string url) =>
        Assert.Equal(HttpStatusCode.OK, (await app.As(null).GetAsync(new Uri(url, UriKind.Relative))).StatusCode);

    [Fact]
    public async Task A_wrong_password_is_explained_and_the_address_is_kept()
    {
        var answer = await app.SubmitAsync(null, "/konto/log-ind", [new("Email", "birgit@kem.example"), new("Password", "forkert")]);
        var page = await answer.PageAsync();

        Assert.Contains("passer ikke sammen", page.QuerySelector(".form-error-message")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("birgit@kem.example", page.QuerySelector("#Email")!.GetAttribute("value"));
    }
}
