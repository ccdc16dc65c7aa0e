namespace Kem.Match.Web.Domain.Words;

/// <summary>What somebody changed about a word.</summary>
public enum WordChange
{
    /// <summary>The word means the concept (læg til).</summary>
    Add,

    /// <summary>The word does not mean the concept (tag væk).</summary>
    TakeAway,

    /// <summary>The word means nothing here.</summary>
    Silence,
}

/// <summary>
/// A correction of what the engine understands by a word (rettelse). It holds for the whole installation until it is
/// undone, and is kept with who made it and who undid it.
/// </summary>
public sealed class WordCorrection
{
    public const int MaxWordLength = 100;

    public WordCorrection(WordChange change, string word, string concept, double weight, string madeBy, DateTimeOffset madeAt)
    {
        Id = Guid.CreateVersion7();
        Change = change;
        Word = word;
        Concept = concept;
        Weight = weight;
        MadeBy = madeBy;
        MadeAt = madeAt;
    }

    public Guid Id { get; private set; }
    public WordChange Change { get; private set; }

    /// <summary>One word or a phrase.</summary>
    public string Word { get; private set; }

    /// <summary>Code of the concept; empty for a word that means nothing.</summary>
    public string Concept { get; private set; }

    /// <summary>How strongly the word means the concept, above 0 and to 1; 0 where it does not.</summary>
    public double Weight { get; private set; }

    public string MadeBy { get; private set; }
    public DateTimeOffset MadeAt { get; private set; }
    public string? UndoneBy { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    public bool IsInForce => UndoneAt is null;

    /// <summary>Takes the correction back. The first one to do so is remembered.</summary>
    public void Undo(string by, DateTimeOffset at)
    {
        if (!IsInForce) throw new InvalidOperationException($"Correction {Id} is undone already.");

        UndoneBy = by;
        UndoneAt = at;
    }
}
