namespace Kem.Match.Engine.Learning;

/// <summary>
/// Looks a tree over before anything walks it: the fast walk checks no index, and a file may hold anything.
/// </summary>
internal static class TreeShape
{
    /// <summary>A child is found by 16 bits from its parent; see <see cref="TreeWalk"/>.</summary>
    public const int MostNodes = ushort.MaxValue;

    /// <summary>What is wrong with the trees for rows of so many features; null when they are sound.</summary>
    public static string? Fault(IReadOnlyList<RegressionTree> trees, int features)
    {
        for (var n = 0; n < trees.Count; n++)
        {
            if (Fault(trees[n], features) is { } fault) return $"tree {n}: {fault}";
        }

        var keys = RowKeys.UsedBy(trees).Count;
        return keys > RowKeys.Most ? $"the trees ask about {keys} values, those that send a missing one both ways counted twice; at most {RowKeys.Most} can be walked" : null;
    }

    private static string? Fault(RegressionTree tree, int features)
    {
        var count = tree.NodeCount;
        if (count == 0) return "it has no node";
        if (count > MostNodes) return $"it has {count} nodes; at most {MostNodes} can be walked";
        if (!HasOneEntryPerNode(tree)) return "its arrays differ in length";

        var parents = new int[count];
        for (var node = 0; node < count; node++)
        {
            if (!float.IsFinite(tree.Value[node])) return $"node {node} has no finite value";
            if (!float.IsFinite(tree.Gain[node])) return $"node {node} has no finite gain";
            if (!float.IsFinite(tree.Cover[node]) || tree.Cover[node] < 0) return $"node {node} has no cover of 0 or more";
            if (tree.Feature[node] == RegressionTree.Leaf) continue;
            if (tree.Feature[node] < 0 || tree.Feature[node] >= features) return $"node {node} asks about feature {tree.Feature[node]} of {features}";
            if (!float.IsFinite(tree.Threshold[node])) return $"node {node} has no finite threshold";
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
