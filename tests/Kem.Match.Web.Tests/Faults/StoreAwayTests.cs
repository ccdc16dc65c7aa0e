using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Tests.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>The database server is away for a while, and somebody who is signed in works on.</summary>
public sealed class StoreAwayTests
{
    private const string Sentence = "Vi mangler besøgsvenner til ældre i Midtbyen";

    [Fact]
    public async Task Who_is_signed_in_is_told_keeps_what_was_typed_and_goes_on_when_it_is_back()
    {
        await using var app = new AppOverALine();
        var browser = await SignedInAsync(app);
        var (target, fields) = FilledForm.Read(await browser.GetStringAsync(Url("/behov/nyt")), "/behov/nyt", null, [new("Form.Title", Sentence)]);

        app.Line.Cut();
        using var form = new FormUrlEncodedContent(fields);
        var refused = await browser.PostAsync(Url(target), form);
        var page = await browser.GetAsync(Url("/katalog"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (refused.StatusCode, page.StatusCode));
        Assert.Contains("Vi kan ikke vise siden lige nu", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Contains($"<p class=\"k-lines\">{Sentence}</p>", html, StringComparison.Ordinal);

        var styles = (await new HtmlParser().ParseDocumentAsync(html)).QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.NotEmpty(styles);
        foreach (var style in styles) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Url(style))).StatusCode);

        app.Line.Mend();
        var (again, kept) = FilledForm.Read(html, "/fejl", target, []);
        using var second = new FormUrlEncodedContent(kept);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(Url(again), second)).StatusCode);
        Assert.Equal(Sentence, await app.WithDb(db => db.Needs.Select(need => need.Title).SingleAsync()));
    }

    // With a password and the real cookie, which asks the database at every click whether its owner is still welcome.
    private static async Task<HttpClient> SignedInAsync(AppOverALine app)
    {
        await app.AddBirgitAsync();
        var browser = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });
        var (target, fields) = FilledForm.Read(await browser.GetStringAsync(Url("/konto/log-ind")), "/konto/log-ind", null, [new("Email", SignInSteps.Email), new("Password", SignInSteps.Password)]);
        using var form = new FormUrlEncodedContent(fields);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(Url(target), form)).StatusCode);
        return browser;
    }

    private static Uri Url(string path) => new(path, UriKind.Relative);

    private sealed class AppOverALine() : KemApp(TestDatabase.Postgres)
    {
        public CutLine Line { get; private set; } = null!;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            var server = new NpgsqlConnectionStringBuilder(builder.GetSetting("ConnectionStrings:Kem"));
            Line = new CutLine(new IPEndPoint(Dns.GetHostAddresses(server.Host!)[0], server.Port));
            (server.Host, server.Port, server.Timeout) = ("127.0.0.1", Line.Port, 3);

            builder
                .UseSetting("ConnectionStrings:Kem", server.ConnectionString)
                .ConfigureTestServices(services => services.PostConfigure<AuthenticationOptions>(options =>
                    (options.DefaultAuthenticateScheme, options.DefaultChallengeScheme) = (IdentityConstants.ApplicationScheme, IdentityConstants.ApplicationScheme)));
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Line.Dispose();
        }
    }
}
