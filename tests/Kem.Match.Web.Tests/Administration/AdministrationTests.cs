using System.Net;

namespace Kem.Match.Web.Tests.Administration;

public sealed class AdministrationTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("/administration/brugere")]
    [InlineData("/administration/tidsplan")]
    public async Task Only_the_administrator_comes_in(string url)
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Person.Erik, url));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Birgit, url));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Carsten, url));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(null, url));
    }

    [Fact]
    public async Task The_timetable_says_what_runs_and_when() =>
        Assert.Contains("0/15 * * * * ?", (await app.PageAsync(Person.Erik, "/administration/tidsplan")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);

    private async Task<HttpStatusCode> StatusAsync(Person? person, string url) =>
        (await app.As(person).GetAsync(new Uri(url, UriKind.Relative))).StatusCode;
}
