using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning;

/// <summary>
/// Finds the leaves of many rows quickly. Values and thresholds become whole numbers that compare alike; siblings lie
/// side by side, so that a step is one comparison added to an index, without a branch to guess wrong; a leaf leads to
/// itself, so that every row takes as many steps as the tree is deep; and eight rows (or, for one row, eight trees)
/// take turns, so that none waits for memory alone. Where rows are many and the tree is small, all its questions are asked
/// instead (<see cref="TreeBlend"/>).
/// </summary>
internal sealed class TreeWalk
{
    /// <summary>Rows, or trees for one row, that take turns.</summary>
    private const int Lanes = RowKeys.Half;

    /// <summary>Rows whose keys are held at a time; with them and one tree the innermost cache is not yet full.</summary>
    private const int RowsAtATime = 4 * TreeBlend.RowsAtOnce;

    /// <summary>With so few rows, walking is quicker than asking everything.</summary>
    private const int Few = RowKeys.Lanes;

    /// <summary>Numbers that are put on the stack rather than on the heap.</summary>
    private const int FitsOnTheStack = 8192;

    private readonly RowKeys keys;
    private readonly Node[] nodes;
    private readonly double[] values;
    private readonly int[] roots;
    private readonly int[] depths;
    private readonly TreeBlend?[] blends;
    private readonly int treeCount;

    /// <param name="trees">Found sound by <see cref="TreeShape"/>: no step checks an index.</param>
    public TreeWalk(IReadOnlyList<RegressionTree> trees)
    {
        keys = new RowKeys(trees);
        treeCount = trees.Count;

        var padded = (treeCount + Lanes - 1) / Lanes * Lanes;
        var total = trees.Sum(t => t.NodeCount);
        nodes = new Node[total + 1];
        values = new double[total + 1];
        roots = new int[padded];
        depths = new int[padded];
        blends = [.. trees.Select(tree => TreeBlend.Of(tree, keys))];

        var next = 0;
        for (var n = 0; n < treeCount; n++)
        {
            roots[n] = next;
            depths[n] = LayOut(trees[n], ref next);
        }

        // One leaf of value 0 stands in for the trees that are missing to a multiple of the lanes.
        nodes[total] = Node.Leaf;
        Array.Fill(roots, total, treeCount, padded - treeCount);
    }

    /// <summary>Adds <paramref name="baseScore"/> and every tree's value to each row's score.</summary>
    public void AddTo(ReadOnlySpan<float> rows, int width, double baseScore, Span<double> scores)
    {
        if (scores.Length == 1)
        {
            scores[0] = WalkOne(rows, scores[0] + baseScore);
            return;
        }

        var size = keys.Count * Padded(Math.Min(RowsAtATime, scores.Length));
        var bytes = CacheLines.BytesFor<int>(size);
        var block = CacheLines.Aligned<int>(size <= FitsOnTheStack ? stackalloc byte[bytes] : new byte[bytes]);
        var slots = CacheLines.Aligned<Vector512<int>>(stackalloc byte[CacheLines.BytesFor<Vector512<int>>(TreeBlend.MostSlots)]);
        Span<double> sums = stackalloc double[RowsAtATime];

        for (var first = 0; first < scores.Length; first += RowsAtATime)
        {
            var part = scores.Slice(first, Math.Min(RowsAtATime, scores.Length - first));
            for (var row = 0; row < part.Length; row++) sums[row] = part[row] + baseScore;

            keys.Fill(rows.Slice(first * width, part.Length * width), width, block);
            for (var tree = 0; tree < treeCount; tree++)
            {
                // Past the last row there may be anything: what is found there is not looked at.
                if (part.Length > Few && blends[tree] is { } blend) blend.AddTo(block, keys.Count, sums[..Padded(part.Length)], slots);
                else WalkMany(tree, block, sums, (part.Length + Lanes - 1) / Lanes);
            }

            sums[..part.Length].CopyTo(part);
        }
    }

    private static int Padded(int rows) => (rows + TreeBlend.RowsAtOnce - 1) / TreeBlend.RowsAtOnce * TreeBlend.RowsAtOnce;

    /// <summary>Writes a tree's nodes level by level, which puts siblings side by side, and tells how deep it is.</summary>
    private int LayOut(RegressionTree tree, ref int next)
    {
        var (root, depth) = (next, 0);
        var level = new List<int> { 0 };
        var at = root;
        next++;

        while (true)
        {
            var below = new List<int>();
            foreach (var node in level)
            {
                values[at] = tree.Value[node];
                nodes[at] = Node.Leaf;

                if (tree.Feature[node] != RegressionTree.Leaf)
                {
                    nodes[at] = new Node(
                        RowKeys.Of(tree.Threshold[node]),
                        keys.Place(tree.Feature[node], tree.MissingGoesLeft[node]),
                        checked((ushort)(next - at)));
                    below.AddRange(tree.Left[node], tree.Right[node]);
                    next += 2;
                }

                at++;
            }

            if (below.Count == 0) return depth;

            level = below;
            depth++;
        }
    }

    private double WalkOne(ReadOnlySpan<float> row, double sum)
    {
        var size = keys.Count * RowKeys.Lanes;
        Span<int> block = size <= FitsOnTheStack ? stackalloc int[size] : new int[size];
        keys.FillOne(row, block);

        ref var node = ref MemoryMarshal.GetArrayDataReference(nodes);
        ref var key = ref MemoryMarshal.GetReference(block);

        for (var first = 0; first < roots.Length; first += Lanes)
        {
            var turn = roots.AsSpan(first, Lanes);
            var deepest = 0;
            foreach (var depth in depths.AsSpan(first, Lanes)) deepest = Math.Max(deepest, depth);

            nint a = turn[0], b = turn[1], c = turn[2], d = turn[3], e = turn[4], f = turn[5], g = turn[6], h = turn[7];
            for (; deepest > 0; deepest--)
            {
                a = Step(ref node, ref key, a);
                b = Step(ref node, ref key, b);
                c = Step(ref node, ref key, c);
                d = Step(ref node, ref key, d);
                e = Step(ref node, ref key, e);
                f = Step(ref node, ref key, f);
                g = Step(ref node, ref key, g);
                h = Step(ref node, ref key, h);
            }

            // One after the other: the sum must not depend on how many rows are scored together.
            sum = sum + values[a] + values[b] + values[c] + values[d] + values[e] + values[f] + values[g] + values[h];
        }

        return sum;
    }

    private void WalkMany(int tree, ReadOnlySpan<int> block, Span<double> sums, int turns)
    {
        ref var node = ref MemoryMarshal.GetArrayDataReference(nodes);
        ref var value = ref MemoryMarshal.GetArrayDataReference(values);

        nint root = roots[tree];
        for (var turn = 0; turn < turns; turn++)
        {
            var (group, half) = Math.DivRem(turn, 2);
            ref var key = ref Unsafe.Add(ref MemoryMarshal.GetReference(block), (group * keys.Count * RowKeys.Lanes) + (half * Lanes));
            ref var sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), turn * Lanes);
            nint a = root, b = root, c = root, d = root, e = root, f = root, g = root, h = root;

            for (var left = depths[tree]; left > 0; left--)
            {
                a = Step(ref node, ref key, a);
                b = Step(ref node, ref Unsafe.Add(ref key, 1), b);
                c = Step(ref node, ref Unsafe.Add(ref key, 2), c);
                d = Step(ref node, ref Unsafe.Add(ref key, 3), d);
                e = Step(ref node, ref Unsafe.Add(ref key, 4), e);
                f = Step(ref node, ref Unsafe.Add(ref key, 5), f);
                g = Step(ref node, ref Unsafe.Add(ref key, 6), g);
                h = Step(ref node, ref Unsafe.Add(ref key, 7), h);
            }

            sum += Unsafe.Add(ref value, a);
            Unsafe.Add(ref sum, 1) += Unsafe.Add(ref value, b);
            Unsafe.Add(ref sum, 2) += Unsafe.Add(ref value, c);
            Unsafe.Add(ref sum, 3) += Unsafe.Add(ref value, d);
            Unsafe.Add(ref sum, 4) += Unsafe.Add(ref value, e);
            Unsafe.Add(ref sum, 5) += Unsafe.Add(ref value, f);
            Unsafe.Add(ref sum, 6) += Unsafe.Add(ref value, g);
            Unsafe.Add(ref sum, 7) += Unsafe.Add(ref value, h);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Step(ref Node nodes, ref int keys, nint at)
    {
        ref var node = ref Unsafe.Add(ref nodes, at);
        ref var key = ref Unsafe.As<long, int>(ref Unsafe.Add(ref Unsafe.As<int, long>(ref keys), (nint)node.Key));
        return at + node.ToLeft + (key > node.Threshold ? 1 : 0);
    }

    /// <summary>Eight bytes, so that a small tree stays in the innermost cache.</summary>
    /// <param name="Threshold">A key above this goes right.</param>
    /// <param name="Key">Where a row's key lies; see <see cref="RowKeys.Place"/>.</param>
    /// <param name="ToLeft">From here to the left child, the right one being next to it; 0 at a leaf.</param>
    private readonly record struct Node(int Threshold, ushort Key, ushort ToLeft)
    {
        /// <summary>No key is above its threshold, so it leads to itself.</summary>
        public static Node Leaf { get; } = new(int.MaxValue, 0, 0);
    }
}
