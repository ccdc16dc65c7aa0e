using System.Runtime.InteropServices;
using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Taxonomy;

/// <summary>
/// Finds known phrases in a text. A phrase of several words is found when its words stand close together, in any
/// order ("hjælp til lektier", "lektiehjælp"), with at most two other meaningful words between them.
/// </summary>
internal sealed class PhraseBook
{
    private const int MostWordsBetween = 2;

    /// <summary>The parts of a compound mean it only where they stand next to each other ("hjælp til lektier"), letters between them.</summary>
    private const int MostLettersBetweenParts = 7;

    /// <summary>A word inside a compound says a little less than the word alone.</summary>
    private const float PartFactor = 0.8f;

    /// <summary>A phrase inside a longer phrase was probably only a part of what was meant.</summary>
    private const float CoveredFactor = 0.4f;

    /// <summary>
    /// A phrase of several words of which only one carries meaning ("ude på landet") says less than it seems to; and
    /// nothing at all when that word is a short and common one ("sidde hos").
    /// </summary>
    private const float ReducedFactor = 0.5f;
    private const int ShortestReduced = 7;

    /// <summary>Inside a word that is known as a whole ("regnskab"), what a part would mean alone ("skab") is a guess.</summary>
    private const float PartOfKnownFactor = 0.4f;

    /// <summary>A shorter part of a compound is no word of a phrase of several.</summary>
    private const int ShortestPartOfPhrase = 5;

    private const int FitsOnTheStack = 512;

    /// <summary>The number of a stem that no phrase has.</summary>
    private const int Unknown = -1;

    private readonly IReadOnlyList<VocabularyEntry> entries;
    private readonly HashSet<string> wholeWords;
    private readonly Dictionary<string, Stem> stems = new(StringComparer.Ordinal);

    /// <summary>No word of a phrase stands further from its anchor, in positions.</summary>
    private readonly int longestReach;

    private PhraseBook(IReadOnlyList<VocabularyEntry> entries, List<Phrase> phrases)
    {
        this.entries = entries;
        longestReach = phrases.Max(p => (int?)p.Reach) ?? 0;
        wholeWords = [.. phrases.Where(p => p.Words.Length == 1).Select(p => p.Words[0].Text)];
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in phrases.SelectMany(p => p.Words))
        {
            uses[word.Text] = uses.GetValueOrDefault(word.Text) + 1;
            stems.TryAdd(word.Text, new Stem(stems.Count, []));
        }

        foreach (var phrase in phrases)
        {
            // The word that fewest phrases share is the cheapest to look for.
            var anchor = phrase.Words.MinBy(w => (uses[w.Text], -w.Text.Length)).Text;
            stems[anchor].Anchors.Add(new Anchored(phrase, Array.ConvertAll(phrase.Words, w => stems[w.Text].Number)));
        }
    }

    /// <summary>The strongest finding of every meaning, in no order, with where in the text its words stand.</summary>
    /// <param name="isLeftOut">For a meaning and where it begins in the text: true to overlook it there.</param>
    public List<Finding> Find(IReadOnlyList<Term> text, Func<int, int, bool>? isLeftOut = null)
    {
        if (text.Count == 0) return [];

        var hits = Hits(text is List<Term> list ? CollectionsMarshal.AsSpan(list) : [.. text]);
        if (isLeftOut is not null) hits.RemoveAll(hit => isLeftOut(hit.Phrase.Meaning, hit.Start));

        var ofSeveralWords = hits.FindAll(h => h.Phrase.Words.Length > 1);
        using var best = new StrongestFindings(entries.Count);
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(hits))
        {
            var weight = hit.Phrase.Weight * hit.Factor * (IsCovered(hit, CollectionsMarshal.AsSpan(ofSeveralWords)) ? CoveredFactor : 1f);
            best.Keep(new Finding(hit.Phrase.Meaning, weight, hit.Start, hit.End, hit.Phrase.Text));
        }

        return best.Kept;
    }

    private List<Hit> Hits(ReadOnlySpan<Term> text)
    {
        var found = new Stem?[text.Length];
        Span<int> numbers = text.Length <= FitsOnTheStack ? stackalloc int[text.Length] : new int[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            found[i] = stems.GetValueOrDefault(text[i].Text);
            numbers[i] = found[i]?.Number ?? Unknown;
        }

        var hits = new List<Hit>();
        for (var i = 0; i < text.Length; i++)
        {
            if (found[i] is not { Anchors.Count: > 0 } stem) continue;

            var near = BitsNear(text, numbers, i);
            foreach (ref readonly var anchored in CollectionsMarshal.AsSpan(stem.Anchors))
            {
                if ((anchored.Bits & ~near) == 0 && TryFit(anchored, text, numbers, i, out var hit)) hits.Add(hit);
            }
        }

        return hits;
    }

    /// <summary>The stems that stand so near to a word that they could be of one phrase with it.</summary>
    private ulong BitsNear(ReadOnlySpan<Term> text, ReadOnlySpan<int> numbers, int anchor)
    {
        var (first, last) = (text[anchor].Position - longestReach, text[anchor].Position + longestReach);
        var bits = 0UL;
        for (var i = anchor; i >= 0 && text[i].Position >= first; i--) bits |= Bit(numbers[i]);
        for (var i = anchor + 1; i < text.Length && text[i].Position <= last; i++) bits |= Bit(numbers[i]);
        return bits;
    }

    private static ulong Bit(int number) => number == Unknown ? 0 : 1UL << (number % 64);

    private bool TryFit(in Anchored anchored, ReadOnlySpan<Term> text, ReadOnlySpan<int> numbers, int anchor, out Hit hit)
    {
        var phrase = anchored.Phrase;
        ref readonly var here = ref text[anchor];
        if (phrase.Words.Length == 1) return IsWord(phrase, text, anchor, out hit);

        var reach = phrase.Reach;
        var (first, last, start, end) = (here.Position, here.Position, here.Start, here.Start + here.Length);
        var (isPart, isHere) = (here.IsPart, false);
        hit = default;

        for (var w = 0; w < phrase.Words.Length; w++)
        {
            ref readonly var word = ref phrase.Words[w];
            if (anchored.Numbers[w] == numbers[anchor] && IsForm(phrase, word, here))
            {
                isHere = true;
                continue;
            }

            var found = Nearest(phrase, word, anchored.Numbers[w], text, numbers, anchor, reach);
            if (found < 0) return false;

            ref readonly var term = ref text[found];
            (first, last) = (Math.Min(first, term.Position), Math.Max(last, term.Position));
            (start, end) = (Math.Min(start, term.Start), Math.Max(end, term.Start + term.Length));
            isPart |= term.IsPart && term.Position != here.Position;
        }

        if (last - first > reach || !isHere) return false;
        if (phrase.IsOfParts && end - start > phrase.Letters + MostLettersBetweenParts) return false;

        hit = new Hit(phrase, isPart ? PartFactor : 1f, first, last, start, end);
        return true;
    }

    /// <summary>For a phrase of one word.</summary>
    private bool IsWord(Phrase phrase, ReadOnlySpan<Term> text, int at, out Hit hit)
    {
        ref readonly var here = ref text[at];
        var factor = !here.IsPart ? 1f : wholeWords.Contains(text[WholeOf(text, at)].Text) ? PartOfKnownFactor : PartFactor;
        hit = new Hit(phrase, factor, here.Position, here.Position, here.Start, here.Start + here.Length);
        return IsForm(phrase, phrase.Words[0], here);
    }

    /// <summary>The word that a part was taken from comes before it.</summary>
    private static int WholeOf(ReadOnlySpan<Term> text, int part)
    {
        while (text[part].IsPart) part--;
        return part;
    }

    /// <summary>For two words of one stem. English words stand among Danish ones as they are, or in the plural.</summary>
    private static bool IsForm(Phrase phrase, in Term word, in Term other)
    {
        if (phrase.Words.Length > 1 && other.IsPart && !phrase.IsOfParts && other.Word.Length < ShortestPartOfPhrase) return false;
        if (phrase.IsEnglish) return word.Word == other.Word || IsPlural(word.Word, of: other.Word) || IsPlural(other.Word, of: word.Word);
        return DanishWords.AreFormsOfOneWord(word.Word, other.Word);
    }

    private static bool IsPlural(string word, string of) => word.Length == of.Length + 1 && word[^1] == 's' && word.StartsWith(of, StringComparison.Ordinal);

    private static int Nearest(Phrase phrase, in Term word, int number, ReadOnlySpan<Term> text, ReadOnlySpan<int> numbers, int anchor, int reach)
    {
        var (nearest, distance, position) = (-1, int.MaxValue, text[anchor].Position);
        for (var i = anchor - 1; i >= 0; i--)
        {
            var away = Math.Abs(text[i].Position - position);
            if (away > reach) break;
            if (away < distance && numbers[i] == number && IsForm(phrase, word, text[i])) (nearest, distance) = (i, away);
        }

        for (var i = anchor; i < text.Length; i++)
        {
            var away = Math.Abs(text[i].Position - position);
            if (away > reach) break;
            if (away < distance && numbers[i] == number && IsForm(phrase, word, text[i])) (nearest, distance) = (i, away);
        }

        return nearest;
    }

    private bool IsCovered(in Hit hit, ReadOnlySpan<Hit> ofSeveralWords)
    {
        foreach (ref readonly var other in ofSeveralWords)
        {
            if (other.First > hit.First || other.Last < hit.Last) continue;
            if (other.Phrase.Words.Length <= hit.Phrase.Words.Length || other.Phrase.Weight < hit.Phrase.Weight) continue;

            var (here, there) = (hit.Phrase.Meaning, other.Phrase.Meaning);
            if (here != there && entries[here].Kind == entries[there].Kind) return true;
        }

        return false;
    }

    /// <summary>A stem that phrases have, and the phrases that are looked for where it stands.</summary>
    private sealed record Stem(int Number, List<Anchored> Anchors);

    /// <param name="Numbers">The stems of its words.</param>
    private readonly record struct Anchored(Phrase Phrase, int[] Numbers)
    {
        /// <summary>A bit for each of its stems; two may share one.</summary>
        public ulong Bits { get; } = Numbers.Aggregate(0UL, (bits, number) => bits | Bit(number));
    }

    private sealed record Phrase(string Text, Term[] Words, int Meaning, float Weight, bool IsOfParts, bool IsEnglish)
    {
        /// <summary>Its first and its last word stand at most so far apart, in positions.</summary>
        public int Reach { get; } = Words.Length - 1 + MostWordsBetween;

        public int Letters { get; } = Words.Sum(w => w.Word.Length);
    }

    private readonly record struct Hit(Phrase Phrase, float Factor, int First, int Last, int Start, int End);

    /// <summary>Collects phrases. The first weight given to a phrase holds.</summary>
    internal sealed class Builder
    {
        private readonly List<Phrase> phrases = [];
        private readonly HashSet<string> known = new(StringComparer.Ordinal);
        private readonly HashSet<string> refused = new(StringComparer.Ordinal);

        /// <summary>These words shall not mean this code, or nothing at all when no code is given.</summary>
        public void Refuse(IReadOnlyList<Term> terms, int? meaning) => refused.Add(Key(meaning, Whole(terms)));

        public void Add(string phrase, IReadOnlyList<Term> terms, int meaning, float weight, bool isEnglish = false)
        {
            var words = Whole(terms);
            if (refused.Contains(Key(meaning, words)) || refused.Contains(Key(null, words))) return;

            var isReduced = words.Length == 1 && phrase.AsSpan().ContainsAny(' ', '-');
            if (isReduced && words[0].Text.Length < ShortestReduced) return;

            Add(phrase, words, meaning, isReduced ? weight * ReducedFactor : weight, isOfParts: false, isEnglish);
            Term[] parts = [.. terms.Where(t => t.IsPart)];
            if (words.Length == 1 && !isReduced && parts.Length > 1) Add(phrase, parts, meaning, weight * PartFactor, isOfParts: true, isEnglish);
        }

        public PhraseBook Build(IReadOnlyList<VocabularyEntry> entries) => new(entries, phrases);

        private void Add(string phrase, Term[] words, int meaning, float weight, bool isOfParts, bool isEnglish)
        {
            if (words.Length == 0) return;
            if (known.Add($"{meaning}:{string.Join(' ', words.Select(w => w.Word))}")) phrases.Add(new Phrase(phrase, words, meaning, weight, isOfParts, isEnglish));
        }

        private static Term[] Whole(IReadOnlyList<Term> terms) => [.. terms.Where(t => !t.IsPart)];

        private static string Key(int? meaning, Term[] words) => $"{meaning}:{string.Join(' ', words.Select(w => w.Text))}";
    }
}
