using System.Globalization;
using System.Text.RegularExpressions;

namespace Kem.Match.Web.Tests.Shared;

public partial class StylesheetTests
{
    private static readonly string[] TextOnPaper =
    [
        "ink on canvas", "ink on surface", "ink on sunken", "ink on accent-soft", "ink on turn-soft", "ink on good-soft",
        "ink on late-soft", "ink-2 on canvas", "ink-2 on surface", "ink-2 on sunken", "ink-2 on accent-soft",
        "accent on canvas", "accent on surface", "accent on accent-soft", "accent-2 on accent-soft",
        "on-accent on accent", "on-accent on accent-2", "turn-ink on turn-soft", "good on good-soft", "good on surface",
        "late on late-soft", "late on surface", "late on canvas", "surface on late",
    ];

    private static readonly string[] EdgeOnPaper =
    [
        "edge on canvas", "edge on surface", "edge on turn-soft", "edge on accent-soft", "turn-edge on turn-soft",
        "focus on canvas", "focus on surface", "focus on turn-soft", "focus on accent-soft", "focus on late-soft",
    ];

    private static readonly string Web = Path.Combine(RepositoryRoot(), "src", "Kem.Match.Web");

    [Theory]
    [InlineData(Scheme.Light)]
    [InlineData(Scheme.Dark)]
    public void Letters_have_the_colours_of_the_other_pages(Scheme scheme)
    {
        var ours = Colours("kem.css", scheme);
        var letters = Colours("letter.css", scheme);

        Assert.NotEmpty(letters);
        Assert.All(letters, colour => Assert.Equal(ours[colour.Key], colour.Value));
    }

    [Theory]
    [InlineData(Scheme.Light)]
    [InlineData(Scheme.Dark)]
    public void Text_can_be_read_and_edges_can_be_seen(Scheme scheme)
    {
        var colours = Colours("kem.css", scheme);

        Assert.All(TextOnPaper, pair => Assert.True(Contrast(pair, colours) >= 4.5, pair));
        Assert.All(EdgeOnPaper, pair => Assert.True(Contrast(pair, colours) >= 3, pair));
    }

    [Fact]
    public void No_page_has_a_style_or_a_script_of_its_own()
    {
        var views = Directory.GetFiles(Path.Combine(Web, "Features"), "*.cshtml", SearchOption.AllDirectories);

        Assert.NotEmpty(views);
        Assert.All(views, view => Assert.DoesNotMatch(Inline(), File.ReadAllText(view)));
    }

    public enum Scheme
    {
        Light,
        Dark,
    }

    private static Dictionary<string, string> Colours(string file, Scheme scheme)
    {
        var css = File.ReadAllText(Path.Combine(Web, "wwwroot", "css", file));
        var start = css.IndexOf($"color-scheme: {(scheme == Scheme.Light ? "light" : "dark")};", StringComparison.Ordinal);
        var block = css[start..css.IndexOf('}', start)];

        return Token().Matches(block).ToDictionary(token => token.Groups[1].Value, token => token.Groups[2].Value);
    }

    // WCAG 2.2: (lighter + 0.05) / (darker + 0.05), each the relative luminance of an sRGB colour.
    private static double Contrast(string pair, Dictionary<string, string> colours)
    {
        var luminances = pair.Split(" on ").Select(token => Luminance(colours[token])).Order().ToList();
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);

        while (!File.Exists(Path.Combine(folder.FullName, "Kem.Match.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"--k-([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex(@"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:")]
    private static partial Regex Inline();
}
