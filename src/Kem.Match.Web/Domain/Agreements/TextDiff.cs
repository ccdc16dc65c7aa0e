using System.Text.RegularExpressions;

namespace Kem.Match.Web.Domain.Agreements;

public enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A stretch of text that stayed, went or came.</summary>
public sealed record DiffPiece(DiffKind Kind, string Text);

/// <summary>A paragraph of a compared text: whole, gone, new, or with changes inside it.</summary>
public sealed record DiffLine(IReadOnlyList<DiffPiece> Pieces)
{
    public bool IsChanged => Pieces.Any(piece => piece.Kind != DiffKind.Same);
}

/// <summary>
/// What changed between two texts, as a person would mark it with a pencil: paragraphs first, then the words in those that
/// are alike. The shortest script of changes is found with Myers' greedy method (An O(ND) Difference Algorithm, 1986).
/// </summary>
public static partial class TextDiff
{
    // Beyond this the two texts have so little in common that marks between the words would help nobody.
    private const int MostChanges = 800;

    /// <summary>Paragraph by paragraph.</summary>
    public static IReadOnlyList<DiffLine> Lines(string before, string after)
    {
        var lines = new List<DiffLine>();
        var (gone, come) = (new Queue<string>(), new Queue<string>());

        foreach (var (kind, line) in Shortest(LinesOf(before), LinesOf(after)))
        {
            switch (kind)
            {
                case DiffKind.Removed:
                    gone.Enqueue(line);
                    break;
                case DiffKind.Added:
                    come.Enqueue(line);
                    break;
                default:
                    Flush();
                    lines.Add(new DiffLine([new DiffPiece(DiffKind.Same, line)]));
                    break;
            }
        }

        Flush();
        return lines;

        // A paragraph that went and one that came in the same place are one that was changed.
        void Flush()
        {
            while (gone.Count > 0 || come.Count > 0)
            {
                lines.Add(new DiffLine(Words(gone.TryDequeue(out var old) ? old : "", come.TryDequeue(out var fresh) ? fresh : "")));
            }
        }
    }

    /// <summary>Word by word; neighbours of a kind stand together, what went before what came.</summary>
    public static IReadOnlyList<DiffPiece> Words(string before, string after)
    {
        var steps = Shortest(WordsOf(before), WordsOf(after));
        var pieces = new List<DiffPiece>();
        var (removed, added) = ("", "");

        for (var i = 0; i < steps.Count; i++)
        {
            var (kind, text) = steps[i];
            var isGapInChange = kind == DiffKind.Same && string.IsNullOrWhiteSpace(text) && removed.Length + added.Length > 0
                && i + 1 < steps.Count && steps[i + 1].Kind != DiffKind.Same;

            if (kind == DiffKind.Same && !isGapInChange)
            {
                Flush();
                Append(DiffKind.Same, text);
                continue;
            }

            removed += kind == DiffKind.Added ? "" : text;
            added += kind == DiffKind.Removed ? "" : text;
        }

        Flush();
        return pieces;

        void Flush()
        {
            Append(DiffKind.Removed, removed);
            Append(DiffKind.Added, added);
            (removed, added) = ("", "");
        }

        void Append(DiffKind kind, string text)
        {
            if (text.Length == 0) return;

            if (pieces is [.., var last] && last.Kind == kind)
            {
                pieces[^1] = last with { Text = last.Text + text };
            }
            else
            {
                pieces.Add(new DiffPiece(kind, text));
            }
        }
    }

    private static List<string> LinesOf(string text) => text.Length == 0 ? [] : [.. text.ReplaceLineEndings("\n").Split('\n')];

    private static List<string> WordsOf(string text) => [.. Word().Matches(text).Select(word => word.Value)];

    private static List<(DiffKind Kind, string Text)> Shortest(List<string> before, List<string> after)
    {
        var (n, m) = (before.Count, after.Count);
        var most = Math.Min(n + m, MostChanges);
        var furthest = new int[(2 * most) + 3];
        var trail = new List<int[]>();

        for (var changes = 0; changes <= most; changes++)
        {
            trail.Add([.. furthest]);

            for (var k = -changes; k <= changes; k += 2)
            {
                var down = k == -changes || (k != changes && furthest[most + k] < furthest[most + k + 2]);
                var x = down ? furthest[most + k + 2] : furthest[most + k] + 1;

                while (x < n && x - k < m && before[x] == after[x - k])
                {
                    x++;
                }

                furthest[most + k + 1] = x;
                if (x >= n && x - k >= m) return WalkBack(before, after, trail, most);
            }
        }

        return [.. before.Select(text => (DiffKind.Removed, text)), .. after.Select(text => (DiffKind.Added, text))];
    }

    // furthest[most + k + 1] is how far into the old text the diagonal k has come.
    private static List<(DiffKind Kind, string Text)> WalkBack(List<string> before, List<string> after, List<int[]> trail, int most)
    {
        var steps = new List<(DiffKind, string)>();
        var (x, y) = (before.Count, after.Count);

        for (var changes = trail.Count - 1; changes >= 0; changes--)
        {
            var furthest = trail[changes];
            var k = x - y;
            var down = k == -changes || (k != changes && furthest[most + k] < furthest[most + k + 2]);
            var fromK = down ? k + 1 : k - 1;
            var fromX = changes == 0 ? 0 : furthest[most + fromK + 1];
            var fromY = changes == 0 ? 0 : fromX - fromK;

            while (x > fromX && y > fromY)
            {
                steps.Add((DiffKind.Same, before[x - 1]));
                (x, y) = (x - 1, y - 1);
            }

            if (changes == 0) break;

            steps.Add(down ? (DiffKind.Added, after[y - 1]) : (DiffKind.Removed, before[x - 1]));
            (x, y) = (fromX, fromY);
        }

        steps.Reverse();
        return steps;
    }

    [GeneratedRegex(@"\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]")]
    private static partial Regex Word();
}
