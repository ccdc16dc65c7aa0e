using System.Globalization;
using System.Text;

namespace Kem.Match.Engine.Language;

/// <summary>
/// Brings spellings together: lower case, accents off (é → e, ü → u), the Danish letters æ, ø and å kept, and the
/// older aa read as å (Aarhus, Århus).
/// </summary>
public static class TextFolding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            Append(folded, char.ToLowerInvariant(letter));
        }

        return folded.Replace("aa", "å").ToString();
    }

    private static void Append(StringBuilder folded, char letter)
    {
        switch (letter)
        {
            case < '\u0080' or 'æ' or 'ø' or 'å':
                folded.Append(letter);
                break;
            case 'ä':
                folded.Append('æ');
                break;
            case 'ö':
                folded.Append('ø');
                break;
            case 'ß':
                folded.Append("ss");
                break;
            case '\u00ad' or '\u200b' or '\u200c' or '\u200d':
                break;
            case '\u2019':
                folded.Append('\'');
                break;
            default:
                AppendWithoutMarks(folded, letter);
                break;
        }
    }

    private static void AppendWithoutMarks(StringBuilder folded, char letter)
    {
        if (char.IsSurrogate(letter))
        {
            folded.Append(letter);
            return;
        }

        foreach (var part in letter.ToString().Normalize(NormalizationForm.FormD))
        {
            if (part == '\u030a' && folded.Length > 0 && folded[^1] == 'a')
            {
                folded[^1] = 'å';
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(part);
            }
        }
    }
}
