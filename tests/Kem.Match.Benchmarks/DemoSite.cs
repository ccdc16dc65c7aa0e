using AngleSharp.Html.Parser;
using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Benchmarks;

/// <summary>The whole site with the demonstration data on a SQLite file of its own, with nothing happening by the clock.</summary>
public sealed class DemoSite : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("kem-bench-").FullName;

    public async Task<T> WithDb<T>(Func<KemDb, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<KemDb>());
    }

    /// <summary>A browser signed in as the first coordinator of the demonstration.</summary>
    public async Task<HttpClient> CoordinatorAsync()
    {
        var browser = CreateClient();
        var start = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri("/", UriKind.Relative)));
        var form = start.QuerySelectorAll("form").First(f => f.TextContent.Contains("Mona Lund", StringComparison.Ordinal));

        using var fields = new FormUrlEncodedContent(form.QuerySelectorAll("input[name]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")));
        (await browser.PostAsync(new Uri("/konto/demo", UriKind.Relative), fields)).EnsureSuccessStatusCode();
        return browser;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .ConfigureLogging(logging => logging.ClearProviders())
        .UseSetting("ConnectionStrings:Kem", $"Data Source={Path.Combine(folder, "kem.db")};Foreign Keys=True;Default Timeout=30")
        .UseSetting("Keys:Folder", Path.Combine(folder, "keys"))
        .UseSetting("Mail:PickupFolder", Path.Combine(folder, "mails"))
        .ConfigureTestServices(services =>
        {
            foreach (var scheduler in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace?.StartsWith("Quartz", StringComparison.Ordinal) == true).ToList())
            {
                services.Remove(scheduler);
            }
        });

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        if (disposing && Directory.Exists(folder))
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
