using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning;

/// <summary>
/// Finds the leaves of many rows in a small tree by asking all of its questions, from the leaves to the root: each answer
/// chooses between what its two children came to, sixteen rows in one instruction. That is more questions than a row
/// meets on its way down, but nothing waits for the answer before.
/// </summary>
internal sealed class TreeBlend
{
    /// <summary>Rows that are asked together.</summary>
    public const int RowsAtOnce = Copies * RowKeys.Lanes;

    /// <summary>With more questions than this it is quicker to walk.</summary>
    private const int MostQuestions = 63;

    /// <summary>So many vectors hold what one node came to.</summary>
    private const int Copies = 2;

    private readonly Question[] questions;
    private readonly float[] leaves;

    private TreeBlend(Question[] questions, float[] leaves)
    {
        this.questions = questions;
        this.leaves = leaves;
    }

    /// <summary>What a tree may need room for.</summary>
    public static int MostSlots => ((2 * MostQuestions) + 1) * Copies;

    /// <summary>Null for a tree that had better be walked.</summary>
    public static TreeBlend? Of(RegressionTree tree, RowKeys keys)
    {
        var inner = tree.Feature.Count(feature => feature != RegressionTree.Leaf);
        if (inner > MostQuestions || !Vector256.IsHardwareAccelerated) return null;

        // Leaves have the first slots; children come before their parents, so the root has the last.
        var slots = new int[tree.NodeCount];
        var leaves = new List<float>();
        for (var node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] != RegressionTree.Leaf) continue;

            slots[node] = leaves.Count * Copies;
            leaves.Add(tree.Value[node]);
        }

        var questions = new List<Question>();
        for (var node = tree.NodeCount - 1; node >= 0; node--)
        {
            if (tree.Feature[node] == RegressionTree.Leaf) continue;

            slots[node] = (leaves.Count + questions.Count) * Copies;
            questions.Add(new Question(
                RowKeys.Of(tree.Threshold[node]), 2 * keys.Place(tree.Feature[node], tree.MissingGoesLeft[node]), slots[tree.Left[node]], slots[tree.Right[node]]));
        }

        return new TreeBlend([.. questions], [.. leaves]);
    }

    /// <summary>Adds the value of each row's leaf.</summary>
    /// <param name="block">As filled by <see cref="RowKeys"/>.</param>
    /// <param name="keys">Keys per row.</param>
    /// <param name="sums">One per row, a multiple of <see cref="RowsAtOnce"/>.</param>
    /// <param name="slots">Room for <see cref="MostSlots"/>.</param>
    public void AddTo(ReadOnlySpan<int> block, int keys, Span<double> sums, Span<Vector512<int>> slots)
    {
        for (var leaf = 0; leaf < leaves.Length; leaf++) slots[leaf * Copies] = slots[(leaf * Copies) + 1] = Vector512.Create(leaves[leaf]).AsInt32();

        // The places of keys and slots were settled when the tree was read, so they are not checked again.
        ref var slot = ref MemoryMarshal.GetReference(slots);
        var root = (leaves.Length + questions.Length - 1) * Copies;
        for (var row = 0; row < sums.Length; row += RowsAtOnce)
        {
            ref var first = ref MemoryMarshal.GetReference(block.Slice(row * keys, RowsAtOnce * keys));
            ref var second = ref Unsafe.Add(ref first, RowKeys.Lanes * keys);
            ref var answer = ref Unsafe.Add(ref slot, leaves.Length * Copies);
            foreach (ref readonly var question in questions.AsSpan())
            {
                var threshold = Vector512.Create(question.Threshold);
                ref var left = ref Unsafe.Add(ref slot, question.Left);
                ref var right = ref Unsafe.Add(ref slot, question.Right);
                answer = Vector512.ConditionalSelect(
                    Vector512.GreaterThan(Vector512.LoadUnsafe(ref Unsafe.Add(ref first, question.Key)), threshold), right, left);
                Unsafe.Add(ref answer, 1) = Vector512.ConditionalSelect(
                    Vector512.GreaterThan(Vector512.LoadUnsafe(ref Unsafe.Add(ref second, question.Key)), threshold),
                    Unsafe.Add(ref right, 1), Unsafe.Add(ref left, 1));
                answer = ref Unsafe.Add(ref answer, Copies);
            }

            var sum = sums.Slice(row, RowsAtOnce);
            Add(slots[root].AsSingle(), sum);
            Add(slots[root + 1].AsSingle(), sum[RowKeys.Lanes..]);
        }
    }

    private static void Add(Vector512<float> values, Span<double> sums)
    {
        var (lower, upper) = Vector512.Widen(values);
        (Vector512.Create<double>(sums) + lower).CopyTo(sums);
        (Vector512.Create<double>(sums[Vector512<double>.Count..]) + upper).CopyTo(sums[Vector512<double>.Count..]);
    }

    /// <param name="Threshold">A key above this goes right.</param>
    /// <param name="Key">Where the keys of a group lie.</param>
    /// <param name="Left">Slot of what the left child came to.</param>
    /// <param name="Right">Slot of what the right child came to.</param>
    private readonly record struct Question(int Threshold, int Key, int Left, int Right);
}
