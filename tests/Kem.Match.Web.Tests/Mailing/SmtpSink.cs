using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kem.Match.Web.Tests.Mailing;

/// <summary>A message that the mail server has accepted, from the log it keeps.</summary>
internal sealed record AcceptedMail(
    [property: JsonPropertyName("id")] string? MessageId,
    [property: JsonPropertyName("to")] string[] Recipients,
    [property: JsonPropertyName("file")] string? File,
    [property: JsonPropertyName("from")] string? Sender = null,
    [property: JsonPropertyName("session")] string? Session = null,
    [property: JsonPropertyName("tls")] bool Encrypted = false);

/// <summary>A real mail server on this machine; see smtp_sink.py for what it can be told to do.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    public const int BytesOfALine = 200;

    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> Available = new(() => File.Exists(Python) && Runs("import aiosmtpd"));

    private static readonly string Script = Path.Combine(Repository, "tests", "Kem.Match.Web.Tests", "Mailing", "smtp_sink.py");

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private SmtpSink(Process process, DirectoryInfo folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    /// <summary>The folder of the solution, wherever the tests were built.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);

            while (!File.Exists(Path.Combine(folder.FullName, "Kem.Match.sln")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
            }

            return folder.FullName;
        }
    }

    public string Folder => folder.FullName;

    public int Port { get; }

    public IReadOnlyList<AcceptedMail> Accepted => [.. File.ReadLines(LogIn(folder)).Select(line => JsonSerializer.Deserialize<AcceptedMail>(line)!)];

    /// <summary>How long its log is; it grows by about <see cref="BytesOfALine"/> with each mail.</summary>
    public long Written => new FileInfo(LogIn(folder)).Length;

    public static void SkipIfMissing() =>
        Assert.SkipUnless(Available.Value, "Needs the mail server of Debian's python3-aiosmtpd: apt-get install python3-aiosmtpd");

    public static async Task<SmtpSink> StartAsync(params string[] options)
    {
        SkipIfMissing();

        var folder = Directory.CreateTempSubdirectory("kem-smtp-");
        await File.WriteAllTextAsync(LogIn(folder), "");

        var start = new ProcessStartInfo(Python, [Script, "--log", LogIn(folder), "--messages", folder.FullName, .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new SmtpSink(process, folder, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    /// <summary>The message as it went over the line.</summary>
    public string Source(AcceptedMail mail) => File.ReadAllText(Path.Combine(folder.FullName, mail.File!));

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static string LogIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "accepted.jsonl");

    private static bool Runs(string statement)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", statement]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
