using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>One line of a digest: what it is, a sentence about it, and where it leads.</summary>
public sealed record DigestItem(string Title, string Line, string? Link);

/// <summary>What a coordinator's week is made of.</summary>
public sealed record DigestWeek(IReadOnlyList<DigestItem> NeedsYou, IReadOnlyList<DigestItem> Coming, IReadOnlyList<DigestItem> GoodNews)
{
    public static DigestWeek Nothing { get; } = new([], [], []);

    public bool IsEmpty => NeedsYou.Count + Coming.Count + GoodNews.Count == 0;
}

/// <summary>What has gathered since the last digest, and for coordinators what their week looks like.</summary>
public sealed record DigestLetter(Recipient To, string Municipality, DigestWeek Week, IReadOnlyList<DigestItem> Gathered, string Period) : Letter(To)
{
    public const string Code = "DIGEST";

    private const int MostOfEach = 10;

    /// <summary>So long after the hour that was chosen it still comes at that hour, quiet hours or not.</summary>
    public static readonly TimeSpan ChosenHour = TimeSpan.FromHours(1);

    public override string Kind => Code;

    public override LetterUse Use => LetterUse.Digest;

    public override string? MunicipalityCode => Municipality;

    public override string? DeduplicationKey => Period;

    public override MailValues Values => new()
    {
        { "recipientName", To.Name.Split(' ')[0] },
        { "digestHeadline", Week.NeedsYou.Count > 0 ? "needs" : Gathered.Count > 0 ? "news" : "week" },
        { "todayCount", Week.NeedsYou.Count },
        { "newsCount", Gathered.Count },
        { "lines", string.Join("\n\n", Gathered.Select(Whole)) },
        { "needsMe", Lines(Week.NeedsYou) },
        { "upcoming", Lines(Week.Coming) },
        { "goodNews", Lines(Week.GoodNews) },
        { "link", Week.IsEmpty ? "" : "/" },
    };

    // Each piece of news keeps its own way in; the personal links of the letters go with them.
    private static string Whole(DigestItem item) => item.Link is null
        ? $"{MailText.OneLine(item.Title)}\n{MailText.OneLine(item.Line)}"
        : $"{MailText.OneLine(item.Line)}\n[{MailText.OneLine(item.Title).Replace('[', '(').Replace(']', ')')}]({item.Link})";

    private static IEnumerable<string> Lines(IReadOnlyList<DigestItem> items)
    {
        var written = items.Take(MostOfEach).Select(item => $"{item.Title}. {item.Line}".Trim().TrimEnd('.'));
        return items.Count > MostOfEach ? written.Append($"+ {DanishText.Number(items.Count - MostOfEach)}") : written;
    }
}
