using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning;

/// <summary>
/// Exact Shapley values of an ensemble, the path-dependent TreeSHAP of Lundberg et al. (2020, "From local explanations
/// to global understanding with explainable AI for trees"): a feature that is not known sends a row both ways, each by
/// the share of the parent's cover that went there in training.
/// </summary>
/// <remarks>
/// <para>
/// A leaf of value v whose path asks about the features P is worth v Π z over the features that are not known, where z is
/// the product of the shares, and nothing if a known one (o = 0, else 1) leads elsewhere. A Shapley value is the integral
/// over t from 0 to 1 of the derivative of the multilinear extension at (t, …, t) (Owen 1972), which for this leaf is
/// φᵢ = v ∫ (oᵢ − zᵢ) Π over j ≠ i of (oⱼ t + zⱼ (1 − t)) dt. The integrand is a polynomial of degree |P| − 1, so a
/// <see cref="GaussLegendre"/> rule of |P| ÷ 2 points gives the integral exactly, and every factor is positive, so nothing
/// cancels. One way down the tree makes the products, one way up adds the leaves below each split, four points at a time:
/// the time grows with the number of nodes, not with leaves × depth².
/// </para>
/// <para>
/// A feature asked about again further down replaces its factor: the product is divided by the old factor and the
/// contribution counts the new fraction (o − z) ÷ factor less the old one, as in linear TreeSHAP (Yu et al. 2022).
/// </para>
/// </remarks>
internal sealed class TreeShap
{
    /// <summary>Where a path without a training row is entered, so that no factor is 0. No double sum can tell it from 0.</summary>
    private const double Unreached = 1e-200;

    private const int FitsOnTheStack = 128;

    /// <summary>So many pairs of rows go through a tree together: one value of each row fills the widest vector.</summary>
    private const int PairsAtOnce = RowsAtOnce / 2;

    private const int RowsAtOnce = 16;

    /// <summary>Both rows of a pair.</summary>
    private const int Both = 3;

    /// <summary>Every row of every pair.</summary>
    private const int Everybody = (1 << RowsAtOnce) - 1;

    /// <summary>All bits of the rows that a number from 0 to <see cref="Both"/> names.</summary>
    private static readonly Vector512<double>[] Masks =
    [
        Vector512<double>.Zero,
        Vector512.Create(Vector256<double>.AllBitsSet, Vector256<double>.Zero),
        Vector512.Create(Vector256<double>.Zero, Vector256<double>.AllBitsSet),
        Vector512<double>.AllBitsSet,
    ];

    private readonly Tree[] trees;
    private readonly int mostNodes;

    /// <param name="trees">Found sound by <see cref="TreeShape"/>.</param>
    public TreeShap(IReadOnlyList<RegressionTree> trees)
    {
        this.trees = [.. trees.Select(t => new Tree(t))];
        mostNodes = trees.Select(t => t.NodeCount).DefaultIfEmpty(1).Max();
        Expected = this.trees.Sum(t => t.Expected);
    }

    /// <summary>The sum of the trees when no feature is known.</summary>
    public double Expected { get; }

    /// <summary>Adds each feature's Shapley value, row by row.</summary>
    /// <param name="rows">Row-major, <paramref name="width"/> values a row.</param>
    /// <param name="contributions">As many as values.</param>
    public void AddTo(ReadOnlySpan<float> rows, int width, Span<double> contributions)
    {
        // By feature: the values of the rows, and by pair of rows the contributions at each of four points, added up only once.
        var columns = CacheLines.Aligned<Vector512<float>>(new byte[CacheLines.BytesFor<Vector512<float>>(width)])[..width];
        var byPoint = CacheLines.Aligned<Vector512<double>>(new byte[CacheLines.BytesFor<Vector512<double>>(width * PairsAtOnce)]);
        for (var done = 0; done < rows.Length; done += RowsAtOnce * width)
        {
            var some = rows.Slice(done, Math.Min(RowsAtOnce * width, rows.Length - done));
            var pairs = ((some.Length / width) + 1) / 2;
            Transpose(some, columns);
            byPoint.Clear();
            AddAtPoints(columns, pairs, byPoint);
            for (var i = 0; i < some.Length; i++)
            {
                var (row, feature) = Math.DivRem(i, width);
                var both = byPoint[(feature * pairs) + (row / 2)];
                contributions[done + i] += Vector256.Sum(row % 2 == 0 ? both.GetLower() : both.GetUpper());
            }
        }
    }

    /// <summary>What stands where there is no row is not looked at.</summary>
    private static void Transpose(ReadOnlySpan<float> rows, Span<Vector512<float>> columns)
    {
        var values = MemoryMarshal.Cast<Vector512<float>, float>(columns);
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, feature) = Math.DivRem(i, columns.Length);
            values[(feature * RowsAtOnce) + row] = rows[i];
        }
    }

    private void AddAtPoints(ReadOnlySpan<Vector512<float>> columns, int pairs, Span<Vector512<double>> byPoint)
    {
        Span<int> open = mostNodes <= FitsOnTheStack ? stackalloc int[mostNodes] : new int[mostNodes];
        var bytes = CacheLines.BytesFor<Vector512<double>>(mostNodes * pairs);
        var products = CacheLines.Aligned<Vector512<double>>(mostNodes <= FitsOnTheStack ? stackalloc byte[bytes] : new byte[bytes]);

        foreach (var tree in trees)
        {
            for (var group = 0; group < tree.Groups; group++) tree.AddTo(columns, pairs, group, open, products, byPoint);
        }
    }

    /// <param name="Above">The child by which the path left the last split on the same feature; the root if none.</param>
    private readonly record struct Split(int Node, int Feature, float Threshold, bool MissingGoesLeft, int Above, int Left, int Right)
    {
        /// <summary>A bit for each row.</summary>
        public int GoLeft(Vector512<float> values)
        {
            var goLeft = Vector512.LessThanOrEqual(values, Vector512.Create(Threshold));
            return (int)(MissingGoesLeft ? goLeft | Vector512.IsNaN(values) : goLeft).ExtractMostSignificantBits();
        }
    }

    private readonly record struct Leaf(int Node, double Value);

    /// <summary>z of a node: the product of the shares over every split on the feature that leads to it.</summary>
    private readonly record struct NodeShare(double Value)
    {
        public double OneOver { get; } = 1 / Value;
    }

    private sealed class Tree
    {
        private readonly Split[] splits;
        private readonly Leaf[] leaves;
        private readonly NodeShare[] shares;

        /// <summary>Points enough for the leaf with the most features on its path; none for a tree without a split.</summary>
        private readonly FourPoints[] points;

        /// <summary>By group of points and node: 1 ÷ (t + z (1 − t)), what a feature whose value leads there (o = 1) has.</summary>
        private readonly Vector256<double>[][] openInverses;

        public Tree(RegressionTree tree)
        {
            shares = new NodeShare[tree.NodeCount];
            var mean = new double[tree.NodeCount];
            var inner = new List<Split>();
            var ends = new List<Leaf>();
            var paths = new Path?[tree.NodeCount];
            var mostFeatures = 0;
            shares[0] = new NodeShare(1);

            for (var node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] == RegressionTree.Leaf)
                {
                    ends.Add(new Leaf(node, tree.Value[node]));
                    mostFeatures = Math.Max(mostFeatures, paths[node]?.Features ?? 0);
                    continue;
                }

                var (feature, left, right) = (tree.Feature[node], tree.Left[node], tree.Right[node]);
                var above = Path.LastOn(feature, paths[node]);
                foreach (var child in (ReadOnlySpan<int>)[left, right])
                {
                    shares[child] = new NodeShare(Math.Max(Unreached, shares[above].Value * Share(tree, node, child)));
                    paths[child] = new Path(child, feature, above, paths[node]);
                }

                inner.Add(new Split(node, feature, tree.Threshold[node], tree.MissingGoesLeft[node], above, left, right));
            }

            for (var node = tree.NodeCount - 1; node >= 0; node--)
            {
                mean[node] = tree.Feature[node] == RegressionTree.Leaf
                    ? tree.Value[node]
                    : (Share(tree, node, tree.Left[node]) * mean[tree.Left[node]]) + (Share(tree, node, tree.Right[node]) * mean[tree.Right[node]]);
            }

            (splits, leaves, Expected) = ([.. inner], [.. ends], mean[0]);
            points = mostFeatures == 0 ? [] : [.. GaussLegendre.InFours((mostFeatures + 1) / 2)];
            openInverses = Array.ConvertAll(points, p => Array.ConvertAll(shares, z => Vector256<double>.One / (p.T + (p.Rest * z.Value))));
        }

        /// <summary>The mean of the leaves, by their share of the cover.</summary>
        public double Expected { get; }

        /// <summary>Groups of four points.</summary>
        public int Groups => points.Length;

        /// <summary>Two rows side by side: the lower four numbers of a vector are the first one's, the upper the second one's.</summary>
        /// <param name="columns">By feature: the values of the rows.</param>
        /// <param name="pairs">How many pairs of rows there are.</param>
        /// <param name="open">Room for o of every node, a bit each row: 1 when its value satisfies every condition on the feature so far.</param>
        /// <param name="products">Room for the products of every node, pair by pair.</param>
        /// <param name="byPoint">By feature and pair; added to.</param>
        public void AddTo(
            ReadOnlySpan<Vector512<float>> columns, int pairs, int group, Span<int> open, Span<Vector512<double>> products, Span<Vector512<double>> byPoint)
        {
            var (t, rest, closed) = (Twice(points[group].T), Twice(points[group].Rest), Twice(points[group].OneOverRest));

            // Every number of a node was checked when the tree was made, so it is not checked again.
            ref var openInverse = ref MemoryMarshal.GetArrayDataReference(openInverses[group]);
            ref var share = ref MemoryMarshal.GetArrayDataReference(shares);
            ref var mask = ref MemoryMarshal.GetArrayDataReference(Masks);
            ref var isOpen = ref MemoryMarshal.GetReference(open);
            ref var product = ref MemoryMarshal.GetReference(products);
            ref var sums = ref MemoryMarshal.GetReference(byPoint);
            isOpen = Everybody;
            products[..pairs].Fill(Twice(points[group].Weight));

            foreach (ref readonly var split in splits.AsSpan())
            {
                var above = Unsafe.Add(ref isOpen, split.Above);
                var left = above & split.GoLeft(columns[split.Feature]);
                var right = above & ~left;
                Unsafe.Add(ref isOpen, split.Left) = left;
                Unsafe.Add(ref isOpen, split.Right) = right;

                var (inverseIfOpen, inverseIfClosed) = (Twice(Unsafe.Add(ref openInverse, split.Above)), closed * Unsafe.Add(ref share, split.Above).OneOver);
                var (leftIfClosed, rightIfClosed) = (rest * Unsafe.Add(ref share, split.Left).Value, rest * Unsafe.Add(ref share, split.Right).Value);
                var (leftIfOpen, rightIfOpen) = (leftIfClosed + t, rightIfClosed + t);
                ref var here = ref Unsafe.Add(ref product, split.Node * pairs);
                ref var toLeft = ref Unsafe.Add(ref product, split.Left * pairs);
                ref var toRight = ref Unsafe.Add(ref product, split.Right * pairs);
                for (var pair = 0; pair < pairs; pair++)
                {
                    var without = Unsafe.Add(ref here, pair) * Vector512.ConditionalSelect(Unsafe.Add(ref mask, above & Both), inverseIfOpen, inverseIfClosed);
                    Unsafe.Add(ref toLeft, pair) = without * Vector512.ConditionalSelect(Unsafe.Add(ref mask, left & Both), leftIfOpen, leftIfClosed);
                    Unsafe.Add(ref toRight, pair) = without * Vector512.ConditionalSelect(Unsafe.Add(ref mask, right & Both), rightIfOpen, rightIfClosed);
                    (above, left, right) = (above >> 2, left >> 2, right >> 2);
                }
            }

            foreach (ref readonly var leaf in leaves.AsSpan())
            {
                for (var pair = 0; pair < pairs; pair++) Unsafe.Add(ref product, (leaf.Node * pairs) + pair) *= leaf.Value;
            }

            // On the way up a product becomes the sum of the leaves below. Where o = 0 the fraction (o − z) ÷ (z (1 − t)) is −1 ÷ (1 − t), whatever z.
            closed = -closed;
            for (var n = splits.Length - 1; n >= 0; n--)
            {
                ref readonly var split = ref splits[n];
                var (above, left, right) = (Unsafe.Add(ref isOpen, split.Above), Unsafe.Add(ref isOpen, split.Left), Unsafe.Add(ref isOpen, split.Right));
                var aboveIfOpen = Twice(Unsafe.Add(ref openInverse, split.Above)) * (1 - Unsafe.Add(ref share, split.Above).Value);
                var leftIfOpen = Twice(Unsafe.Add(ref openInverse, split.Left)) * (1 - Unsafe.Add(ref share, split.Left).Value);
                var rightIfOpen = Twice(Unsafe.Add(ref openInverse, split.Right)) * (1 - Unsafe.Add(ref share, split.Right).Value);
                ref var here = ref Unsafe.Add(ref product, split.Node * pairs);
                ref var toLeft = ref Unsafe.Add(ref product, split.Left * pairs);
                ref var toRight = ref Unsafe.Add(ref product, split.Right * pairs);
                ref var sum = ref Unsafe.Add(ref sums, split.Feature * pairs);
                for (var pair = 0; pair < pairs; pair++)
                {
                    var (belowLeft, belowRight) = (Unsafe.Add(ref toLeft, pair), Unsafe.Add(ref toRight, pair));
                    var both = belowLeft + belowRight;
                    var ofLeft = Vector512.ConditionalSelect(Unsafe.Add(ref mask, left & Both), leftIfOpen, closed);
                    var ofRight = Vector512.ConditionalSelect(Unsafe.Add(ref mask, right & Both), rightIfOpen, closed);
                    var ofAbove = Vector512.ConditionalSelect(Unsafe.Add(ref mask, above & Both), aboveIfOpen, closed);
                    Unsafe.Add(ref sum, pair) += Vector512.FusedMultiplyAdd(ofLeft, belowLeft, Vector512.FusedMultiplyAdd(ofRight, belowRight, -(ofAbove * both)));
                    Unsafe.Add(ref here, pair) = both;
                    (above, left, right) = (above >> 2, left >> 2, right >> 2);
                }
            }
        }

        private static Vector512<double> Twice(Vector256<double> four) => Vector512.Create(four, four);

        /// <summary>Cover of the child ÷ cover of the parent; half where the parent has none.</summary>
        private static double Share(RegressionTree tree, int parent, int child) =>
            tree.Cover[parent] > 0 ? tree.Cover[child] / (double)tree.Cover[parent] : 0.5;
    }

    /// <summary>The splits from the root to a node, last one first.</summary>
    private sealed record Path(int Child, int Feature, int Above, Path? Before)
    {
        /// <summary>Different features on the way.</summary>
        public int Features { get; } = (Before?.Features ?? 0) + (Above == 0 ? 1 : 0);

        /// <summary>The child that the last split on the feature led to; 0, the root, if there was none.</summary>
        public static int LastOn(int feature, Path? path)
        {
            while (path is not null && path.Feature != feature) path = path.Before;
            return path?.Child ?? 0;
        }
    }
}
