using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Kem.Match.Web.Features.Evidence;

// The one file that knows how PDFs are made; another way of making them would be put in here.

/// <summary>Makes a PDF of a page that needs nothing but itself.</summary>
public interface IPdfPrinter
{
    /// <summary>False where the program that makes PDFs is not installed.</summary>
    bool IsInstalled { get; }

    Task<PrintedPdf> PrintAsync(byte[] html, CancellationToken cancellationToken);
}

/// <param name="Bytes">Null when it did not succeed.</param>
/// <param name="Problem">In Danish, for the coordinator; empty when it succeeded.</param>
public sealed record PrintedPdf(byte[]? Bytes, string Problem);

/// <summary>Where the browser lies and how much it may use.</summary>
public sealed record PdfSettings(string Program, TimeSpan TimeLimit, int AtOnce)
{
    public static PdfSettings Read(IConfiguration pdf) => new(
        pdf["Chromium"] ?? "/usr/bin/chromium",
        TimeSpan.FromSeconds(pdf.GetValue("TimeLimitSeconds", 30.0)),
        pdf.GetValue("AtOnce", 1));
}

/// <summary>
/// Prints with a headless Chromium that is fenced in: the page may load and run nothing, no name resolves, the only way out
/// is a proxy that is not there, and the profile, the environment and all files are its own and are gone afterwards.
/// </summary>
public sealed class ChromiumPdfPrinter(PdfSettings settings) : IPdfPrinter, IDisposable
{
    private const string Page = "page.html";
    private const string Pdf = "page.pdf";
    private const string Policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">";

    private readonly SemaphoreSlim turn = new(settings.AtOnce);

    public bool IsInstalled => File.Exists(settings.Program);

    public async Task<PrintedPdf> PrintAsync(byte[] html, CancellationToken cancellationToken)
    {
        if (!IsInstalled) return new(null, "Chromium er ikke installeret her, så der kan ikke laves PDF.");

        await turn.WaitAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("kem-pdf-");

        try
        {
            await WriteFencedAsync(Path.Combine(folder.FullName, Page), html, cancellationToken);
            return await RunAsync(folder.FullName, cancellationToken);
        }
        finally
        {
            turn.Release();
            Remove(folder);
        }
    }

    public void Dispose() => turn.Dispose();

    // The fence stands first in the file whatever the page says itself; two policies mean that both hold.
    private static async Task WriteFencedAsync(string path, byte[] html, CancellationToken cancellationToken)
    {
        var text = System.Text.Encoding.UTF8.GetString(html);
        var head = text.IndexOf("<head>", StringComparison.OrdinalIgnoreCase);

        if (head < 0) throw new InvalidOperationException("A page without <head> cannot be fenced in.");

        await File.WriteAllTextAsync(path, text.Insert(head + "<head>".Length, Policy), cancellationToken);
    }

    private async Task<PrintedPdf> RunAsync(string folder, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.TimeLimit);
        using var browser = Process.Start(StartInfo(folder))!;

        try
        {
            // What it says is read, or a full pipe would stop it; it is not kept, because it may quote the page.
            await Task.WhenAll(
                browser.StandardOutput.ReadToEndAsync(limit.Token), browser.StandardError.ReadToEndAsync(limit.Token), browser.WaitForExitAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, $"Chromium blev ikke færdig på {settings.TimeLimit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} sekunder.");
        }
        finally
        {
            Kill(browser);
        }

        var pdf = new FileInfo(Path.Combine(folder, Pdf));
        return pdf is { Exists: true, Length: > 0 }
            ? new(await File.ReadAllBytesAsync(pdf.FullName, cancellationToken), "")
            : new(null, $"Chromium lavede ingen PDF (kode {browser.ExitCode.ToString(CultureInfo.InvariantCulture)}).");
    }

    private ProcessStartInfo StartInfo(string folder)
    {
        var start = new ProcessStartInfo(settings.Program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        start.Environment.Clear();
        start.Environment["HOME"] = folder;
        start.Environment["TMPDIR"] = folder;
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LANG"] = "C.UTF-8";

        foreach (var argument in Arguments(folder))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static IEnumerable<string> Arguments(string folder)
    {
        // Chromium's own sandbox does not start for root, which is what a container often is.
        if (Environment.IsPrivilegedProcess) yield return "--no-sandbox";

        yield return "--headless=new";
        yield return $"--user-data-dir={Path.Combine(folder, "profile")}";
        yield return "--host-resolver-rules=MAP * ~NOTFOUND";
        yield return "--proxy-server=http://127.0.0.1:9";
        yield return "--proxy-bypass-list=<-loopback>";
        yield return "--blink-settings=imagesEnabled=false";
        yield return "--disable-gpu";
        yield return "--disable-dev-shm-usage";
        yield return "--disable-extensions";
        yield return "--disable-plugins";
        yield return "--disable-sync";
        yield return "--disable-quic";
        yield return "--disable-background-networking";
        yield return "--disable-component-update";
        yield return "--no-first-run";
        yield return "--no-pdf-header-footer";
        yield return "--export-tagged-pdf";
        yield return "--generate-pdf-document-outline";
        yield return $"--print-to-pdf={Path.Combine(folder, Pdf)}";
        yield return new Uri(Path.Combine(folder, Page)).AbsoluteUri;
    }

    private static void Kill(Process browser)
    {
        if (!browser.HasExited)
        {
            browser.Kill(entireProcessTree: true);
        }
    }

    // A child that is on its way out may still write in its profile for a moment; the system empties the rest.
    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
        }
    }
}
