using System.Net;

namespace Kem.Match.Web.Tests.Methods;

public sealed class MethodPagesTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Everybody_may_read_about_the_eight_methods() =>
        Assert.Equal(8, (await app.PageAsync(null, "/metoder")).QuerySelectorAll("a[href^='/metoder/M']").Length);

    [Fact]
    public async Task A_method_leads_to_a_need_for_those_who_can_write_one()
    {
        Assert.NotNull((await app.PageAsync(Person.Birgit, "/metoder/M4")).QuerySelector("a[href='/behov/nyt?metode=M4']"));
        Assert.Null((await app.PageAsync(null, "/metoder/M4")).QuerySelector("a[href^='/behov/nyt']"));
    }

    [Theory]
    [InlineData("M7", true)]
    [InlineData("M2", false)]
    public async Task It_is_said_where_the_guide_is_silent(string code, bool isSilent) =>
        Assert.Equal(isSilent, (await app.PageAsync(null, $"/metoder/{code}")).QuerySelector(".k-unknown") is not null);

    [Fact]
    public async Task An_unknown_method_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri("/metoder/M9", UriKind.Relative))).StatusCode);
}
