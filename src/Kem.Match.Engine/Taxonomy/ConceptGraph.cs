namespace Kem.Match.Engine.Taxonomy;

/// <summary>A code (as its place in the vocabulary) and how strongly it is meant, above 0 and to 1.</summary>
public readonly record struct CodeWeight(int Code, float Weight);

/// <summary>How one code leads to another.</summary>
public enum Relation
{
    /// <summary>From is a kind of To (er en slags).</summary>
    IsA,

    /// <summary>Having From answers the need for To (hjælper på).</summary>
    HelpsWith,

    /// <summary>Whoever has From is in contact with the people of To (når ud til).</summary>
    Reaches,

    /// <summary>Whoever is or has From has To (har); in the files also written from the other end, as <c>impliedBy</c>.</summary>
    Gives,
}

/// <summary>One relation between two codes, given by their places in the vocabulary.</summary>
public readonly record struct Link(Relation Relation, int From, int To, float Weight);

/// <summary>
/// How codes lead to each other, at most two relations away, with the weights of the way multiplied and the best way
/// holding. Three sparse tables, made once:
/// <list type="bullet">
/// <item><see cref="Meaning"/>: what a word for a concept says besides. A besøgsven is a kind of visit and reaches elders.</item>
/// <item><see cref="Given"/>: what somebody who is that has. An auditor has accounts, a supermarket surplus food.</item>
/// <item><see cref="Neighbours"/>: what answers a wish for it, wholly or in part.</item>
/// </list>
/// </summary>
public sealed class ConceptGraph
{
    /// <summary>Two relations never count for more than this together, however sure each is.</summary>
    public const float MostOverTwoSteps = 0.75f;

    /// <summary>What is less near than this is not near.</summary>
    public const float LeastNear = 0.3f;

    /// <summary>A code has at most this many neighbours; the nearest are kept.</summary>
    public const int MostNeighbours = 96;

    /// <summary>Wanting what something answers is not having it: the other way round a relation counts less.</summary>
    public const float Backwards = 0.5f;

    /// <summary>Doing something for a group says less about the group than naming it.</summary>
    private const float ByReaching = 0.7f;

    private const float LeastMeant = 0.15f;

    private readonly CodeWeight[][] meaning;
    private readonly CodeWeight[][] given;
    private readonly CodeWeight[][] neighbours;
    private readonly CodeWeight[][] answered;

    private ConceptGraph(CodeWeight[][] meaning, CodeWeight[][] given, CodeWeight[][] neighbours)
    {
        this.meaning = meaning;
        this.given = given;
        this.neighbours = neighbours;
        answered = Turned(neighbours);
    }

    /// <param name="codes">How many codes there are.</param>
    /// <param name="links">Every relation; of two equal ones the stronger counts.</param>
    public static ConceptGraph Of(int codes, IEnumerable<Link> links)
    {
        var edges = links.ToList();
        var kinds = Rows(codes, edges.Where(e => e.Relation == Relation.IsA));
        var reached = Rows(codes, edges.Where(e => e.Relation == Relation.Reaches).Select(e => e with { Weight = e.Weight * ByReaching }));
        var gifts = Rows(codes, edges.Where(e => e.Relation == Relation.Gives));
        var answers = Answers(codes, edges, Specificity(codes, kinds));

        var (meaning, given, neighbours) = (new CodeWeight[codes][], new CodeWeight[codes][], new CodeWeight[codes][]);
        var best = new Best(codes);
        for (var code = 0; code < codes; code++)
        {
            best.AddWay(kinds, code);
            best.AddWay(reached, code);
            best.AddWays(kinds, kinds, code);
            best.AddWays(kinds, reached, code);
            best.AddWays(reached, kinds, code);
            meaning[code] = best.Take(code, LeastMeant, int.MaxValue);

            best.AddWay(gifts, code);
            best.AddWays(kinds, gifts, code);
            best.AddWays(gifts, kinds, code);
            given[code] = best.Take(code, LeastMeant, int.MaxValue);

            best.AddWay(answers, code);
            best.AddWays(answers, answers, code);
            neighbours[code] = [.. best.Take(code, LeastNear, MostNeighbours - 1).Append(new CodeWeight(code, 1f)).OrderBy(n => n.Code)];
        }

        return new ConceptGraph(meaning, given, neighbours);
    }

    /// <summary>What else a concept says: what it is a kind of and whom it reaches; itself left out.</summary>
    public ReadOnlySpan<CodeWeight> Meaning(int code) => meaning[code];

    /// <summary>What whoever is or has the concept can be expected to have; itself left out.</summary>
    public ReadOnlySpan<CodeWeight> Given(int code) => given[code];

    /// <summary>What answers a wish for the code, itself at 1, in the order of the codes.</summary>
    public ReadOnlySpan<CodeWeight> Neighbours(int code) => neighbours[code];

    /// <summary><see cref="Neighbours"/> from the other end: the wishes that having the code answers.</summary>
    public ReadOnlySpan<CodeWeight> Answered(int code) => answered[code];

    /// <summary>0 (unrelated) to 1 (the same): how far having <paramref name="had"/> answers wanting <paramref name="wanted"/>.</summary>
    public float Nearness(int wanted, int had)
    {
        if (wanted == had) return 1f;

        var row = neighbours[wanted];
        var (low, high) = (0, row.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (row[middle].Code == had) return row[middle].Weight;
            if (row[middle].Code < had) low = middle + 1;
            else high = middle - 1;
        }

        return 0f;
    }

    /// <summary>
    /// By wanted code, what answers it over one relation: a special kind in full, a general kind by how special it is,
    /// and the remaining relations in full one way and by <see cref="Backwards"/> the other.
    /// </summary>
    private static List<CodeWeight>[] Answers(int codes, List<Link> edges, float[] specificity)
    {
        var answers = Empty(codes);
        foreach (var (relation, from, to, weight) in edges)
        {
            answers[to].Add(new CodeWeight(from, relation == Relation.Reaches ? weight * ByReaching : weight));
            if (relation == Relation.IsA) answers[from].Add(new CodeWeight(to, weight * specificity[to]));
            else if (relation != Relation.Reaches) answers[from].Add(new CodeWeight(to, weight * Backwards));
        }

        return answers;
    }

    /// <summary>
    /// 1 − ln(1 + kinds of it) ÷ ln(all codes): 1 for what has no kinds, towards 0 for what nearly everything is a kind of
    /// (intrinsic information content, Seco, Veale and Hayes 2004).
    /// </summary>
    private static float[] Specificity(int codes, List<CodeWeight>[] kinds)
    {
        var below = new int[codes];
        foreach (var row in kinds)
        {
            foreach (var kind in row) below[kind.Code]++;
        }

        return Array.ConvertAll(below, n => codes < 3 ? 1f : 1f - (MathF.Log(1 + n) / MathF.Log(codes)));
    }

    private static List<CodeWeight>[] Rows(int codes, IEnumerable<Link> edges)
    {
        var rows = Empty(codes);
        foreach (var (_, from, to, weight) in edges) rows[from].Add(new CodeWeight(to, weight));
        return rows;
    }

    private static CodeWeight[][] Turned(CodeWeight[][] rows)
    {
        var turned = Empty(rows.Length);
        for (var from = 0; from < rows.Length; from++)
        {
            foreach (var (to, weight) in rows[from]) turned[to].Add(new CodeWeight(from, weight));
        }

        return Array.ConvertAll(turned, row => row.ToArray());
    }

    private static List<CodeWeight>[] Empty(int codes) => [.. Enumerable.Range(0, codes).Select(_ => new List<CodeWeight>())];

    /// <summary>The best way found so far to each code; emptied by taking it.</summary>
    private sealed class Best(int codes)
    {
        private readonly float[] weights = new float[codes];
        private readonly List<int> found = [];

        public void AddWay(List<CodeWeight>[] step, int from)
        {
            foreach (var way in step[from]) Add(way.Code, way.Weight);
        }

        public void AddWays(List<CodeWeight>[] first, List<CodeWeight>[] second, int from)
        {
            foreach (var half in first[from])
            {
                foreach (var rest in second[half.Code]) Add(rest.Code, Math.Min(MostOverTwoSteps, half.Weight * rest.Weight));
            }
        }

        public CodeWeight[] Take(int besides, float least, int most)
        {
            var taken = found.Where(c => c != besides && weights[c] >= least)
                .Select(c => new CodeWeight(c, weights[c]))
                .OrderByDescending(c => c.Weight).ThenBy(c => c.Code)
                .Take(most)
                .ToArray();
            foreach (var code in found) weights[code] = 0;
            found.Clear();
            return taken;
        }

        private void Add(int code, float weight)
        {
            if (weights[code] == 0) found.Add(code);
            if (weight > weights[code]) weights[code] = weight;
        }
    }
}
