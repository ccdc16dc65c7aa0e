using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Kem.Match.Web.Tests;

/// <summary>The service as a program of its own, for what can only be seen from outside: a kill, a refusal to start, another time zone.</summary>
internal sealed class WebProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> said = new();
    private readonly Process process;

    private WebProgram(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it has written so far.</summary>
    public string Said => string.Join('\n', said);

    /// <param name="database">Where it keeps what it knows.</param>
    /// <param name="folder">Where it keeps its keys and mails.</param>
    /// <param name="settings">Environment variables beside the usual ones; ASPNETCORE_ENVIRONMENT is Testing.</param>
    /// <param name="arguments">A command; none is the web site itself.</param>
    public static WebProgram Start(TestDatabase database, string folder, Dictionary<string, string>? settings = null, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Kem.Match.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Testing",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Database"] = database.Kind,
                ["ConnectionStrings__Kem"] = database.ConnectionString,
                ["Keys__Folder"] = Path.Combine(folder, "keys"),
                ["Mail__PickupFolder"] = Path.Combine(folder, "mails"),
            },
        };

        foreach (var (name, value) in settings ?? [])
        {
            start.Environment[name] = value;
        }

        return new WebProgram(Process.Start(start)!);
    }

    public Task SaysAsync(string text) => DoesAsync(() => said.Any(line => line.Contains(text, StringComparison.Ordinal)));

    /// <summary>Waits for something that the program is to do.</summary>
    public async Task DoesAsync(Func<bool> what)
    {
        var until = DateTime.UtcNow + Patience;

        while (!what())
        {
            Assert.False(process.HasExited, $"The program ended:\n{Said}");
            Assert.True(DateTime.UtcNow < until, $"The program did not get there:\n{Said}");
            await Task.Delay(5);
        }
    }

    /// <summary>The exit code of a program that ends by itself.</summary>
    public async Task<int> EndsAsync()
    {
        using var tooLong = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(tooLong.Token);
        return process.ExitCode;
    }

    /// <summary>Asks it to stop, as a new version that is put in its place does, and says how long it took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var watch = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await EndsAsync();
        return watch.Elapsed;
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }
}
