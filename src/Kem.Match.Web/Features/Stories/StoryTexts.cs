using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Stories;

namespace Kem.Match.Web.Features.Stories;

/// <summary>The same story for a newspaper and for social media.</summary>
public static class StoryTexts
{
    /// <summary>Above this a text is hard for one reader in six.</summary>
    public const int HardLix = 35;

    private const int LongestPost = 500;
    private const int LettersInAShortWord = 6;

    /// <summary>Words to a sentence plus the share of long words in per cent (C. H. Björnsson, Läsbarhet, 1968); 0 without words.</summary>
    public static int Lix(string text)
    {
        var words = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Count(char.IsLetterOrDigit)).Where(letters => letters > 0).ToList();
        var sentences = text.Split(['.', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries).Count(sentence => sentence.Any(char.IsLetterOrDigit));

        return words.Count == 0 ? 0 : (int)Math.Round((words.Count / (double)sentences) + (100.0 * words.Count(letters => letters > LettersInAShortWord) / words.Count));
    }

    /// <summary>A press note: the fact first, the quote, and whom to call.</summary>
    public static string Press(Story story, Municipality municipality)
    {
        string[] parts =
        [
            $"PRESSEMEDDELELSE FRA {municipality.OfficialName.ToUpperInvariant()}",
            story.Title,
            story.Happened,
            $"{story.Who}\n{story.What}",
            story.Quote.Length > 0 ? $"»{story.Quote}«\n{story.QuotedPerson}" : "",
            story.WhatNow,
            $"Vil du vide mere? Ring til {story.WrittenBy}, {municipality.OfficialName}, på {municipality.Phone}.",
        ];

        return string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n";
    }

    /// <summary>Short enough to be read without unfolding it; never broken off inside a line.</summary>
    public static string Post(Story story, Uri? address)
    {
        var link = address is null ? "" : $"\n\n{address}";
        var post = story.Title;

        foreach (var line in new[] { story.Happened, story.Quote.Length > 0 ? $"»{story.Quote}« {story.QuotedPerson}" : "", story.WhatNow }.Where(line => line.Length > 0))
        {
            if (post.Length + 2 + line.Length + link.Length <= LongestPost)
            {
                post += "\n\n" + line;
            }
        }

        return post + link;
    }
}
