using System.Text.RegularExpressions;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kem.Match.Browser.Tests;

/// <summary>
/// A walk through the service with several people: Mona at her desk, a chairman with a phone without scripts, a company.
/// Pages are examined on the way when the walk is on SQLite; the other database cannot change how they look.
/// </summary>
public sealed partial class Journey : IAsyncDisposable
{
    private readonly Chromium chromium;
    private readonly List<PickedUpMail> fresh = [];
    private readonly List<Screen> screens = [];
    private readonly HashSet<string> examined = [];

    private Journey(Chromium chromium, BrowsedSite site) => (this.chromium, Site) = (chromium, site);

    public BrowsedSite Site { get; }

    /// <summary>Every mail of the walk so far.</summary>
    public List<PickedUpMail> Mails { get; } = [];

    public Screen Mona { get; private set; } = null!;

    public DateOnly Today => Site.Clock.Today();

    public static async Task<Journey> BeginAsync(Chromium chromium, string database)
    {
        var journey = new Journey(chromium, BrowsedSite.Start(database));
        journey.Mona = await journey.SomebodyAsync(Device.Desktop);
        // The demonstration has letters of its own on the way.
        await journey.DeliverAsync();
        return journey;
    }

    public async Task<Screen> SomebodyAsync(Device device)
    {
        var screen = await Screen.OpenAsync(chromium, Site, device);
        screens.Add(screen);
        return screen;
    }

    /// <summary>Each page is examined once in a walk.</summary>
    public async Task ExamineAsync(Screen screen, string page)
    {
        if (Site.Database.Kind == TestDatabase.Sqlite && examined.Add(page))
        {
            await screen.ExamineAsync(page);
        }
    }

    /// <summary>Lets the days pass until a morning, on which the routine is run and the mails go out.</summary>
    public async Task WaitUntilAsync<TRoutine>(DateOnly day) where TRoutine : IRoutine
    {
        // Nobody is written to on a Sunday or a holiday; then it is the next day.
        Site.Clock.Now = LetterHours.Usual.Next(DanishTime.At(day, new TimeOnly(9, 30)));
        await Site.RunAsync<TRoutine>();
        await DeliverAsync();
    }

    public async Task DeliverAsync()
    {
        fresh.Clear();
        fresh.AddRange(await Site.DeliverAsync());
        Mails.AddRange(fresh);
    }

    /// <summary>The one mail of the last delivery to this person whose subject begins so.</summary>
    public PickedUpMail MailTo(string address, string subject)
    {
        var found = fresh.Where(mail => mail.To.Contains(address, StringComparison.Ordinal) && mail.Subject.StartsWith(subject, StringComparison.Ordinal)).ToList();
        Assert.True(found.Count == 1, $"{found.Count} mails »{subject}…« to {address}; there are: {string.Join(" | ", fresh.Select(mail => $"{mail.To}: {mail.Subject}"))}");
        return found[0];
    }

    /// <summary>What to press in a mail: its first link, or its first one of a kind.</summary>
    public static string LinkIn(PickedUpMail mail, string path = "/") =>
        LinksIn(mail).First(link => new Uri(link).AbsolutePath.StartsWith(path, StringComparison.Ordinal));

    public static IEnumerable<string> LinksIn(PickedUpMail mail) => Address().Matches(mail.Text).Select(link => link.Value).Distinct();

    public Task<IReadOnlyDictionary<string, string>> SnapshotAsync() => Site.WithDb(Snapshot.OfAsync);

    /// <summary>Writes an answer in every field that the agreement still misses, by pressing each line of the list beside the form.</summary>
    public static async Task AnswerWhatIsMissingAsync(IPage page)
    {
        var missing = await page.Locator("aside a[href^='#Form']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.NotEmpty(missing);

        foreach (var field in missing)
        {
            await page.Locator($"aside a[href='{field}']").ClickAsync();
            await page.Locator($"[id='{field[1..]}']").FillAsync("Det aftaler vi på det første møde");
        }
    }

    public async Task<Guid> IdAsync(Func<KemDb, IQueryable<Guid>> query) => await Site.WithDb(db => query(db).SingleAsync());

    public void NothingWentWrong() => Assert.True(screens.All(screen => screen.Problems.Count == 0), string.Join('\n', screens.SelectMany(screen => screen.Problems).Distinct()));

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in screens)
        {
            await screen.DisposeAsync();
        }

        await Site.DisposeAsync();
    }

    [GeneratedRegex(@"https?://[^\s<>()]+")]
    private static partial Regex Address();
}
