using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Tests.Agreements;

namespace Kem.Match.Web.Tests.Evidence;

/// <summary>PDFs by the real Chromium, looked into with poppler.</summary>
public sealed class PdfPrinterTests : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly string folder = Directory.CreateTempSubdirectory("kem-pdf-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_PDF_is_tagged_Danish_and_titled_with_headings_and_every_script()
    {
        var agreement = Agreement("Lektiecafé på Ærø", "جمعية النساء و Østergård.\n- Et punkt\n- Et til");

        var pdf = await PrintAsync(SignedPage.Write(agreement.NewDocuments[0], [], Lektiecafe.Morning, "http://localhost/bekraeft", bar: ""));

        var info = await RunAsync("pdfinfo", pdf);
        Assert.Contains("Title:           Lektiecafé på Ærø", info, StringComparison.Ordinal);
        Assert.Matches("Tagged: +yes", info);
        Assert.Matches("JavaScript: +no", info);
        Assert.Contains("/Lang (da)", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(pdf)), StringComparison.Ordinal);

        var structure = await RunAsync("pdfinfo", "-struct", pdf);
        Assert.Contains("H1", structure, StringComparison.Ordinal);
        Assert.Contains("H2", structure, StringComparison.Ordinal);

        var text = await RunAsync("pdftotext", pdf, "-");
        Assert.Contains("Østergård", text, StringComparison.Ordinal);
        Assert.Contains("Bevis for underskrifterne", text, StringComparison.Ordinal);
        Assert.Contains(agreement.TextHash[..16], text.ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    /// <summary>The canary is a server that nobody may ask and a file that nobody may read.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hostile_text_touches_neither_network_nor_files_and_runs_nothing(bool asAgreement)
    {
        const string secret = "kanarie-7d1f";
        var file = Path.Combine(folder, "canary.txt");
        await File.WriteAllTextAsync(file, secret);
        using var canary = new TcpListener(IPAddress.Loopback, 0);
        canary.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)canary.LocalEndpoint).Port}/";

        string hostile =
            $"""
            <img src="{address}img"><iframe src="file://{file}"></iframe><iframe src="{address}frame"></iframe><object data="file://{file}"></object>
            <link rel="stylesheet" href="{address}css"><style>@import url("{address}import");</style><p style="background-image:url({address}bg)">x</p>
            <script>document.body.textContent = "kørte"; fetch("{address}fetch")</script><meta http-equiv="refresh" content="0;url=file://{file}">
            <svg onload="document.title='kørte'"><image href="{address}svg"/></svg><embed src="file://{file}"><form action="{address}"><input autofocus onfocus="document.title='kørte'"></form>
            """;

        // Written by people, it is escaped; and were it not, the fence holds.
        var page = asAgreement
            ? Agreement("Farlig", hostile).NewDocuments[0].Bytes
            : Encoding.UTF8.GetBytes($"<!doctype html><html lang=\"da\"><head><title>Farlig</title></head><body><h1>Farlig</h1>{hostile.Replace("<meta", "<p data-was-meta", StringComparison.Ordinal)}</body></html>");

        var pdf = await PrintAsync(page);

        var text = await RunAsync("pdftotext", pdf, "-");
        Assert.False(canary.Pending(), "The canary server was asked.");
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.Contains("Farlig", text, StringComparison.Ordinal);
        Assert.Matches("Title: +Farlig", await RunAsync("pdfinfo", pdf));
        if (asAgreement) Assert.Contains("<script>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_pages_are_printed()
    {
        var agreement = Agreement("Lang aftale", string.Join("\n", Enumerable.Range(1, 520).Select(n => $"Afsnit {n}. Vi mødes hver onsdag på Engskolens bibliotek og hjælper hinanden med lektier, æblegrød og snak om hverdagen, så længe det varer.")));
        var html = agreement.NewDocuments[0].Bytes;
        await PrintAsync(html);

        var clock = Stopwatch.StartNew();
        var pdf = await PrintAsync(html);
        clock.Stop();

        var pages = int.Parse(System.Text.RegularExpressions.Regex.Match(await RunAsync("pdfinfo", pdf), @"Pages: +(\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(pages, 20, 40);
        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: a PDF of {pages} pages in {clock.Elapsed.TotalSeconds:0.0} s (goal 3 s for 20)");
    }

    [Fact, System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_browser_that_hangs_is_stopped_with_its_children_and_said_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a shell.");
        var program = Path.Combine(folder, "haenger");
        var child = Path.Combine(folder, "child");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nsleep 300 &\necho $! > {child}\nwait\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var printer = new ChromiumPdfPrinter(new PdfSettings(program, TimeSpan.FromSeconds(1), AtOnce: 1));

        var printed = await printer.PrintAsync("<html><head></head></html>"u8.ToArray(), CancellationToken.None);

        Assert.Null(printed.Bytes);
        Assert.Equal("Chromium blev ikke færdig på 1 sekunder.", printed.Problem);
        var stat = $"/proc/{(await File.ReadAllTextAsync(child)).Trim()}/stat";
        Assert.True(!File.Exists(stat) || (await File.ReadAllTextAsync(stat)).Contains(") Z ", StringComparison.Ordinal), "The child lives.");
    }

    private static CooperationAgreement Agreement(string title, string text)
    {
        var agreement = new CooperationAgreement("0219", "M3", title, "Birgit", "birgit@kem.example", Lektiecafe.Morning);
        agreement.AddParty(Guid.NewGuid(), "Kvinder på Tværs");
        agreement.Describe(title, Lektiecafe.Today, Lektiecafe.Today.AddYears(1), null, default, "", [], Lektiecafe.Morning);
        agreement.SendForSignature([new AgreementClause(0, "CL", "Formål", text)], Lektiecafe.Morning);
        return agreement;
    }

    private async Task<string> PrintAsync(byte[] html)
    {
        TestMachine.Needs(File.Exists(Chromium), $"Needs {Chromium}: apt-get install chromium, or use tests/run.");
        using var printer = new ChromiumPdfPrinter(new PdfSettings(Chromium, TimeSpan.FromSeconds(90), AtOnce: 1));

        var (bytes, problem) = await printer.PrintAsync(html, CancellationToken.None);

        Assert.True(bytes is not null, problem);
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        TestMachine.Needs(File.Exists($"/usr/bin/{program}"), $"Needs {program}: apt-get install poppler-utils, or use tests/run.");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
