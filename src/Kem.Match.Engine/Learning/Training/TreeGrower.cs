using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Grows one tree at a time, leaf by leaf: the leaf whose best split gains most is split next. Of two children the one with fewer
/// rows is counted into a histogram, the other one's is what remains of their parent's.
/// </summary>
internal sealed class TreeGrower
{
    private readonly BinnedRows bins;
    private readonly HistogramLayout layout;
    private readonly TrainingSettings settings;
    private readonly Direction[] directions;
    private readonly Crew crew;
    private readonly RowPartition partition;
    private readonly Stack<Vector128<int>[]> unused = [];
    private readonly Vector128<int>[][] parts;
    private readonly int[] shareStarts;
    private readonly Split[] found;
    private readonly List<Leaf> leaves = [];

    public TreeGrower(BinnedRows bins, TrainingSettings settings, Crew crew, int mostRows)
    {
        (this.bins, this.settings, this.crew) = (bins, settings, crew);
        layout = new HistogramLayout(bins);
        partition = new RowPartition(bins, crew, mostRows);
        parts = [.. Enumerable.Range(1, crew.Size - 1).Select(_ => new Vector128<int>[layout.Cells])];
        found = new Split[2 * crew.Size];
        directions = [.. bins.Features.Select(feature => settings.Directions?[feature.Column] ?? Direction.Any)];
        shareStarts = ShareFeatures();
    }

    /// <summary>Grows a tree on the given rows.</summary>
    /// <param name="rows">Low to high.</param>
    /// <param name="gradients">Of the rows.</param>
    /// <param name="asked">Which features the tree may ask about.</param>
    /// <returns>The tree, or nothing when no split lowers the loss.</returns>
    public RegressionTree? Grow(ReadOnlySpan<int> rows, StepGradients gradients, bool[] asked)
    {
        foreach (var leaf in leaves) GiveBack(leaf);
        leaves.Clear();
        partition.Start(rows);

        var limits = LimitsIn(gradients);
        var tree = new TreeBuilder(bins, settings.Rate, gradients);
        var root = new Leaf { Count = rows.Length, Range = ValueRange.Any, Histogram = Take() };
        Count(root, gradients);
        root.Sums = SumsOf(root.Histogram);
        root.Node = tree.Add(root.Sums, root.Range, limits.L2);
        leaves.Add(root);
        if (bins.Features.Length > 0 && CanBeSplit(root, limits)) Search(root, null, limits, asked);

        while (leaves.Count < settings.Leaves && BestLeaf() is { } next) Divide(next, tree, limits, gradients, asked);

        return leaves.Count == 1 ? null : tree.Finish();
    }

    /// <summary>Adds the last tree's values to the scores of the rows that it was grown on.</summary>
    public void AddTo(float[] scores, RegressionTree tree)
    {
        crew.Run(member =>
        {
            foreach (var leaf in leaves)
            {
                var value = tree.Value[leaf.Node];
                var (first, end) = crew.ShareOf(member, leaf.Count);
                foreach (var row in partition.Of(leaf.Start + first, end - first)) scores[row] += value;
            }
        });
    }

    private void Divide(Leaf parent, TreeBuilder tree, LeafLimits limits, StepGradients gradients, bool[] asked)
    {
        var split = parent.Best;
        var leftRows = partition.Divide(parent.Start, parent.Count, split);
        var (leftRange, rightRange) = RangesOf(parent, split, limits);

        var left = new Leaf { Start = parent.Start, Count = leftRows, Depth = parent.Depth + 1, Sums = split.Left, Range = leftRange };
        var right = new Leaf
        {
            Start = parent.Start + leftRows,
            Count = parent.Count - leftRows,
            Depth = parent.Depth + 1,
            Sums = parent.Sums - split.Left,
            Range = rightRange,
        };
        left.Node = tree.Add(left.Sums, leftRange, limits.L2);
        right.Node = tree.Add(right.Sums, rightRange, limits.L2);
        tree.Divide(parent.Node, split, left.Node, right.Node);

        // The left child takes its parent's place, so that equal gains are settled by age.
        leaves[leaves.IndexOf(parent)] = left;
        leaves.Add(right);

        var (fewer, more) = left.Count <= right.Count ? (left, right) : (right, left);
        more.Histogram = parent.Histogram;
        if (leaves.Count == settings.Leaves || (!CanBeSplit(fewer, limits) && !CanBeSplit(more, limits))) return;

        fewer.Histogram = Take();
        Count(fewer, gradients);
        Search(fewer, more, limits, asked);
    }

    private (ValueRange Left, ValueRange Right) RangesOf(Leaf parent, Split split, LeafLimits limits)
    {
        // Present rows on one side and missing ones on the other: no order between the two is asked for.
        var direction = directions[split.Feature];
        if (direction == Direction.Any || split.Bin == bins.Features[split.Feature].Bins.ValueBins - 1) return (parent.Range, parent.Range);

        var right = parent.Sums - split.Left;
        var middle = (parent.Range.ValueOf(split.Left[0], split.Left[1], limits.L2) + parent.Range.ValueOf(right[0], right[1], limits.L2)) / 2;
        var (below, above) = (parent.Range with { High = middle }, parent.Range with { Low = middle });
        return direction == Direction.Up ? (below, above) : (above, below);
    }

    private Leaf? BestLeaf()
    {
        Leaf? best = null;
        foreach (var leaf in leaves)
        {
            if (leaf.Best.Gain > (best?.Best.Gain ?? 0)) best = leaf;
        }

        return best;
    }

    private bool CanBeSplit(Leaf leaf, LeafLimits limits) =>
        leaf.Count >= 2 * limits.Rows && leaf.Sums[1] >= 2 * limits.Hessian && (settings.Depth == 0 || leaf.Depth < settings.Depth);

    // Every member counts its share of the rows, and then brings its share of the sums together.
    private void Count(Leaf leaf, StepGradients gradients)
    {
        var cells = leaf.Histogram!;
        if (!crew.Shares(leaf.Count))
        {
            Count(leaf.Start, leaf.Count, gradients, cells);
            return;
        }

        crew.Run(member =>
        {
            var (first, end) = crew.ShareOf(member, leaf.Count);
            Count(leaf.Start + first, end - first, gradients, member == 0 ? cells : parts[member - 1]);
        });
        crew.Run(member =>
        {
            var (first, end) = crew.ShareOf(member, layout.Cells);
            foreach (var part in parts) Histogram.Add(part.AsSpan(first..end), cells.AsSpan(first..end));
        });
    }

    private void Count(int start, int count, StepGradients gradients, Vector128<int>[] cells)
    {
        Array.Clear(cells);
        for (var block = 0; block < bins.Blocks; block++)
        {
            Histogram.Add(bins.Block(block), layout.SlotsOf(block), partition.Of(start, count), gradients.Rows, cells);
        }
    }

    private void Search(Leaf leaf, Leaf? sibling, LeafLimits limits, bool[] asked)
    {
        crew.Run(member =>
        {
            var (first, end) = (shareStarts[member], shareStarts[member + 1]);
            if (sibling is not null)
            {
                var cells = layout.StartOf(first)..layout.StartOf(end);
                Histogram.Subtract(leaf.Histogram.AsSpan(cells), sibling.Histogram.AsSpan(cells));
                found[crew.Size + member] = BestOf(sibling, limits, asked, first, end);
            }

            found[member] = BestOf(leaf, limits, asked, first, end);
        });

        leaf.Best = BestFound(0);
        if (sibling is not null) sibling.Best = BestFound(crew.Size);
    }

    private Split BestOf(Leaf leaf, LeafLimits limits, bool[] asked, int first, int end)
    {
        var best = default(Split);
        if (!CanBeSplit(leaf, limits)) return best;

        var finder = new SplitFinder(limits, leaf.Sums, leaf.Range);
        for (var feature = first; feature < end; feature++)
        {
            if (!asked[feature]) continue;

            var cells = leaf.Histogram.AsSpan(layout.StartOf(feature));
            best = Split.Better(best, finder.Best(feature, cells, bins.Features[feature].Bins.ValueBins, directions[feature]));
        }

        return best;
    }

    private Split BestFound(int first)
    {
        var best = found[first];
        for (var member = 1; member < crew.Size; member++) best = Split.Better(best, found[first + member]);
        return best;
    }

    private Vector128<int> SumsOf(Vector128<int>[] cells)
    {
        var sums = Vector128<int>.Zero;
        if (bins.Features.Length == 0) return sums;

        for (var cell = layout.StartOf(0); cell <= layout.StartOf(0) + bins.Features[0].Bins.MissingBin; cell++) sums += cells[cell];
        return sums;
    }

    // Features with about as many cells for every member.
    private int[] ShareFeatures()
    {
        var starts = new int[crew.Size + 1];
        for (var member = 1; member <= crew.Size; member++)
        {
            var feature = starts[member - 1];
            var cells = (long)layout.StartOf(bins.Features.Length) * member / crew.Size;
            while (feature < bins.Features.Length && layout.StartOf(feature + 1) <= cells) feature++;
            starts[member] = feature;
        }

        starts[^1] = bins.Features.Length;
        return starts;
    }

    private LeafLimits LimitsIn(StepGradients gradients) => new(
        settings.LeafRows,
        Math.Max(settings.LeafHessian / gradients.HessianUnit, settings.L2 > 0 ? 0 : 1),
        settings.L2 / gradients.HessianUnit);

    private Vector128<int>[] Take() => unused.TryPop(out var cells) ? cells : new Vector128<int>[layout.Cells];

    private void GiveBack(Leaf leaf)
    {
        if (leaf.Histogram is { } cells) unused.Push(cells);
    }

    private sealed class Leaf
    {
        public int Node { get; set; }
        public int Start { get; init; }
        public int Count { get; init; }
        public int Depth { get; init; }
        public Vector128<int> Sums { get; set; }
        public ValueRange Range { get; init; }
        public Vector128<int>[]? Histogram { get; set; }
        public Split Best { get; set; }
    }
}
