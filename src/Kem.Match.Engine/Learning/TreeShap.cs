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

    /// <summary>So many pairs of rows go through a tree while it lies at hand.</summary>
    private const int PairsAtOnce = 8;

    /// <summary>Both rows of a pair.</summary>
    private const int Both = 3;

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
        // By pair of rows and feature the contributions at each of four points; added up only once.
        var byPoint = new Vector512<double>[PairsAtOnce * width];
        var most = 2 * byPoint.Length;
        for (var done = 0; done < rows.Length; done += most)
        {
            var some = rows.Slice(done, Math.Min(most, rows.Length - done));
            Array.Clear(byPoint);
            AddAtPoints(some, width, byPoint);
            for (var i = 0; i < some.Length; i++)
            {
                var (row, feature) = Math.DivRem(i, width);
                var both = byPoint[(row / 2 * width) + feature];
                contributions[done + i] += Vector256.Sum(row % 2 == 0 ? both.GetLower() : both.GetUpper());
            }
        }
    }

    private void AddAtPoints(ReadOnlySpan<float> rows, int width, Span<Vector512<double>> byPoint)
    {
        Span<int> open = mostNodes <= FitsOnTheStack ? stackalloc int[mostNodes] : new int[mostNodes];
        var bytes = CacheLines.BytesFor<Vector512<double>>(mostNodes);
        var products = CacheLines.Aligned<Vector512<double>>(mostNodes <= FitsOnTheStack ? stackalloc byte[bytes] : new byte[bytes]);

        foreach (var tree in trees)
        {
            for (var group = 0; group < tree.Groups; group++)
            {
                for (var (first, pair) = (0, 0); first < rows.Length; (first, pair) = (first + (2 * width), pair + width))
                {
                    // Somebody who is left alone goes with himself.
                    var second = first + width < rows.Length ? first + width : first;
                    tree.AddTo(rows.Slice(first, width), rows.Slice(second, width), group, open, products, byPoint.Slice(pair, width));
                }
            }
        }
    }

    /// <param name="Above">The child by which the path left the last split on the same feature; the root if none.</param>
    private readonly record struct Split(int Node, int Feature, float Threshold, bool MissingGoesLeft, int Above, int Left, int Right)
    {
        /// <summary>1 or 0.</summary>
        public int GoesLeft(ReadOnlySpan<float> row)
        {
            var value = row[Feature];
            return (value <= Threshold) | (float.IsNaN(value) & MissingGoesLeft) ? 1 : 0;
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
        /// <param name="open">Room for o of every node, a bit each row: 1 when its value satisfies every condition on the feature so far.</param>
        /// <param name="products">Room for the products of every node.</param>
        /// <param name="byPoint">By feature; added to.</param>
        public void AddTo(
            ReadOnlySpan<float> first, ReadOnlySpan<float> second, int group, Span<int> open, Span<Vector512<double>> products, Span<Vector512<double>> byPoint)
        {
            var (t, rest, closed) = (Twice(points[group].T), Twice(points[group].Rest), Twice(points[group].OneOverRest));

            // Every number of a node was checked when the tree was made, so it is not checked again.
            ref var openInverse = ref MemoryMarshal.GetArrayDataReference(openInverses[group]);
            ref var share = ref MemoryMarshal.GetArrayDataReference(shares);
            ref var mask = ref MemoryMarshal.GetArrayDataReference(Masks);
            ref var isOpen = ref MemoryMarshal.GetReference(open);
            ref var product = ref MemoryMarshal.GetReference(products);
            isOpen = Both;
            product = Twice(points[group].Weight);

            foreach (ref readonly var split in splits.AsSpan())
            {
                var toLeft = split.GoesLeft(first) | (split.GoesLeft(second) << 1);
                var above = Unsafe.Add(ref isOpen, split.Above);
                var (left, right) = (above & toLeft, above & ~toLeft);

                var inverse = Vector512.ConditionalSelect(
                    Unsafe.Add(ref mask, above), Twice(Unsafe.Add(ref openInverse, split.Above)), closed * Unsafe.Add(ref share, split.Above).OneOver);
                var without = Unsafe.Add(ref product, split.Node) * inverse;
                Unsafe.Add(ref product, split.Left) = without * Vector512.FusedMultiplyAdd(rest, Vector512.Create(Unsafe.Add(ref share, split.Left).Value), t & Unsafe.Add(ref mask, left));
                Unsafe.Add(ref product, split.Right) = without * Vector512.FusedMultiplyAdd(rest, Vector512.Create(Unsafe.Add(ref share, split.Right).Value), t & Unsafe.Add(ref mask, right));
                Unsafe.Add(ref isOpen, split.Left) = left;
                Unsafe.Add(ref isOpen, split.Right) = right;
            }

            foreach (ref readonly var leaf in leaves.AsSpan()) Unsafe.Add(ref product, leaf.Node) *= leaf.Value;

            // On the way up a product becomes the sum of the leaves below. Where o = 0 the fraction (o − z) ÷ (z (1 − t)) is −1 ÷ (1 − t), whatever z.
            closed = -closed;
            for (var n = splits.Length - 1; n >= 0; n--)
            {
                ref readonly var split = ref splits[n];
                var (left, right) = (Unsafe.Add(ref product, split.Left), Unsafe.Add(ref product, split.Right));
                var both = left + right;
                var ofLeft = Vector512.ConditionalSelect(Unsafe.Add(ref mask, Unsafe.Add(ref isOpen, split.Left)), Twice(Unsafe.Add(ref openInverse, split.Left)) * (1 - Unsafe.Add(ref share, split.Left).Value), closed);
                var ofRight = Vector512.ConditionalSelect(Unsafe.Add(ref mask, Unsafe.Add(ref isOpen, split.Right)), Twice(Unsafe.Add(ref openInverse, split.Right)) * (1 - Unsafe.Add(ref share, split.Right).Value), closed);
                var ofAbove = Vector512.ConditionalSelect(Unsafe.Add(ref mask, Unsafe.Add(ref isOpen, split.Above)), Twice(Unsafe.Add(ref openInverse, split.Above)) * (1 - Unsafe.Add(ref share, split.Above).Value), closed);
                ref var sum = ref byPoint[split.Feature];
                sum += Vector512.FusedMultiplyAdd(ofLeft, left, Vector512.FusedMultiplyAdd(ofRight, right, -(ofAbove * both)));
                Unsafe.Add(ref product, split.Node) = both;
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
