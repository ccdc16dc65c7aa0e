using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Learning;

/// <summary>Room that begins where a cache line does: a vector that lies across two lines takes twice as long to read and write.</summary>
internal static class CacheLines
{
    private const int Line = 64;

    /// <summary>Bytes to ask for, so that there is room for so many after the beginning is moved.</summary>
    public static int BytesFor<T>(int count)
        where T : unmanaged => (count * Unsafe.SizeOf<T>()) + Line;

    /// <param name="room">On the stack, where nothing moves it; on the heap it may come to lie across lines again, which is slower and no harm.</param>
    public static Span<T> Aligned<T>(Span<byte> room)
        where T : unmanaged
    {
        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(room));
        var toTheNext = (int)(-address & (Line - 1));
        return MemoryMarshal.Cast<byte, T>(room[toTheNext..]);
    }
}
