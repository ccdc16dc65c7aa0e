using System.Buffers;
using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Taxonomy;

/// <summary>A meaning that was found in a text, where, and by which phrase. Sorts the surest first; no two of a list have one meaning.</summary>
internal readonly record struct Finding(int Meaning, float Weight, int Start, int End, string Phrase) : IComparable<Finding>
{
    public int CompareTo(Finding other) =>
        Weight != other.Weight ? other.Weight.CompareTo(Weight)
        : Start != other.Start ? Start.CompareTo(other.Start)
        : Meaning.CompareTo(other.Meaning);
}

/// <summary>The strongest finding of every meaning, of all that are given to it; of two equally strong ones the first.</summary>
/// <param name="meanings">How many there are.</param>
internal readonly ref struct StrongestFindings(int meanings)
{
    /// <summary>By meaning, how far the list was when it was first found; 0 when it was not.</summary>
    private readonly int[] places = Empty(meanings);

    /// <summary>In the order in which the meanings were first found.</summary>
    public List<Finding> Kept { get; } = [];

    public void Keep(in Finding finding)
    {
        ref var place = ref places[finding.Meaning];
        if (place == 0)
        {
            Kept.Add(finding);
            place = Kept.Count;
            return;
        }

        ref var known = ref CollectionsMarshal.AsSpan(Kept)[place - 1];
        if (finding.Weight > known.Weight) known = finding;
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(places);

    private static int[] Empty(int meanings)
    {
        var places = ArrayPool<int>.Shared.Rent(meanings);
        places.AsSpan(0, meanings).Clear();
        return places;
    }
}
