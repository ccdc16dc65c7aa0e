using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>Somebody else holds the database: a backup program, a forgotten console.</summary>
public sealed class BusyStoreTests : IDisposable
{
    private const string Sentence = "Vi mangler besøgsvenner til ældre i Midtbyen";
    private static readonly int Seconds = int.TryParse(Environment.GetEnvironmentVariable("KEM_LOCK_SECONDS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 3;

    private readonly HurriedApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task What_cannot_be_saved_now_is_kept_on_the_page_and_saved_with_one_more_press()
    {
        var browser = app.As(Person.Birgit);
        var (target, fields) = FilledForm.Read(await browser.GetStringAsync(Url("/behov/nyt")), "/behov/nyt", null, [new("Form.Title", Sentence)]);

        HttpResponseMessage refused;

        using (var other = await app.HoldStoreAsync())
        {
            var watch = Stopwatch.StartNew();
            using var form = new FormUrlEncodedContent(fields);
            refused = await browser.PostAsync(Url(target), form);

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "10"), (refused.StatusCode, refused.Headers.RetryAfter!.ToString()));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Url("/katalog"))).StatusCode);
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, Seconds - watch.Elapsed.TotalSeconds)));
        }

        Assert.False(await app.WithDb(db => db.Needs.AnyAsync()));
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("prøv igen", html, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"k-lines\">{Sentence}</p>", html, StringComparison.Ordinal);

        var (again, kept) = FilledForm.Read(html, "/fejl", target, []);
        using var second = new FormUrlEncodedContent(kept);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(Url(again), second)).StatusCode);
        Assert.Equal(Sentence, await app.WithDb(db => db.Needs.Select(need => need.Title).SingleAsync()));
    }

    [Fact]
    public async Task Nobody_reads_a_password_on_the_page_that_keeps_what_was_typed()
    {
        var visitor = app.As(null);
        await AddUserAsync();
        var (target, fields) = FilledForm.Read(
            await visitor.GetStringAsync(Url("/konto/log-ind")), "/konto/log-ind", null, [new("Form.Email", "inge@kem.example"), new("Form.Password", "forkert og hemmelig")]);

        using var other = await app.HoldStoreAsync();
        using var form = new FormUrlEncodedContent(fields);
        var refused = await visitor.PostAsync(Url(target), form);
        var html = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("inge@kem.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmelig", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_wait_for_the_store_and_go_out_once()
    {
        await app.WithDb(async db =>
        {
            db.Outbox.AddRange(Enumerable.Range(1, 5).Select(n => OutgoingMail.From(new Outbox.NumberedLetter(n), app.Clock.Now)));
            await db.SaveChangesAsync();
        });

        using (var other = await app.HoldStoreAsync())
        {
            await Assert.ThrowsAnyAsync<DbException>(app.RunAsync<OutboxDelivery>);
        }

        Assert.Empty(Sent());
        await app.RunAsync<OutboxDelivery>();
        await app.RunAsync<OutboxDelivery>();

        Assert.Equal(5, Sent().Length);
        Assert.All(await app.WithDb(db => db.Outbox.ToListAsync()), mail => Assert.Equal((OutgoingMailState.Sent, 0), (mail.State, mail.UncertainAttempts)));
    }

    [Fact]
    public async Task The_administrator_hears_of_a_disk_that_is_nearly_full_and_nobody_else_does()
    {
        using var small = new SmallDiskApp();

        Assert.Contains("Serverens disk er næsten fuld", (await small.PageAsync(Person.Erik, "/")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("disk", (await small.PageAsync(Person.Birgit, "/")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("disk", (await app.PageAsync(Person.Erik, "/")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static Uri Url(string path) => new(path, UriKind.Relative);

    private string[] Sent() => Directory.Exists(app.PickupFolder) ? Directory.GetFiles(app.PickupFolder, "*.eml") : [];

    private Task AddUserAsync() => app.WithDb(async db =>
    {
        db.Users.Add(new KemUser
        {
            UserName = "inge@kem.example", NormalizedUserName = "INGE@KEM.EXAMPLE", Email = "inge@kem.example", NormalizedEmail = "INGE@KEM.EXAMPLE",
            PasswordHash = new Microsoft.AspNetCore.Identity.PasswordHasher<KemUser>().HashPassword(new KemUser(), "noget helt andet"),
            LockoutEnabled = true, SecurityStamp = "stempel", MunicipalityCode = Places.Hillerød,
        });
        await db.SaveChangesAsync();
    });

    private sealed class SmallDiskApp : KemApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Database:LeastFreeMegabytes", long.MaxValue.ToString(CultureInfo.InvariantCulture));
        }
    }
}
