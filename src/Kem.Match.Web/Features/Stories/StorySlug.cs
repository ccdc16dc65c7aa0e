using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kem.Match.Web.Features.Stories;

/// <summary>The last part of a story's address: words that can be read out, and a tail so that no two are the same.</summary>
public static class StorySlug
{
    private const int LongestWords = 50;
    private const int TailBytes = 3;

    public static string For(string title)
    {
        var danish = title.ToLower(CultureInfo.GetCultureInfo("da-DK"))
            .Replace("æ", "ae", StringComparison.Ordinal).Replace("ø", "oe", StringComparison.Ordinal).Replace("å", "aa", StringComparison.Ordinal);
        var words = new StringBuilder();

        foreach (var letter in danish)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                words.Append(letter);
            }
            else if (words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }
        }

        var readable = words.ToString().Trim('-');
        var tail = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TailBytes));
        return readable.Length == 0 ? tail : $"{readable[..Math.Min(readable.Length, LongestWords)].Trim('-')}-{tail}";
    }
}
