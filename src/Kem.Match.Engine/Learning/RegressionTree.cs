namespace Kem.Match.Engine.Learning;

/// <summary>
/// One binary tree over rows of float features, as parallel arrays over its nodes; node 0 is the root and children come
/// after their parents. Never changed once made.
/// </summary>
public sealed class RegressionTree
{
    /// <summary>The value of <see cref="Feature"/> at a leaf.</summary>
    public const int Leaf = -1;

    /// <summary>The feature that an inner node asks about; <see cref="Leaf"/> at a leaf.</summary>
    public required int[] Feature { get; init; }

    /// <summary>A row goes left when its value is at most this (x ≤ t); unused at a leaf.</summary>
    public required float[] Threshold { get; init; }

    /// <summary>Where a row without a value (NaN) goes.</summary>
    public required bool[] MissingGoesLeft { get; init; }

    public required int[] Left { get; init; }
    public required int[] Right { get; init; }

    /// <summary>What a leaf adds to the score, learning rate included; at an inner node what it would add as a leaf.</summary>
    public required float[] Value { get; init; }

    /// <summary>Sum of second derivatives (hessians) of the training rows that reach the node; weights TreeSHAP's expectations.</summary>
    public required float[] Cover { get; init; }

    /// <summary>What the split gained in training; 0 at a leaf.</summary>
    public required float[] Gain { get; init; }

    public int NodeCount => Feature.Length;

    /// <summary>Walks one row down to its leaf, node by node: the plain meaning that every faster walk must equal.</summary>
    public float ValueOf(ReadOnlySpan<float> row)
    {
        var node = 0;
        while (Feature[node] != Leaf)
        {
            var value = row[Feature[node]];
            var goesLeft = float.IsNaN(value) ? MissingGoesLeft[node] : value <= Threshold[node];
            node = goesLeft ? Left[node] : Right[node];
        }

        return Value[node];
    }
}
