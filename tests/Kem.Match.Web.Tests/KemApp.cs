using AngleSharp.Html.Parser;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Reminders.Watch;
using Kem.Match.Web.Scheduling;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Tests;

/// <summary>
/// The whole application on a database of its own, at a time the test decides, with the people of <see cref="Person"/> and
/// the organisations of <see cref="Catalogue"/>. Nothing happens by the clock unless the test runs the routine.
/// </summary>
public class KemApp : WebApplicationFactory<Program>
{
    /// <summary>A Tuesday morning in Danish winter time.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 3, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("kem-test-").FullName;
    private readonly TestDatabase database;

    public KemApp() : this(TestDatabase.Sqlite)
    {
    }

    /// <param name="database">The kind of database: <see cref="TestDatabase.Sqlite"/> or <see cref="TestDatabase.Postgres"/>.</param>
    public KemApp(string database) => this.database = TestDatabase.New(database);

    public StoppedClock Clock { get; } = new(Morning);

    public string PickupFolder => Path.Combine(folder, "mails");

    /// <summary>Does something with the database, and answers with what was found there.</summary>
    public async Task<T> WithDb<T>(Func<KemDb, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<KemDb>());
    }

    public Task WithDb(Func<KemDb, Task> use) => WithDb(async db =>
    {
        await use(db);
        return true;
    });

    /// <summary>A browser signed in as somebody; null is a visitor. It keeps cookies and does not follow redirects.</summary>
    public HttpClient As(Person? person)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        if (person is not null)
        {
            client.DefaultRequestHeaders.Add(SignedInAs.Header, person.Name);
        }

        return client;
    }

    /// <summary>Opens a page with a form, fills it in and sends it, as a browser does: all fields of the form, token and all.</summary>
    /// <param name="person">Who does it; null is somebody with a link and no account.</param>
    /// <param name="page">Where the form stands.</param>
    /// <param name="fields">What is typed or chosen; everything else keeps what the page put there. Repeat a name for many boxes.</param>
    /// <param name="action">The address of the form; null is the form that posts back to its own page.</param>
    public async Task<HttpResponseMessage> SubmitAsync(
        Person? person, string page, IEnumerable<KeyValuePair<string, string>>? fields = null, string? action = null) =>
        await (await FillInAsync(person, page, fields, action))();

    /// <summary>As <see cref="SubmitAsync"/>, but stops with the finger on the button: what comes back sends the form. For races, where everybody has the page open before anybody presses.</summary>
    public async Task<Func<Task<HttpResponseMessage>>> FillInAsync(
        Person? person, string page, IEnumerable<KeyValuePair<string, string>>? fields = null, string? action = null)
    {
        var browser = As(person);
        var html = await browser.GetStringAsync(new Uri(page, UriKind.Relative));
        var (target, values) = FilledForm.Read(html, page, action, fields ?? []);

        return async () =>
        {
            using var form = new FormUrlEncodedContent(values);
            return await browser.PostAsync(new Uri(target, UriKind.Relative), form);
        };
    }

    /// <summary>Everybody has a form filled in and presses at the same moment.</summary>
    public static Task<HttpResponseMessage[]> PressAtOnceAsync(IEnumerable<Func<Task<HttpResponseMessage>>> buttons) =>
        Task.WhenAll(buttons.Select(press => Task.Run(press)));

    public async Task RunAsync<TRoutine>() where TRoutine : IRoutine
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TRoutine>().RunAsync(CancellationToken.None);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .WithoutFileWatching()
        .UseEnvironment("Testing")
        .UseSetting("Database", database.Kind)
        .UseSetting("ConnectionStrings:Kem", database.ConnectionString)
        .UseSetting("Keys:Folder", Path.Combine(folder, "keys"))
        .UseSetting("Mail:PickupFolder", PickupFolder)
        .UseSetting("PublicBaseUrl", "http://localhost")
        .ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.AddAuthentication(options => (options.DefaultAuthenticateScheme, options.DefaultChallengeScheme) = (SignedInAs.SchemeName, SignedInAs.SchemeName))
                .AddScheme<AuthenticationSchemeOptions, SignedInAs>(SignedInAs.SchemeName, _ => { });

            foreach (var scheduler in services.Where(s => s.ServiceType == typeof(IHostedService) && (s.ImplementationType == typeof(Watchdog) || s.ImplementationType == typeof(ClockWatch) || s.ImplementationType?.Namespace?.StartsWith("Quartz", StringComparison.Ordinal) == true)).ToList())
            {
                services.Remove(scheduler);
            }
        });

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        using var scope = host.Services.CreateScope();
        AddBasics(scope.ServiceProvider.GetRequiredService<KemDb>());
        return host;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        if (disposing && Directory.Exists(folder))
        {
            database.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private void AddBasics(KemDb db)
    {
        if (db.Municipalities.Any()) return;

        db.Municipalities.Add(new Municipality(Places.Hillerød, "Hillerød", "Hillerød Kommune", "55 10 10 10", "integration@hilleroed.example"));
        db.Municipalities.Add(new Municipality(Places.Roskilde, "Roskilde", "Roskilde Kommune", "55 11 11 11", "integration@roskilde.example"));
        db.Organisations.AddRange(Catalogue.Organisations(Clock.Today()));
        db.SaveChanges();
    }
}

/// <summary>Reads a form as a browser would send it.</summary>
internal static class FilledForm
{
    public static (string Target, List<KeyValuePair<string, string>> Values) Read(
        string html, string page, string? action, IEnumerable<KeyValuePair<string, string>> typed)
    {
        var document = new HtmlParser().ParseDocument(html);
        var form = document.QuerySelectorAll("form[method=post]").FirstOrDefault(f => action is null
                ? string.IsNullOrEmpty(f.GetAttribute("action")) || Path(f.GetAttribute("action")!) == Path(page)
                : Path(f.GetAttribute("action") ?? "") == action)
            ?? throw new InvalidOperationException($"{page} has no form that posts to {action ?? "itself"}.");

        var typedNames = typed.Select(field => field.Key).ToHashSet();
        var kept = form.QuerySelectorAll("input[name], textarea[name], select[name]")
            .Where(control => !typedNames.Contains(control.GetAttribute("name")!))
            .Where(control => control.GetAttribute("type") is not ("checkbox" or "radio") || control.HasAttribute("checked"))
            .Select(control => KeyValuePair.Create(control.GetAttribute("name")!, ValueOf(control)));

        return (form.GetAttribute("action") is { Length: > 0 } target ? target : page, [.. kept, .. typed]);
    }

    private static string ValueOf(AngleSharp.Dom.IElement control) => control switch
    {
        AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
        AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value ?? "",
        _ => control.GetAttribute("value") ?? (control.GetAttribute("type") is "checkbox" or "radio" ? "on" : ""),
    };

    private static string Path(string url) => url.Split('?')[0];
}
