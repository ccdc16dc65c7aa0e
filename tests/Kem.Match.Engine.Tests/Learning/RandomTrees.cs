using Kem.Match.Engine.Learning;

namespace Kem.Match.Engine.Tests.Learning;

/// <summary>Trees and rows from a seed, for tests that must hold for any tree.</summary>
internal sealed class RandomTrees(int seed, int features)
{
    private readonly Random random = new(seed);

    /// <summary>A tree whose leaves are split one after the other, anywhere, down to a depth.</summary>
    public RegressionTree Tree(int leaves, int depth)
    {
        var nodes = new List<Node> { new(0, 1000) };
        var ends = new List<int> { 0 };

        while (ends.Count < leaves && ends.FindAll(n => nodes[n].Depth < depth) is { Count: > 0 } open)
        {
            var at = open[random.Next(open.Count)];
            var toLeft = nodes[at].Cover * (0.1f + (0.8f * random.NextSingle()));
            nodes[at] = nodes[at] with { Feature = random.Next(features), Left = nodes.Count, Right = nodes.Count + 1 };
            nodes.Add(new Node(nodes[at].Depth + 1, toLeft));
            nodes.Add(new Node(nodes[at].Depth + 1, nodes[at].Cover - toLeft));
            ends.Remove(at);
            ends.AddRange([nodes.Count - 2, nodes.Count - 1]);
        }

        return new RegressionTree
        {
            Feature = [.. nodes.Select(n => n.Feature)],
            Threshold = [.. nodes.Select(_ => Value())],
            MissingGoesLeft = [.. nodes.Select(_ => random.Next(2) == 0)],
            Left = [.. nodes.Select(n => n.Left)],
            Right = [.. nodes.Select(n => n.Right)],
            Value = [.. nodes.Select(_ => random.NextSingle() - 0.5f)],
            Cover = [.. nodes.Select(n => n.Cover)],
            Gain = [.. nodes.Select(n => n.Feature == RegressionTree.Leaf ? 0 : random.NextSingle())],
        };
    }

    public RegressionTree[] Trees(int count, int leaves, int depth) => [.. Enumerable.Range(0, count).Select(_ => Tree(leaves, depth))];

    /// <summary>Rows of values on a coarse grid that thresholds lie on too, one in five missing.</summary>
    public float[] Rows(int count) => [.. Enumerable.Range(0, count * features).Select(_ => random.Next(5) == 0 ? float.NaN : Value())];

    private float Value() => random.Next(40) switch
    {
        0 => -0f,
        1 => float.MaxValue,
        2 => float.MinValue,
        3 => float.Epsilon,
        _ => random.Next(-8, 9) / 4f,
    };

    private sealed record Node(int Depth, float Cover, int Feature = RegressionTree.Leaf, int Left = 0, int Right = 0);
}
