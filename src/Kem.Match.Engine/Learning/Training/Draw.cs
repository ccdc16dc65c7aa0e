namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Draws by number instead of in turn: whether row 17 of tree 3 is drawn depends on the seed and on these numbers only, so it is
/// the same in any order and on any thread. The mixing is SplitMix64's (Steele, Lea and Flood 2014).
/// </summary>
internal readonly struct Draw(int seed, int tree, int kind)
{
    private readonly ulong start = Mix(Mix(Mix((uint)seed) + (uint)tree) + (uint)kind);

    /// <summary>A number from 0 up to 1, spread evenly.</summary>
    public double Of(int number) => (Mix(start + (uint)number) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        state = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        state = (state ^ (state >> 27)) * 0x94D0_49BB_1331_11EB;
        return state ^ (state >> 31);
    }
}
