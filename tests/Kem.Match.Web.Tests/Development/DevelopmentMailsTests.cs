using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Development;

public sealed class DevelopmentMailsTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("/udvikling/mails")]
    [InlineData("/udvikling/mails/x.eml")]
    [InlineData("/udvikling/mails/x.eml/html")]
    public async Task Outside_development_there_are_no_such_pages(string url) =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri(url, UriKind.Relative))).StatusCode);

    [Fact]
    public async Task A_developer_reads_the_mail_and_can_press_its_links()
    {
        await using var inDevelopment = app.WithWebHostBuilder(host => host.UseEnvironment("Development"));
        using var browser = inDevelopment.CreateClient();
        var mail = OutgoingMail.From(new Invitation(), app.Clock.GetUtcNow());
        await inDevelopment.Services.GetRequiredService<IMailTransport>().SendAsync(
            PreparedMail.Of(mail, Recipient.Create("KEM Match", "kem@kem.example"), "kem.example", target => "http://localhost" + target), CancellationToken.None);

        var list = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri("/udvikling/mails", UriKind.Relative)));
        var one = list.QuerySelector(".k-rows__title a")!;
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri(one.GetAttribute("href")!, UriKind.Relative)));
        var frame = page.QuerySelector("iframe")!;
        var inside = await browser.GetAsync(new Uri(frame.GetAttribute("src")!, UriKind.Relative));
        var html = new HtmlParser().ParseDocument(await inside.Content.ReadAsStringAsync());

        Assert.Equal("Vil I mødes?", one.TextContent);
        Assert.Equal("allow-top-navigation-by-user-activation", frame.GetAttribute("sandbox"));
        Assert.Equal("_top", html.QuerySelector("base")!.GetAttribute("target"));
        Assert.NotNull(html.QuerySelector("a[href='http://localhost/forslag/1']"));
        Assert.DoesNotContain("script-src", Assert.Single(inside.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Assert.Single(inside.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    private sealed record Invitation() : Letter(Recipient.Create("Amina", "amina@kem.example"))
    {
        public override string Kind => "PROPOSAL";
        public override string Subject => "Vil I mødes?";
        public override string Text => "Hej Amina.\n\n[Læs og svar](/forslag/1)";
    }
}
