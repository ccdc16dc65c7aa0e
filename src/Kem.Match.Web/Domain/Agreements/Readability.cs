using System.Text.RegularExpressions;

namespace Kem.Match.Web.Domain.Agreements;

/// <summary>How long a text is and how hard it is to read (læsbarhed).</summary>
/// <param name="Words">How many words.</param>
/// <param name="Lix">
/// Words to a sentence plus the share of words of more than six letters in per cent (C. H. Björnsson, Läsbarhet, 1968). A line
/// and a colon end a sentence too. 0 for a text without words.
/// </param>
public sealed partial record Readability(int Words, int Lix)
{
    /// <summary>Above this a text is hard for one reader in six.</summary>
    public const int HardLix = 35;

    /// <summary>An agreement should be readable aloud in five minutes.</summary>
    public const int ManyWords = 600;

    private const int LettersInAShortWord = 6;

    // Read aloud, and by somebody who wants to be sure.
    private const int WordsPerMinute = 130;

    public bool IsLong => Words > ManyWords;

    public bool IsHard => Lix > HardLix;

    public int Minutes => Math.Max(1, (int)Math.Ceiling(Words / (double)WordsPerMinute));

    public static Readability Of(string text)
    {
        var words = Word().Matches(text);
        if (words.Count == 0) return new Readability(0, 0);

        var sentences = SentenceEnd().Split(text).Count(sentence => Word().IsMatch(sentence));
        var longWords = words.Count(word => word.Length > LettersInAShortWord);
        return new Readability(words.Count, (int)Math.Round((words.Count / (double)sentences) + (100.0 * longWords / words.Count)));
    }

    public static Readability Of(IEnumerable<AgreementClause> clauses) => Of(string.Join('\n', clauses.Select(clause => clause.Text)));

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    // A stop inside a number or a time (14.30) ends nothing.
    [GeneratedRegex(@"[.!?:]+(?=\s|$)|\n+")]
    private static partial Regex SentenceEnd();
}
