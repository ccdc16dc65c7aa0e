namespace Kem.Match.Engine.Learning;

/// <summary>
/// Looks a tree over before anything walks it: the fast walk checks no index, and a file may hold anything.
/// </summary>
internal static class TreeShape
{
    /// <summary>Two keys a feature for eight rows must be told apart by 16 bits; see <see cref="RowKeys"/>.</summary>
    public const int MostFeatures = ushort.MaxValue / (2 * RowKeys.Lanes);

    /// <summary>A child is found by 16 bits from its parent; see <see cref="TreeWalk"/>.</summary>
    public const int MostNodes = ushort.MaxValue;

    /// <summary>What is wrong with the tree for rows of so many features; null when it is sound.</summary>
    public static string? Fault(RegressionTree tree, int features)
    {
        var count = tree.NodeCount;
        if (count == 0) return "a tree has no node";
        if (count > MostNodes) return $"a tree has {count} nodes; at most {MostNodes} can be walked";
        if (features > MostFeatures) return $"rows have {features} values; at most {MostFeatures} can be walked";
        if (!HasOneEntryPerNode(tree)) return "the arrays of a tree differ in length";

        var parents = new int[count];
        for (var node = 0; node < count; node++)
        {
            if (!float.IsFinite(tree.Value[node])) return $"node {node} has no finite value";
            if (!float.IsFinite(tree.Cover[node]) || tree.Cover[node] < 0) return $"node {node} has no cover of 0 or more";
            if (tree.Feature[node] == RegressionTree.Leaf) continue;
            if (tree.Feature[node] < 0 || tree.Feature[node] >= features) return $"node {node} asks about feature {tree.Feature[node]} of {features}";
            if (float.IsNaN(tree.Threshold[node])) return $"node {node} has no threshold";
            if (!ComesAfter(tree.Left[node]) || !ComesAfter(tree.Right[node])) return $"a child of node {node} does not come after it";

            parents[tree.Left[node]]++;
            parents[tree.Right[node]]++;

            bool ComesAfter(int child) => child > node && child < count;
        }

        var stray = Array.FindIndex(parents, 1, p => p != 1);
        return stray < 0 ? null : $"node {stray} has {parents[stray]} parents";
    }

    private static bool HasOneEntryPerNode(RegressionTree tree) =>
        new[]
        {
            tree.Threshold.Length, tree.MissingGoesLeft.Length, tree.Left.Length, tree.Right.Length,
            tree.Value.Length, tree.Cover.Length, tree.Gain.Length,
        }.All(length => length == tree.NodeCount);
}
