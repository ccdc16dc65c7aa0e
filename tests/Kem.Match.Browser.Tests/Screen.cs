using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kem.Match.Browser.Tests;

/// <summary>
/// One person's browser. It notes everything that goes wrong on the way - answers from 400 up, errors in the console,
/// pages that are too wide, what axe finds - and <see cref="Problems"/> should be empty in the end.
/// </summary>
public sealed class Screen : IAsyncDisposable
{
    private const int LongestWait = 10_000;
    private const int MostTabs = 60;

    // A ring is an outline or a shadow, on the field or on the label that stands for it.
    private const string FocusIsSeen =
        """
        () => [document.activeElement, document.activeElement.nextElementSibling, document.activeElement.closest('label')].filter(Boolean)
          .map(e => getComputedStyle(e)).some(s => s.outlineStyle !== 'none' && s.outlineWidth !== '0px' || s.boxShadow !== 'none')
        """;

    // What stands out over the edge of a page that can be scrolled sideways.
    private const string TooWide =
        """
        () => {
          const edge = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= edge) return [];
          return ['the page', ...[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > edge + 1).slice(0, 4).map(e => e.outerHTML.slice(0, 120))];
        }
        """;

    private static readonly int[] Widths = [390, 1280];

    // In the dark the page is the same one in other colours.
    private static readonly (ColorScheme Scheme, AxeRunOptions Rules)[] Looks =
    [
        (ColorScheme.Light, new()),
        (ColorScheme.Dark, new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } }),
    ];

    // Where the pictures for README.md are put, when somebody asks for them.
    private static readonly string? Shots = Environment.GetEnvironmentVariable("KEM_SHOTS");

    private readonly Chromium chromium;
    private readonly BrowsedSite site;
    private readonly Device device;
    private readonly IBrowserContext context;
    private readonly List<string> problems = [];

    private Screen(Chromium chromium, BrowsedSite site, Device device, IBrowserContext context, IPage page)
    {
        (this.chromium, this.site, this.device, this.context, Page) = (chromium, site, device, context, page);
        page.SetDefaultTimeout(LongestWait);
        page.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => Note(true, $"script: {error}");
        page.Response += (_, response) => Note(response.Status >= 400, $"{response.Status} from {response.Url}");
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Problems => problems;

    public static async Task<Screen> OpenAsync(Chromium chromium, BrowsedSite site, Device device)
    {
        var context = await chromium.OpenAsync(device);
        return new Screen(chromium, site, device, context, await context.NewPageAsync());
    }

    /// <summary>A path on the site, or a whole address from a mail.</summary>
    public Task GoAsync(string address) => Page.GotoAsync(new Uri(site.Address, address).ToString());

    /// <summary>Signs in as one of the demonstration people, by his or her button on the start page.</summary>
    public async Task SignInAsync(string name)
    {
        await context.ClearCookiesAsync();
        await GoAsync("/");
        await PressAsync($"Log ind som {name}");
        await SeesAsync("De næste 14 dage");
    }

    /// <summary>Presses the button, or follows the link, that begins with these words, and waits for the page that comes of it.</summary>
    public async Task PressAsync(string words)
    {
        var button = Page.GetByRole(AriaRole.Button, new() { Name = words });
        await button.Or(Page.GetByRole(AriaRole.Link, new() { Name = words })).First.ClickAsync();

        // A click ends when the next page has begun to come: half of a list, and not every style sheet.
        await Page.WaitForLoadStateAsync();
    }

    public Task FillAsync(string label, string text) => Page.GetByLabel(label).First.FillAsync(text);

    public Task FillAsync(string label, DateOnly day) => FillAsync(label, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Presses the answer with exactly these words, which ticks its box.</summary>
    public Task ChooseAsync(string answer) => Page.GetByText(answer, new() { Exact = true }).First.ClickAsync();

    /// <summary>Presses Tab until the focus, which must be seen, is on the next such field; the mouse is not touched.</summary>
    public async Task TabToAsync(string selector)
    {
        for (var presses = 0; presses < MostTabs; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");

            if (await Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                Note(!await Page.EvaluateAsync<bool>(FocusIsSeen), $"no ring around the focus on {selector} of {Page.Url}");
                return;
            }
        }

        Assert.Fail($"{MostTabs} presses of Tab do not reach {selector} on {Page.Url}.");
    }

    public Task SeesAsync(string words) => Expect(Page.GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

    public Task SeesHeadingAsync(string words) => Expect(Page.GetByRole(AriaRole.Heading, new() { Name = words }).First).ToBeVisibleAsync();

    /// <summary>Looks at the page as it is now: on a phone and on a desktop, in light and in dark.</summary>
    public async Task ExamineAsync(string name)
    {
        await Page.WaitForLoadStateAsync();
        await TakePictureAsync(Page, name);

        if (device.RunsScript)
        {
            await ExamineAsync(Page, name);
            await Page.SetViewportSizeAsync(device.Width, device.Height);
            await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            return;
        }

        // axe is a script, so it looks at the same page in a browser that runs scripts.
        await using var twin = await chromium.OpenAsync(device with { RunsScript = true });
        var page = await twin.NewPageAsync();
        await page.GotoAsync(Page.Url);
        await ExamineAsync(page, name);
    }

    private async Task ExamineAsync(IPage page, string name)
    {
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, device.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await TakePictureAsync(page, $"{name}-{width}");
            var tooWide = await page.EvaluateAsync<string[]>(TooWide);
            Note(tooWide.Length > 0, $"{name}, {width} px: too wide because of {string.Join("; ", tooWide)}");

            // The colours are the same at every width, so the dark ones are looked at once.
            foreach (var (scheme, rules) in width == Widths[0] ? Looks : Looks[..1])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await FindViolationsAsync(page, rules, $"{name}, {width} px, {scheme}");
            }
        }
    }

    private static async Task TakePictureAsync(IPage page, string name)
    {
        if (Shots is null) return;

        Directory.CreateDirectory(Shots);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name.Trim('/').Replace('/', '-')}.png"), FullPage = true });
    }

    private async Task FindViolationsAsync(IPage page, AxeRunOptions rules, string what)
    {
        foreach (var violation in (await page.RunAxe(rules).WaitAsync(TimeSpan.FromSeconds(30))).Violations)
        {
            var where = string.Join("; ", violation.Nodes.Take(3).Select(node => $"{node.Target} {node.Html}"));
            Note(true, $"{what}: {violation.Id} ({violation.Help}) at {where}");
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Note(bool isProblem, string problem)
    {
        if (isProblem)
        {
            problems.Add(problem);
        }
    }
}
