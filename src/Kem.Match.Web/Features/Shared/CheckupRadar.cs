using System.Globalization;
using System.Net;
using System.Text;
using Kem.Match.Web.Domain.Checkups;
using Microsoft.AspNetCore.Html;

namespace Kem.Match.Web.Features.Shared;

/// <summary>
/// The radar of up to three rounds. Each has a line and a mark of its own, so that the colours are not needed, and a subject with
/// too few answers leaves a gap. Only classes and attributes, no styles: the site's policy forbids them.
/// </summary>
public static class CheckupRadar
{
    // The names of the subjects need room at both sides, and little above and below.
    private const string Frame = "-280 -160 560 320";
    private const double Radius = 128;
    private const int Highest = 5;
    private const double MarkSize = 4.5;

    /// <param name="story">What is drawn.</param>
    /// <param name="id">Begins the ids of its title and description, so that a page can hold several.</param>
    public static IHtmlContent Draw(CheckupStory story, string id)
    {
        var subjects = story.Latest.Subjects.Select(score => score.Subject).ToList();
        var svg = new StringBuilder(
            $"""<svg class="k-radar" viewBox="{Frame}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{Text($"Sundhedstjek: {story.Name}")}</title><desc id="{id}-d">De 12 emner fra 1 til 5. Tallene står i tabellen.</desc>""");

        for (var level = 1; level <= Highest; level++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<polygon class="grid" points="{string.Join(' ', subjects.Select((_, index) => Place(index, subjects.Count, level)))}"/>""");
        }

        foreach (var (index, subject) in subjects.Index())
        {
            var (x, y) = Point(index, subjects.Count, Highest * 1.1);
            var anchor = Math.Abs(x) < 5 ? "middle" : x > 0 ? "start" : "end";
            svg.Append(CultureInfo.InvariantCulture, $"""<line class="axis" x1="0" y1="0" {End(Point(index, subjects.Count, Highest))}/><text x="{N(x)}" y="{N(y + (y > Radius ? 12 : 6))}" text-anchor="{anchor}">{Text(subject.ShortName)}</text>""");
        }

        foreach (var (number, round) in story.Rounds.Index())
        {
            Draw(svg, [.. round.Score.Subjects.Select(score => score.Value)], (int)round.Round, number == story.Rounds.Count - 1);
        }

        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>The line and the mark of a round, for the list that explains them.</summary>
    public static IHtmlContent Sample(int round) => new HtmlString(
        $"""<svg class="k-radar-sample" viewBox="0 0 44 16" aria-hidden="true" focusable="false"><path class="round r{round}" d="M2 8H42"/>{Mark(round, 22, 8)}</svg>""");

    private static void Draw(StringBuilder svg, IReadOnlyList<double?> values, int round, bool isLatest)
    {
        var path = new StringBuilder();

        for (var index = 0; index < values.Count; index++)
        {
            var next = (index + 1) % values.Count;

            if (values[index] is { } from && values[next] is { } to)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{Place(index, values.Count, from)}L{Place(next, values.Count, to)}");
            }
        }

        svg.Append(CultureInfo.InvariantCulture, $"""<g class="{(isLatest ? "is-latest" : "is-earlier")}"><path class="round r{round}" d="{path}"/>""");

        foreach (var (index, value) in values.Index())
        {
            if (value is not { } plotted) continue;

            var (x, y) = Point(index, values.Count, plotted);
            svg.Append(Mark(round, x, y));
        }

        svg.Append("</g>");
    }

    // A circle, a square and a triangle.
    private static string Mark(int round, double x, double y) => round switch
    {
        1 => $"""<circle class="mark r1" cx="{N(x)}" cy="{N(y)}" r="{N(MarkSize)}"/>""",
        2 => $"""<rect class="mark r2" x="{N(x - MarkSize)}" y="{N(y - MarkSize)}" width="{N(2 * MarkSize)}" height="{N(2 * MarkSize)}"/>""",
        _ => $"""<path class="mark r3" d="M{N(x)} {N(y - 6)}L{N(x + 6)} {N(y + MarkSize)}H{N(x - 6)}Z"/>""",
    };

    private static (double X, double Y) Point(int index, int count, double value)
    {
        var angle = -Math.PI / 2 + 2 * Math.PI * index / count;
        return (Math.Cos(angle) * Radius * value / Highest, Math.Sin(angle) * Radius * value / Highest);
    }

    private static string Place(int index, int count, double value) => Point(index, count, value) is var (x, y) ? $"{N(x)},{N(y)}" : "";

    private static string End((double X, double Y) point) => $"""x2="{N(point.X)}" y2="{N(point.Y)}" """;

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
