using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>Writes down a tree as it grows: nodes first as leaves, then divided.</summary>
internal sealed class TreeBuilder(BinnedRows bins, double rate, StepGradients gradients)
{
    private readonly List<int> feature = [];
    private readonly List<float> threshold = [];
    private readonly List<bool> missingGoesLeft = [];
    private readonly List<int> left = [];
    private readonly List<int> right = [];
    private readonly List<float> value = [];
    private readonly List<float> cover = [];
    private readonly List<float> gain = [];

    /// <returns>The node's number.</returns>
    public int Add(Vector128<int> sums, ValueRange range, double l2)
    {
        feature.Add(RegressionTree.Leaf);
        threshold.Add(0);
        missingGoesLeft.Add(false);
        left.Add(0);
        right.Add(0);
        value.Add((float)(rate * (gradients.GradientUnit / gradients.HessianUnit) * range.ValueOf(sums[0], sums[1], l2)));
        cover.Add((float)(sums[1] * gradients.HessianUnit));
        gain.Add(0);
        return feature.Count - 1;
    }

    public void Divide(int node, Split split, int leftNode, int rightNode)
    {
        var asked = bins.Features[split.Feature];
        feature[node] = asked.Column;
        threshold[node] = asked.Bins.UpperCut(split.Bin);
        missingGoesLeft[node] = split.MissingGoesLeft;
        left[node] = leftNode;
        right[node] = rightNode;
        gain[node] = (float)(split.Gain * gradients.GradientUnit * gradients.GradientUnit / gradients.HessianUnit);
    }

    public RegressionTree Finish() => new()
    {
        Feature = [.. feature],
        Threshold = [.. threshold],
        MissingGoesLeft = [.. missingGoesLeft],
        Left = [.. left],
        Right = [.. right],
        Value = [.. value],
        Cover = [.. cover],
        Gain = [.. gain],
    };
}
