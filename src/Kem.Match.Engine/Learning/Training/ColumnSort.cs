using System.Runtime.CompilerServices;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Sorts floats without NaN by their bits, eleven at a time from the lowest (radix sort): three passes, however many there are.
/// </summary>
internal sealed class ColumnSort(int most)
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const uint SignBit = 0x8000_0000;

    private readonly uint[] keys = new uint[most];
    private readonly uint[] moved = new uint[most];
    private readonly int[] places = new int[3 * Digits];

    public void Sort(Span<float> values)
    {
        var source = keys.AsSpan(0, values.Length);
        var target = moved.AsSpan(0, values.Length);
        Array.Clear(places);

        for (var i = 0; i < values.Length; i++)
        {
            var key = KeyOf(values[i]);
            source[i] = key;
            for (var pass = 0; pass < 3; pass++) places[(pass * Digits) + DigitOf(key, pass)]++;
        }

        for (var pass = 0; pass < 3; pass++)
        {
            var place = places.AsSpan(pass * Digits, Digits);
            StartAt(place);
            foreach (var key in source) target[place[DigitOf(key, pass)]++] = key;

            var sorted = target;
            target = source;
            source = sorted;
        }

        for (var i = 0; i < values.Length; i++) values[i] = ValueOf(source[i]);
    }

    private static void StartAt(Span<int> counts)
    {
        var start = 0;
        foreach (ref var count in counts) (count, start) = (start, start + count);
    }

    private static int DigitOf(uint key, int pass) => (int)(key >> (pass * DigitBits)) & (Digits - 1);

    // The bits of positive floats grow with the float, those of negative floats fall; minus zero is made zero.
    private static uint KeyOf(float value)
    {
        var bits = Unsafe.BitCast<float, uint>(value + 0f);
        return (bits & SignBit) != 0 ? ~bits : bits | SignBit;
    }

    private static float ValueOf(uint key) => Unsafe.BitCast<uint, float>((key & SignBit) != 0 ? key & ~SignBit : ~key);
}
