using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Stories;

namespace Kem.Match.Web.Features.Stories;

/// <summary>The same story for a newspaper and for social media.</summary>
public static class StoryTexts
{
    private const int LongestPost = 500;

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
