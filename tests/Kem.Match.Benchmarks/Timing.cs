using System.Diagnostics;
using System.Globalization;

namespace Kem.Match.Benchmarks;

/// <summary>Milliseconds of one page over many requests.</summary>
/// <param name="Page">The address.</param>
/// <param name="P50">Half of the requests were faster.</param>
/// <param name="P95">19 of 20 requests were faster.</param>
public sealed record Timing(string Page, double P50, double P95)
{
    /// <summary>Asks for the page one request at a time: the first ones warm up, the rest are counted.</summary>
    public static async Task<Timing> OfAsync(HttpClient browser, string page, int warmUp, int counted)
    {
        var url = new Uri(page, UriKind.Relative);
        var milliseconds = new List<double>(counted);

        for (var n = -warmUp; n < counted; n++)
        {
            var started = Stopwatch.GetTimestamp();
            (await browser.GetAsync(url)).EnsureSuccessStatusCode();
            var elapsed = Stopwatch.GetElapsedTime(started);

            if (n >= 0)
            {
                milliseconds.Add(elapsed.TotalMilliseconds);
            }
        }

        milliseconds.Sort();
        return new Timing(page, At(0.50), At(0.95));

        double At(double share) => milliseconds[(int)Math.Ceiling(share * counted) - 1];
    }

    public bool Write(TextWriter output, double goal)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Page,-70} p50 {P50,7:F1} ms   p95 {P95,7:F1} ms   goal p95 {goal:F0} ms   {(P95 <= goal ? "met" : "NOT MET")}"));
        return P95 <= goal;
    }
}
