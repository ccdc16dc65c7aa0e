using System.Net;
using AngleSharp.Html.Dom;
using Kem.Match.Web.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.CataloguePages;

public sealed class OrganisationFormTests : IDisposable
{
    private const string New = "/katalog/ny";
    private static readonly string Women = $"/katalog/{Tests.Catalogue.WomenAssociation}/ret";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_coordinator_writes_a_new_association_in()
    {
        var answer = await app.SubmitAsync(Person.Birgit, New,
        [
            new("Name", "Sprogcafé Broen"), new("Description", "Vi øver dansk hver onsdag."), new("Members", "30"),
            new("Activities", "AK_DANISH"), new("Languages", "da"), new("Languages", "so"), new("ContactEmail", "broen@kem.example"),
        ]);
        var made = await app.WithDb(db => db.Organisations.SingleAsync(o => o.Name == "Sprogcafé Broen"));

        Assert.Equal($"/katalog/{made.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal(Places.Hillerød, made.MunicipalityCode);
        Assert.Equal(["da", "so"], made.Languages);
        Assert.Equal(30, made.Members);
        Assert.False(made.IsConfirmed);
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once_at_its_field_and_what_was_typed_is_kept()
    {
        var page = await (await app.SubmitAsync(Person.Birgit, New,
        [
            new("Name", ""), new("Description", "Ring til 010203-1234 om morgenen."), new("PostalCode", "34"), new("Members", "mange"),
            new("ContactEmail", "ikke en adresse"), new("ContactPhone", "ring"), new("TargetGroups", "TG_WOMEN"),
        ])).PageAsync();

        Assert.Contains("Skriv navnet.", ErrorAt(page, "Name"), StringComparison.Ordinal);
        Assert.Contains("CPR-nummer", ErrorAt(page, "Description"), StringComparison.Ordinal);
        Assert.Contains("4 tal", ErrorAt(page, "PostalCode"), StringComparison.Ordinal);
        Assert.NotEqual("", ErrorAt(page, "Members"));
        Assert.Contains("navn@forening.dk", ErrorAt(page, "ContactEmail"), StringComparison.Ordinal);
        Assert.Contains("med tal", ErrorAt(page, "ContactPhone"), StringComparison.Ordinal);
        Assert.Equal(6, page.QuerySelectorAll(".k-alert li").Length);

        Assert.Contains("om morgenen", ((IHtmlTextAreaElement)page.QuerySelector("#Description")!).Value, StringComparison.Ordinal);
        Assert.Equal("mange", page.QuerySelector("#Members")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("input[name=TargetGroups][value=TG_WOMEN]")!.HasAttribute("checked"));
    }

    [Theory]
    [InlineData("Email", "ContactEmail", "eller vælg telefon")]
    [InlineData("Phone", "ContactPhone", "eller vælg mail")]
    public async Task Who_wants_to_be_reached_must_say_where(string channel, string field, string message)
    {
        var page = await (await app.SubmitAsync(Person.Birgit, New, [new("Name", "Oasen"), new("PreferredChannel", channel)])).PageAsync();

        Assert.Contains(message, ErrorAt(page, field), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_association_writes_itself_is_confirmed_by_that()
    {
        await app.SubmitAsync(Person.Amina, Women, [new("Place", "Nørrebakke")]);
        var women = await WomenAsync();

        Assert.Equal("Nørrebakke", women.Place);
        Assert.Equal("Kvinder på Tværs", women.Name);
        Assert.Equal(["TG_ELDER", "TG_NEWCOMER", "TG_WOMEN"], women.TargetGroups.Order());
        Assert.Equal(new DateOnly(2026, 3, 3), women.ConfirmedOn);
    }

    [Fact]
    public async Task What_the_coordinator_writes_must_be_confirmed_by_the_association()
    {
        await app.SubmitAsync(Person.Birgit, Women, [new("Place", "Nørrebakke")]);
        var women = await WomenAsync();

        Assert.Equal("Nørrebakke", women.Place);
        Assert.False(women.IsConfirmed);
    }

    [Fact]
    public async Task Two_who_write_at_once_do_not_overwrite_each_other_unseen()
    {
        await app.WithDb(async db =>
        {
            (await db.Organisations.SingleAsync(o => o.Id == Tests.Catalogue.WomenAssociation)).RecordVisit(new DateOnly(2026, 3, 2));
            await db.SaveChangesAsync();
        });

        var answer = await app.SubmitAsync(Person.Amina, Women, [new("Version", "1"), new("Place", "Havnen")]);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("Midtbyen", (await WomenAsync()).Place);
    }

    [Fact]
    public async Task Others_can_neither_open_nor_send_the_form()
    {
        foreach (var person in new[] { Person.Carsten, Person.Dorte, Person.Erik })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(person).GetAsync(new Uri(Women, UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(person, Women, new KeyValuePair<string, string>("Name", "Noget andet")));
        }

        Assert.Equal(HttpStatusCode.Redirect, await app.PostWithTokenAsync(null, Women, new KeyValuePair<string, string>("Name", "Noget andet")));
        Assert.Equal("Kvinder på Tværs", (await WomenAsync()).Name);
    }

    [Fact]
    public async Task Only_coordinators_write_new_ones_in()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(new Uri(New, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Dorte, New, new KeyValuePair<string, string>("Name", "Oasen")));
        Assert.Equal(HttpStatusCode.Redirect, await app.PostWithTokenAsync(null, New, new KeyValuePair<string, string>("Name", "Oasen")));
    }

    private static string ErrorAt(IHtmlDocument page, string field) => page.QuerySelector($"#{field}-error")?.TextContent ?? "";

    private Task<Organisation> WomenAsync() => app.WithDb(db => db.Organisations.SingleAsync(o => o.Id == Tests.Catalogue.WomenAssociation));
}
