namespace Kem.Match.Engine.Search;

/// <summary>
/// The codes of all partners of a segment, one after the other. The same sighting (code, knowledge and weight) comes
/// back again and again, so two bytes that number it do, unless there are more of them than two bytes can tell apart.
/// </summary>
internal sealed class CodeColumn
{
    private readonly KnownCode[] sightings;
    private readonly ushort[]? numbers;

    public CodeColumn(IReadOnlyList<KnownCode> codes)
    {
        var numberOf = new Dictionary<KnownCode, int>();
        foreach (var code in codes) numberOf.TryAdd(code, numberOf.Count);

        if (numberOf.Count > ushort.MaxValue + 1)
        {
            sightings = [.. codes];
            return;
        }

        sightings = [.. numberOf.Keys];
        numbers = new ushort[codes.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (ushort)numberOf[codes[i]];
    }

    public KnownCode this[int at] => numbers is null ? sightings[at] : sightings[numbers[at]];

    /// <summary>Reads where a code lies; see <see cref="PartnerTable.BringCloser"/>.</summary>
    public int Touch(int at) => numbers is not null && at < numbers.Length ? numbers[at] : 0;

    public KnownCode[] Read(int start, int end)
    {
        var codes = new KnownCode[end - start];
        for (var i = 0; i < codes.Length; i++) codes[i] = this[start + i];
        return codes;
    }
}
