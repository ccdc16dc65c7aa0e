using System.Buffers;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Ranking;

/// <summary>Room for the signals of many candidates, lent for one request.</summary>
/// <param name="count">Rows.</param>
internal sealed class SignalRows(int count) : IDisposable
{
    private static readonly int Width = SignalTable.All.Count;

    private readonly float[] values = ArrayPool<float>.Shared.Rent(count * Width);

    /// <summary>All rows, one after the other.</summary>
    public Span<float> All => values.AsSpan(0, count * Width);

    public Span<float> this[int row] => values.AsSpan(row * Width, Width);

    public void Dispose() => ArrayPool<float>.Shared.Return(values);
}
