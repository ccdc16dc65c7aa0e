namespace Kem.Match.Engine.Language;

/// <summary>The words of a text, in order.</summary>
internal sealed record SplitText(List<WordOfText> Words)
{
    /// <summary>The words of the text when all from the beginning of one word to the end of another is blanked out.</summary>
    /// <param name="start">Where the first of them begins.</param>
    /// <param name="end">The place after the last of them.</param>
    public SplitText Without(int start, int end)
    {
        var left = new List<WordOfText>(Words.Count);
        var beginsSentence = false;
        foreach (var word in Words)
        {
            if (word.Start >= start && word.Start < end)
            {
                // What stood before the first of them still ends a sentence; what stood between them is gone too.
                beginsSentence |= word.BeginsSentence && word.Start == start;
                continue;
            }

            left.Add(word with { BeginsSentence = word.BeginsSentence || beginsSentence });
            beginsSentence = false;
        }

        return new SplitText(left);
    }
}

/// <param name="Known">What is known of it.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">In characters.</param>
/// <param name="BeginsSentence">True when a sentence ends between it and the word before.</param>
internal readonly record struct WordOfText(KnownWord Known, int Start, int Length, bool BeginsSentence);
