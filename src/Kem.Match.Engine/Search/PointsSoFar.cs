using System.Buffers;

namespace Kem.Match.Engine.Search;

/// <summary>Room for the points of every partner of a segment, lent for one search.</summary>
internal sealed class PointsSoFar : IDisposable
{
    private readonly int[] words = ArrayPool<int>.Shared.Rent(PartnerTable.MostPartners);
    private readonly int[] others = ArrayPool<int>.Shared.Rent(PartnerTable.MostPartners);
    private readonly ushort[] survivors = ArrayPool<ushort>.Shared.Rent(PartnerTable.MostPartners);
    private readonly ushort[] found = ArrayPool<ushort>.Shared.Rent(PartnerTable.MostPartners);

    /// <summary>By partner: points for words.</summary>
    public Span<int> Words(int partners) => words.AsSpan(0, partners);

    /// <summary>By partner: points for everything else.</summary>
    public Span<int> Others(int partners) => others.AsSpan(0, partners);

    /// <summary>Those who can still be kept, in order.</summary>
    public Span<ushort> Survivors => survivors;

    /// <summary>Those of them who are in a list.</summary>
    public Span<ushort> Found => found;

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(words);
        ArrayPool<int>.Shared.Return(others);
        ArrayPool<ushort>.Shared.Return(survivors);
        ArrayPool<ushort>.Shared.Return(found);
    }
}
