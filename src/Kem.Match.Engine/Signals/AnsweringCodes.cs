using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Signals;

/// <summary>Which codes answer what a request wants or its asker lacks, and how well; worked out once for a request.</summary>
internal sealed class AnsweringCodes
{
    private readonly int[] places;
    private readonly int[] starts;
    private readonly (int Place, CodeKind? WantedAs, float Nearness)[] answers;

    /// <summary>A bit for each code that answers anything.</summary>
    private readonly ulong[] anything;

    public AnsweringCodes(Need need, Vocabulary vocabulary)
    {
        places = new int[vocabulary.Entries.Count];
        var sought = new List<(int Code, CodeKind? WantedAs)>();
        foreach (var kind in Enum.GetValues<CodeKind>())
        {
            foreach (var wanted in need.Wanted(kind)) Add(wanted.Code, kind);
        }

        foreach (var gap in need.Asker is { } asker ? asker.Gaps : []) Add(gap.Code, wantedAs: null);

        Sought = sought.Count;

        // By the code that a partner has, one list after the other: first how long each is, then what is in it.
        starts = new int[places.Length + 1];
        anything = new ulong[(places.Length / 64) + 1];
        foreach (var (code, _) in sought)
        {
            foreach (var near in vocabulary.Neighbours(code))
            {
                starts[near.Code + 1]++;
                anything[near.Code / 64] |= 1UL << (near.Code % 64);
            }
        }

        for (var code = 1; code < starts.Length; code++) starts[code] += starts[code - 1];

        answers = new (int, CodeKind?, float)[starts[^1]];
        int[] next = [.. starts];
        for (var place = 1; place <= sought.Count; place++)
        {
            var (code, wantedAs) = sought[place - 1];
            foreach (var near in vocabulary.Neighbours(code)) answers[next[near.Code]++] = (place, wantedAs, near.Weight);
        }

        void Add(int code, CodeKind? wantedAs)
        {
            if (places[code] > 0) return;

            sought.Add((code, wantedAs));
            places[code] = sought.Count;
        }
    }

    /// <summary>How many codes are wanted or lacked; they have the places from 1 on.</summary>
    public int Sought { get; }

    /// <summary>The place of a code that is wanted or lacked, 0 for any other.</summary>
    public int PlaceOf(int code) => places[code];

    /// <summary>Those of some codes that answer anything. There is no branch in it, since a wrong guess costs more than the work.</summary>
    /// <param name="answering">Room for all of them.</param>
    /// <returns>How many they are.</returns>
    public int Pick(ReadOnlySpan<KnownCode> codes, Span<KnownCode> answering)
    {
        var count = 0;
        foreach (var had in codes)
        {
            answering[count] = had;
            count += (int)(anything[had.Code / 64] >> (had.Code % 64)) & 1;
        }

        return count;
    }

    /// <summary>What having a code answers: the place of what is sought, as what kind it is wanted (null where it is only lacked), and how near the code comes to it, 0 to 1.</summary>
    public ReadOnlySpan<(int Place, CodeKind? WantedAs, float Nearness)> By(int had) => answers.AsSpan(starts[had]..starts[had + 1]);
}
