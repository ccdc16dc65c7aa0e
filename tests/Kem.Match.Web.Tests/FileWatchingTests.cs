using System.Runtime.CompilerServices;

namespace Kem.Match.Web.Tests;

public sealed class FileWatchingTests
{
    /// <summary>EF remembers the settings of the first application of all, whichever that was, and so it stays in memory.</summary>
    private const int RememberedByEf = 1;

    [Fact]
    public async Task An_application_that_has_stopped_is_forgotten()
    {
        WeakReference[] stopped = [await ShowAPageAndStopAsync(), await ShowAPageAndStopAsync(), await ShowAPageAndStopAsync()];

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(stopped.Count(app => app.IsAlive), 0, RememberedByEf);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ShowAPageAndStopAsync()
    {
        await using var app = new KemApp();
        using var page = await app.As(Person.Birgit).GetAsync(new Uri("/", UriKind.Relative));
        page.EnsureSuccessStatusCode();
        return new WeakReference(app.Services);
    }
}
