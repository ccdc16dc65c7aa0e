using System.Text;
using AngleSharp.Dom;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Tests.CataloguePages;

public sealed class CatalogueListTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Shows_the_own_municipality_in_the_order_of_names() =>
        Assert.Equal(["Byens Boldklub", "Integrationsteamet", "Kvinder på Tværs", "Nordlys Revision"], await NamesAsync(Person.Birgit, "/katalog"));

    [Fact]
    public async Task A_visitor_is_sent_to_sign_in()
    {
        var answer = await app.As(null).GetAsync(new Uri("/katalog", UriKind.Relative));

        Assert.Equal("/konto/log-ind", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task One_filter_takes_any_of_its_values_and_two_filters_must_both_fit()
    {
        Assert.Equal(["Kvinder på Tværs", "Nordlys Revision"], await NamesAsync(Person.Birgit, "/katalog?sprog=ar&sprog=en"));
        Assert.Equal(["Nordlys Revision"], await NamesAsync(Person.Birgit, "/katalog?sprog=ar&sprog=en&slags=virksomhed"));
    }

    [Fact]
    public async Task Each_choice_says_how_many_it_would_find_under_the_other_filters()
    {
        var page = await app.PageAsync(Person.Birgit, "/katalog?slags=forening");

        Assert.Equal("2", CountAt(page, "sprog", "da"));
        Assert.Equal("1", CountAt(page, "slags", "virksomhed"));
    }

    [Fact]
    public async Task A_chosen_filter_can_be_taken_away_again()
    {
        var page = await app.PageAsync(Person.Birgit, "/katalog?sprog=ar&slags=forening");
        var tag = page.QuerySelectorAll("a.k-tag").Single(a => a.TextContent.StartsWith("Arabisk", StringComparison.Ordinal));

        Assert.Equal("/katalog?slags=forening", tag.GetAttribute("href"));
    }

    [Theory]
    [InlineData("fodbold", "Byens Boldklub")]
    [InlineData("regnskab", "Nordlys Revision")]
    public async Task Words_find_what_somebody_does_and_can(string words, string name) =>
        Assert.Equal(name, (await NamesAsync(Person.Birgit, $"/katalog?q={words}"))[0]);

    [Fact]
    public async Task Nothing_found_says_which_filter_to_drop()
    {
        var page = await app.PageAsync(Person.Birgit, "/katalog?sprog=ar&slags=virksomhed");

        Assert.Equal("Ingen passer", page.QuerySelector("[role=status] b")!.TextContent);
        Assert.NotNull(page.QuerySelector(".k-empty a[href='/katalog?sprog=ar'], .k-empty a[href='/katalog?slags=virksomhed']"));
    }

    [Fact]
    public async Task An_association_does_not_see_who_has_not_said_yes_or_what_others_lack()
    {
        await app.WithDb(async db =>
        {
            db.Organisations.Single(o => o.Id == Tests.Catalogue.FootballClub).RequireConfirmation();
            await db.SaveChangesAsync();
        });

        var page = await app.PageAsync(Person.Amina, "/katalog");

        Assert.DoesNotContain("Byens Boldklub", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("input[name=mangler]"));
        Assert.NotNull((await app.PageAsync(Person.Birgit, "/katalog")).QuerySelector("input[name=mangler]"));
    }

    [Fact]
    public async Task Shows_twenty_at_a_time()
    {
        await app.WithDb(async db =>
        {
            db.Organisations.AddRange(Enumerable.Range(1, 25).Select(n =>
                new Organisation(Places.Hillerød, OrganisationKind.Association, new OrganisationDescription { Name = $"Ny forening {n:00}" })));
            await db.SaveChangesAsync();
        });

        Assert.Equal(20, (await NamesAsync(Person.Birgit, "/katalog")).Count);

        var next = (await app.PageAsync(Person.Birgit, "/katalog")).QuerySelector("a[rel=next]")!.GetAttribute("href")!;

        Assert.Equal(9, (await NamesAsync(Person.Birgit, next)).Count);
    }

    [Fact]
    public async Task The_file_holds_what_the_filters_left_and_opens_with_Danish_letters()
    {
        var bytes = await app.As(Person.Birgit).GetByteArrayAsync(new Uri("/katalog.csv?sprog=ar", UriKind.Relative));
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.StartsWith("Navn;Form;Sted;", lines[0], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Kvinder på Tværs;Kvindeforening;Midtbyen;", lines[1], StringComparison.Ordinal);
        Assert.Contains("amina@kem.example", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_tells_an_association_no_contact_details()
    {
        var text = await app.As(Person.Amina).GetStringAsync(new Uri("/katalog.csv", UriKind.Relative));

        Assert.DoesNotContain("@kem.example", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mangler", text, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> NamesAsync(Person person, string url) =>
        [.. (await app.PageAsync(person, url)).QuerySelectorAll(".k-rows--org .k-rows__title").Select(title => title.TextContent)];

    private static string CountAt(IDocument page, string parameter, string value) =>
        page.QuerySelector($"input[name={parameter}][value={value}]")!.Closest("label")!.QuerySelector(".k-num")!.TextContent;
}
