using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Kem.Match.Web.Tests.Calendar;

/// <summary>One entry as another program read it; times are UTC, whole days are days.</summary>
public sealed record ReadEntry(string Uid, int Sequence, string Summary, string Location, string Description, string Status, string Changed, string Start, string End);

/// <summary>A calendar as another program read it.</summary>
public sealed record ReadCalendar(string Name, string Method, IReadOnlyList<ReadEntry> Entries);

/// <summary>Two programs that are not ours and know nothing of each other: python3-icalendar, and ical.js from npm.</summary>
public static class CalendarReader
{
    public const string Icalendar = "python3-icalendar";
    public const string IcalJs = "ical.js";

    private const string Python = "/usr/bin/python3";

    public static ReadCalendar Read(string reader, string calendar)
    {
        var (program, arguments, isHere) = reader switch
        {
            Icalendar => (Python, [Script("read_calendar.py")], File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/icalendar")),
            _ => ("node", new[] { Script("read_calendar.mjs"), Package() }, Directory.Exists(Path.Combine(Path.GetDirectoryName(Package())!, "node_modules", "ical.js"))),
        };
        TestMachine.Needs(isHere, $"Needs {reader}: use tests/run.");

        return JsonSerializer.Deserialize<ReadCalendar>(Run(program, arguments, calendar), JsonSerializerOptions.Web)!;
    }

    private static string Run(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;

        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Calendar", name);

    // Node looks for packages where the project is, not where it was built to.
    private static string Package([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "package.json"));
}
