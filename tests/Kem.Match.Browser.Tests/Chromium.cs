using Kem.Match.Browser.Tests;
using Kem.Match.Web.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Kem.Match.Browser.Tests;

/// <summary>
/// Debian's Chromium, started once for all tests. Nothing is downloaded. Without a window of its own around each page, as
/// Debian's headless shell has it, a journey takes less than half the processor time; where that is missing all of
/// Chromium is used.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string WithWindows = "/usr/bin/chromium";

    private static readonly string Program = new[] { "/usr/lib/chromium/chromium-headless-shell", WithWindows }.FirstOrDefault(File.Exists, WithWindows);

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) return;

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh browser window, without cookies and with an empty cache.</summary>
    public async Task<IBrowserContext> OpenAsync(Device device)
    {
        TestMachine.Needs(browser is not null, $"Needs {Program}: apt-get install chromium, or use tests/run.");

        return await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            JavaScriptEnabled = device.RunsScript,
            ColorScheme = ColorScheme.Light,
            // A colour that is on its way from light to dark is neither, and axe would say so.
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "da-DK",
            TimezoneId = "Europe/Copenhagen",
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}

/// <summary>What somebody holds in the hand or has on the desk.</summary>
public sealed record Device(int Width, int Height, bool RunsScript)
{
    public static Device Desktop { get; } = new(1280, 900, RunsScript: true);

    /// <summary>A phone on which scripts are turned off, so that we see that they are not needed.</summary>
    public static Device PlainPhone { get; } = new(390, 844, RunsScript: false);
}
