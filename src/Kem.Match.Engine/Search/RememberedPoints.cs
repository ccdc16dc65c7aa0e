namespace Kem.Match.Engine.Search;

/// <summary>
/// The points of one list outside names for the commonest case, a word or two in the description and nowhere else: then
/// only the count and the length of the description matter, and a long list meets the same few again and again.
/// </summary>
internal sealed class RememberedPoints
{
    /// <summary>Lists shorter than this meet too few partners to be worth it.</summary>
    public const int ShortestList = 1024;

    private const int Counts = 8;
    private const int Lengths = 128;

    private readonly int[] points = new int[Counts * Lengths];

    /// <summary>0 when it is not known yet.</summary>
    public int Find(byte counts, ushort length) => IsCommon(counts, length) ? points[At(counts, length)] : 0;

    public void Keep(byte counts, ushort length, int known)
    {
        if (IsCommon(counts, length)) points[At(counts, length)] = known;
    }

    /// <summary>Nothing among the stated values, and at most a few halves in the description.</summary>
    private static bool IsCommon(byte counts, ushort length) => (counts & 7) == 0 && counts < Counts * 8 && length < Lengths;

    private static int At(byte counts, ushort length) => ((counts >> 3) * Lengths) + length;
}
