using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

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
public sealed record DigestLetter(Recipient To, string Municipality, string OfficialName, string Phone, bool IsDaily, DigestWeek Week, IReadOnlyList<DigestItem> Gathered, string Period) : Letter(To)
{
    public const string Code = "DIGEST";

    private const int MostOfEach = 10;

    /// <summary>So long after the hour that was chosen it still comes at that hour, quiet hours or not.</summary>
    public static readonly TimeSpan ChosenHour = TimeSpan.FromHours(1);

    public override string Kind => Code;

    public override LetterUse Use => LetterUse.Digest;

    public override string? MunicipalityCode => Municipality;

    public override string? DeduplicationKey => Period;

    public override string Subject => (Week, Gathered.Count) switch
    {
        ({ NeedsYou.Count: > 0 and var needs }, _) => $"{YourTime}: {DanishText.Count(needs, "ting")} kræver dig",
        (_, > 0 and var news) => $"{Overview}: {DanishText.Count(news, "nyhed", "nyheder")}",
        _ => $"{YourTime}: Det sker der",
    };

    public override string Text => string.Join("\n\n", Parts().Where(part => part.Length > 0));

    private string YourTime => IsDaily ? "Din dag" : "Din uge";

    private string Overview => IsDaily ? "Dagens overblik" : "Ugens overblik";

    private IEnumerable<string> Parts()
    {
        yield return To.Name.Split(' ') is [{ Length: > 0 } first, ..] ? $"Hej {first}" : "Hej";

        if (Gathered.Count > 0)
        {
            yield return $"Du har valgt at få nyt samlet. Her er {DanishText.Count(Gathered.Count, "nyhed", "nyheder")}.";
            yield return string.Join("\n\n", Gathered.Select(Whole));
        }

        if (!Week.IsEmpty)
        {
            yield return List("Kræver dig:", Week.NeedsYou);
            yield return List("På vej:", Week.Coming);
            yield return List("Godt nyt:", Week.GoodNews);
            yield return "[Åbn dit overblik](/)";
        }

        yield return
            $"""
            Venlig hilsen
            {MailText.OneLine(OfficialName)}
            Ring på {MailText.OneLine(Phone)}
            """;
    }

    // Each piece of news keeps its own way in; the personal links of the letters go with them.
    private static string Whole(DigestItem item) =>
        $"{MailText.OneLine(item.Title)}\n{MailText.OneLine(item.Line)}" + (item.Link is null ? "" : $"\n[Se mere]({item.Link})");

    private static string List(string heading, IReadOnlyList<DigestItem> items) => items.Count == 0 ? ""
        : $"{heading}\n" + string.Join('\n', items.Take(MostOfEach).Select(item => $"- {MailText.OneLine($"{item.Title}. {item.Line}".Trim().TrimEnd('.'))}"))
            + (items.Count > MostOfEach ? $"\n- og {DanishText.Number(items.Count - MostOfEach)} mere" : "");
}
