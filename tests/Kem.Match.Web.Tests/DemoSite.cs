using AngleSharp.Html.Parser;
using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Features.Reminders.Watch;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Tests;

/// <summary>
/// The service as somebody meets it who has just started it: demonstration people and data, a button for each person to
/// sign in with, mails in a folder. Only the clock stands still, and routines run when the test says so.
/// </summary>
/// <param name="database">The kind of database: <see cref="TestDatabase.Sqlite"/> or <see cref="TestDatabase.Postgres"/>.</param>
/// <param name="publicBaseUrl">What the links in mails begin with.</param>
public class DemoSite(string database, string publicBaseUrl = "http://localhost") : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("kem-demo-").FullName;
    private readonly HashSet<string> seen = [];

    public StoppedClock Clock { get; } = new(KemApp.Morning);

    public TestDatabase Database { get; } = TestDatabase.New(database);

    public async Task<T> WithDb<T>(Func<KemDb, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<KemDb>());
    }

    public async Task RunAsync<TRoutine>() where TRoutine : IRoutine
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TRoutine>().RunAsync(CancellationToken.None);
    }

    /// <summary>Lets the time to undo pass, sends what is due, and shows the mails that have come since last time, the oldest first.</summary>
    public async Task<IReadOnlyList<PickedUpMail>> DeliverAsync()
    {
        Clock.Advance(ProposalSending.TimeToUndo);
        await RunAsync<OutboxDelivery>();

        return [.. Services.GetRequiredService<PickupFolder>().Newest(int.MaxValue).Where(mail => seen.Add(mail.FileName)).Reverse()];
    }

    /// <summary>A browser in which somebody has pressed his or her button on the start page.</summary>
    public async Task<HttpClient> SignInAsync(string name)
    {
        var browser = CreateClient();
        var start = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri("/", UriKind.Relative)));
        var form = start.QuerySelectorAll("form[action='/konto/demo']").Single(f => f.TextContent.Contains($"Log ind som {name}", StringComparison.Ordinal));

        using var content = new FormUrlEncodedContent(form.QuerySelectorAll("input[name]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)));
        using var response = await browser.PostAsync(new Uri("/konto/demo", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return browser;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .WithoutFileWatching()
        .UseEnvironment(Environments.Development)
        .UseSetting("Database", Database.Kind)
        .UseSetting("ConnectionStrings:Kem", Database.ConnectionString)
        .UseSetting("Keys:Folder", Path.Combine(folder, "keys"))
        .UseSetting("Mail:PickupFolder", Path.Combine(folder, "mails"))
        .UseSetting("PublicBaseUrl", publicBaseUrl)
        .ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));

            foreach (var scheduler in services.Where(s => s.ServiceType == typeof(IHostedService) && (s.ImplementationType == typeof(Watchdog) || s.ImplementationType == typeof(ClockWatch) || s.ImplementationType?.Namespace?.StartsWith("Quartz", StringComparison.Ordinal) == true)).ToList())
            {
                services.Remove(scheduler);
            }
        });

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        if (disposing && Directory.Exists(folder))
        {
            Database.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
