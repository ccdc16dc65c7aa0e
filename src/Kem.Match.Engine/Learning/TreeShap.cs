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

    /// <summary>Adds each feature's Shapley value for one row.</summary>
    public void AddTo(ReadOnlySpan<float> row, Span<double> contributions)
    {
        // Per feature the contribution at each of four points; added up only once.
        Span<Vector256<double>> byPoint = row.Length <= FitsOnTheStack ? stackalloc Vector256<double>[row.Length] : new Vector256<double>[row.Length];
        Span<Factor> factors = mostNodes <= FitsOnTheStack ? stackalloc Factor[mostNodes] : new Factor[mostNodes];
        Span<Vector256<double>> products = mostNodes <= FitsOnTheStack ? stackalloc Vector256<double>[mostNodes] : new Vector256<double>[mostNodes];

        foreach (var tree in trees)
        {
            foreach (var points in tree.Points)
            {
                tree.AddTo(row, points, factors, products, byPoint);
            }
        }

        for (var i = 0; i < row.Length; i++)
        {
            contributions[i] += byPoint[i][0] + byPoint[i][1] + byPoint[i][2] + byPoint[i][3];
        }
    }

    /// <summary>What the feature that leads to a node multiplies the product by, at four points.</summary>
    /// <param name="Inverse">1 ÷ (o t + z (1 − t)).</param>
    /// <param name="Fraction">(o − z) ÷ (o t + z (1 − t)).</param>
    /// <param name="IsOpen">o: 1 when the row's value satisfies every condition on the feature so far, else 0.</param>
    private readonly record struct Factor(Vector256<double> Inverse, Vector256<double> Fraction, double IsOpen)
    {
        /// <summary>Of a feature that has not been asked about: o = z = 1.</summary>
        public static Factor None { get; } = new(Vector256<double>.One, Vector256<double>.Zero, 1);
    }

    /// <param name="Above">The child by which the path left the last split on the same feature; the root if none.</param>
    /// <param name="LeftShare">z at the left child: the product of the shares over every split on the feature.</param>
    private readonly record struct Split(
        int Node, int Feature, float Threshold, bool MissingGoesLeft, int Left, int Right, int Above, double LeftShare, double RightShare);

    private readonly record struct Leaf(int Node, double Value);

    private sealed class Tree
    {
        private readonly Split[] splits;
        private readonly Leaf[] leaves;

        public Tree(RegressionTree tree)
        {
            var shares = new double[tree.NodeCount];
            var mean = new double[tree.NodeCount];
            var inner = new List<Split>();
            var ends = new List<Leaf>();
            var paths = new Path?[tree.NodeCount];
            var mostFeatures = 0;
            shares[0] = 1;

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
                (shares[left], shares[right]) = (
                    Math.Max(Unreached, shares[above] * Share(tree, node, left)),
                    Math.Max(Unreached, shares[above] * Share(tree, node, right)));
                paths[left] = new Path(left, feature, above, paths[node]);
                paths[right] = new Path(right, feature, above, paths[node]);
                inner.Add(new Split(
                    node, feature, tree.Threshold[node], tree.MissingGoesLeft[node], left, right, above, shares[left], shares[right]));
            }

            for (var node = tree.NodeCount - 1; node >= 0; node--)
            {
                mean[node] = tree.Feature[node] == RegressionTree.Leaf
                    ? tree.Value[node]
                    : (Share(tree, node, tree.Left[node]) * mean[tree.Left[node]]) + (Share(tree, node, tree.Right[node]) * mean[tree.Right[node]]);
            }

            (splits, leaves, Expected) = ([.. inner], [.. ends], mean[0]);
            Points = mostFeatures == 0 ? [] : [.. GaussLegendre.InFours((mostFeatures + 1) / 2)];
        }

        /// <summary>The mean of the leaves, by their share of the cover.</summary>
        public double Expected { get; }

        /// <summary>Points enough for the leaf with the most features on its path; none for a tree without a split.</summary>
        public FourPoints[] Points { get; }

        public void AddTo(
            ReadOnlySpan<float> row, FourPoints points, Span<Factor> factors, Span<Vector256<double>> products, Span<Vector256<double>> byPoint)
        {
            factors[0] = Factor.None;
            products[0] = points.Weight;

            foreach (ref readonly var split in splits.AsSpan())
            {
                var value = row[split.Feature];
                var goesLeft = float.IsNaN(value) ? split.MissingGoesLeft : value <= split.Threshold;
                ref readonly var above = ref factors[split.Above];
                var without = products[split.Node] * above.Inverse;
                var isOpenLeft = goesLeft ? above.IsOpen : 0;

                Go(split.Left, split.LeftShare, isOpenLeft, without, points, factors, products);
                Go(split.Right, split.RightShare, above.IsOpen - isOpenLeft, without, points, factors, products);
            }

            foreach (ref readonly var leaf in leaves.AsSpan()) products[leaf.Node] *= leaf.Value;

            // On the way up a product becomes the sum of the leaves below.
            for (var n = splits.Length - 1; n >= 0; n--)
            {
                ref readonly var split = ref splits[n];
                var above = factors[split.Above].Fraction;
                var (left, right) = (products[split.Left], products[split.Right]);
                byPoint[split.Feature] += ((factors[split.Left].Fraction - above) * left) + ((factors[split.Right].Fraction - above) * right);
                products[split.Node] = left + right;
            }
        }

        private static void Go(
            int child, double share, double isOpen, Vector256<double> without, FourPoints points, Span<Factor> factors, Span<Vector256<double>> products)
        {
            var factor = (points.Rest * share) + (points.T * isOpen);
            var inverse = Vector256<double>.One / factor;
            factors[child] = new Factor(inverse, inverse * (isOpen - share), isOpen);
            products[child] = without * factor;
        }

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
