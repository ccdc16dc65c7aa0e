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

    private readonly IReadOnlyList<VocabularyEntry> entries;
    private readonly HashSet<string> wholeWords;
    private readonly Dictionary<string, List<Phrase>> byAnchor = new(StringComparer.Ordinal);

    private PhraseBook(IReadOnlyList<VocabularyEntry> entries, List<Phrase> phrases)
    {
        this.entries = entries;
        wholeWords = [.. phrases.Where(p => p.Words.Length == 1).Select(p => p.Words[0].Text)];
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in phrases.SelectMany(p => p.Words)) uses[word.Text] = uses.GetValueOrDefault(word.Text) + 1;

        foreach (var phrase in phrases)
        {
            // The word that fewest phrases share is the cheapest to look for.
            var anchor = phrase.Words.MinBy(w => (uses[w.Text], -w.Text.Length)).Text;
            if (!byAnchor.TryGetValue(anchor, out var list)) byAnchor[anchor] = list = [];
            list.Add(phrase);
        }
    }

    /// <summary>The strongest finding of every meaning, with where in the text its words stand.</summary>
    public IReadOnlyList<Finding> Find(IReadOnlyList<Term> text)
    {
        if (text.Count == 0) return [];

        var hits = Hits([.. text]);
        var best = new Dictionary<int, Finding>();
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(hits))
        {
            var weight = hit.Phrase.Weight * hit.Factor * (IsCovered(hit, CollectionsMarshal.AsSpan(hits)) ? CoveredFactor : 1f);
            if (!best.TryGetValue(hit.Phrase.Meaning, out var known) || weight > known.Weight)
            {
                best[hit.Phrase.Meaning] = new Finding(hit.Phrase.Meaning, weight, hit.Start, hit.End, hit.Phrase.Text);
            }
        }

        return [.. best.Values.OrderByDescending(f => f.Weight).ThenBy(f => f.Start).ThenBy(f => f.Meaning)];
    }

    private List<Hit> Hits(ReadOnlySpan<Term> text)
    {
        var hits = new List<Hit>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!byAnchor.TryGetValue(text[i].Text, out var phrases)) continue;

            foreach (var phrase in phrases)
            {
                if (TryFit(phrase, text, i, out var hit)) hits.Add(hit);
            }
        }

        return hits;
    }

    private bool TryFit(Phrase phrase, ReadOnlySpan<Term> text, int anchor, out Hit hit)
    {
        ref readonly var here = ref text[anchor];
        var reach = phrase.Words.Length - 1 + MostWordsBetween;
        var (first, last, start, end) = (here.Position, here.Position, here.Start, here.Start + here.Length);
        var (isPart, isHere) = (here.IsPart, false);
        hit = default;

        foreach (ref readonly var word in phrase.Words.AsSpan())
        {
            if (IsForm(phrase, word, here))
            {
                isHere = true;
                continue;
            }

            var found = Nearest(phrase, word, text, anchor, reach);
            if (found < 0) return false;

            ref readonly var term = ref text[found];
            (first, last) = (Math.Min(first, term.Position), Math.Max(last, term.Position));
            (start, end) = (Math.Min(start, term.Start), Math.Max(end, term.Start + term.Length));
            isPart |= term.IsPart && term.Position != here.Position;
        }

        if (last - first > reach || !isHere) return false;
        if (phrase.IsOfParts && end - start > phrase.Words.Sum(w => w.Word.Length) + MostLettersBetweenParts) return false;

        var isPartOfKnown = phrase.Words.Length == 1 && here.IsPart && wholeWords.Contains(text[WholeOf(text, anchor)].Text);
        hit = new Hit(phrase, isPartOfKnown ? PartOfKnownFactor : isPart ? PartFactor : 1f, first, last, start, end);
        return true;
    }

    /// <summary>The word that a part was taken from comes before it.</summary>
    private static int WholeOf(ReadOnlySpan<Term> text, int part)
    {
        while (text[part].IsPart) part--;
        return part;
    }

    /// <summary>English words stand among Danish ones as they are, or in the plural.</summary>
    private static bool IsForm(Phrase phrase, in Term word, in Term other)
    {
        if (word.Text != other.Text) return false;
        if (phrase.Words.Length > 1 && other.IsPart && !phrase.IsOfParts && other.Word.Length < ShortestPartOfPhrase) return false;
        if (phrase.IsEnglish) return word.Word == other.Word || word.Word + "s" == other.Word || word.Word == other.Word + "s";
        return DanishWords.AreFormsOfOneWord(word.Word, other.Word);
    }

    private static int Nearest(Phrase phrase, in Term word, ReadOnlySpan<Term> text, int anchor, int reach)
    {
        var (nearest, distance, position) = (-1, int.MaxValue, text[anchor].Position);
        for (var i = anchor - 1; i >= 0; i--)
        {
            var away = Math.Abs(text[i].Position - position);
            if (away > reach) break;
            if (away < distance && IsForm(phrase, word, text[i])) (nearest, distance) = (i, away);
        }

        for (var i = anchor; i < text.Length; i++)
        {
            var away = Math.Abs(text[i].Position - position);
            if (away > reach) break;
            if (away < distance && IsForm(phrase, word, text[i])) (nearest, distance) = (i, away);
        }

        return nearest;
    }

    private bool IsCovered(in Hit hit, ReadOnlySpan<Hit> hits)
    {
        foreach (ref readonly var other in hits)
        {
            if (other.First > hit.First || other.Last < hit.Last) continue;
            if (other.Phrase.Words.Length <= hit.Phrase.Words.Length || other.Phrase.Weight < hit.Phrase.Weight) continue;

            var (here, there) = (hit.Phrase.Meaning, other.Phrase.Meaning);
            if (here != there && entries[here].Kind == entries[there].Kind) return true;
        }

        return false;
    }

    /// <summary>A meaning that was found, where, and by which phrase.</summary>
    internal readonly record struct Finding(int Meaning, float Weight, int Start, int End, string Phrase);

    private sealed record Phrase(string Text, Term[] Words, int Meaning, float Weight, bool IsOfParts, bool IsEnglish);

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
