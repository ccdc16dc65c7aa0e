namespace Kem.Match.Web.Features.Agreements;

/// <summary>One answer that two people have written differently.</summary>
public sealed record DraftConflict(string Key, string Mine, string Theirs)
{
    /// <summary>A mark of the other's text, so that a choice counts only for the text that was shown.</summary>
    public string TheirMark => DraftFields.MarkOf(Theirs);
}

/// <summary>What somebody chose where two had written differently.</summary>
public sealed class ConflictChoice
{
    public const string Theirs = "theirs";
    public const string Mine = "mine";

    public string Key { get; init; } = "";
    public string? Keep { get; init; }
    public string TheirMark { get; init; } = "";
}

/// <summary>
/// Joins what one person sends with what has been saved since the form was opened. What only one of them changed is kept; what
/// both changed is a conflict, unless it has been chosen between.
/// </summary>
public sealed record DraftMerge(IReadOnlyList<DraftConflict> Conflicts, IReadOnlyDictionary<string, string> TakenFromOthers)
{
    /// <param name="mine">Becomes the joined form.</param>
    /// <param name="saved">The draft as it is saved now.</param>
    /// <param name="choices">What was chosen between two texts that were shown.</param>
    public static DraftMerge Into(AgreementForm mine, AgreementForm saved, IEnumerable<ConflictChoice> choices)
    {
        var (written, theirs, seen) = (DraftFields.Of(mine), DraftFields.Of(saved), DraftFields.ReadMarks(mine.Seen));
        var chosen = choices.Where(choice => choice.Keep is not null).DistinctBy(choice => choice.Key).ToDictionary(choice => choice.Key);
        var conflicts = new List<DraftConflict>();
        var taken = new Dictionary<string, string>();

        foreach (var (key, text) in written)
        {
            // What the other form has no place for was empty there.
            var other = theirs.GetValueOrDefault(key, "");
            var mark = seen.GetValueOrDefault(key, DraftFields.MarkOf(""));

            if (text == other || DraftFields.MarkOf(other) == mark) continue;

            if (DraftFields.MarkOf(text) == mark || IsGivenUp(key, other))
            {
                taken[key] = other;
                DraftFields.Put(mine, key, other);
            }
            else if (!IsKept(key, other))
            {
                conflicts.Add(new DraftConflict(key, text, other));
            }
        }

        return new DraftMerge(conflicts, taken);

        bool IsGivenUp(string key, string other) => Chosen(key, other) == ConflictChoice.Theirs;

        bool IsKept(string key, string other) => Chosen(key, other) == ConflictChoice.Mine;

        string? Chosen(string key, string other) =>
            chosen.TryGetValue(key, out var choice) && choice.TheirMark == DraftFields.MarkOf(other) ? choice.Keep : null;
    }
}
