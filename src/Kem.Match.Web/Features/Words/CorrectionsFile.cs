using System.Text.Encodings.Web;
using System.Text.Json;
using Kem.Match.Engine.Taxonomy;
using Kem.Match.Web.Domain.Words;

namespace Kem.Match.Web.Features.Words;

/// <summary>
/// The corrections in force as a file of the lexicon (<c>data/engine/lexicon/README.md</c>): what the engine reads last,
/// and what can be put among the other files.
/// </summary>
public static class CorrectionsFile
{
    public const string Name = "rettelser.json";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <param name="corrections">Those in force. Of two about the same word and concept the later one holds.</param>
    /// <param name="vocabulary">The lexicon's own words; a correction of a concept that it no longer has is left out.</param>
    public static byte[] Of(IEnumerable<WordCorrection> corrections, Vocabulary vocabulary)
    {
        var concepts = new SortedDictionary<string, SortedDictionary<string, double>>(StringComparer.Ordinal);
        var silent = new SortedSet<string>(StringComparer.Ordinal);

        foreach (var correction in corrections.OrderBy(c => c.MadeAt).ThenBy(c => c.Id))
        {
            if (correction.Change == WordChange.Silence)
            {
                foreach (var words in concepts.Values) words.Remove(correction.Word);
                silent.Add(correction.Word);
            }
            else if (vocabulary.Find(correction.Concept) is { } entry)
            {
                if (!concepts.TryGetValue(entry.Code, out var words)) concepts[entry.Code] = words = new(StringComparer.Ordinal);
                words[correction.Word] = correction.Weight;
                silent.Remove(correction.Word);
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                schema = "kem.lexicon/1",
                note = "Rettelser, som koordinatorer har lavet på siden Ord.",
                concepts = concepts.Where(c => c.Value.Count > 0).Select(c => new
                {
                    code = c.Key,
                    weights = c.Value.Where(word => word.Value > 0).ToDictionary(word => word.Key, word => word.Value),
                    not = c.Value.Where(word => word.Value == 0).Select(word => word.Key),
                }),
                silent = silent.Count == 0 ? [] : new[] { new { words = silent } },
            },
            Json);
    }
}
