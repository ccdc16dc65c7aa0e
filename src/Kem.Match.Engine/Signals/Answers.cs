using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Signals;

/// <summary>
/// How near a partner comes to each code that a request wants or its asker lacks. Which codes answer which is worked
/// out once for the request, so that a partner costs one look at each of its codes.
/// </summary>
internal sealed class Answers
{
    private readonly int[] sought;
    private readonly (int At, CodeKind? WantedAs, float Nearness)[]?[] byHad;
    private readonly float[] stated;
    private readonly float[] known;

    public Answers(Need need, Vocabulary vocabulary)
    {
        sought = new int[vocabulary.Entries.Count];
        var byHad = new List<(int, CodeKind?, float)>?[vocabulary.Entries.Count];
        var count = 0;
        foreach (var kind in Enum.GetValues<CodeKind>())
        {
            foreach (var wanted in need.Wanted(kind)) Add(wanted.Code, kind);
        }

        foreach (var gap in need.Asker is { } asker ? asker.Gaps : []) Add(gap.Code, wantedAs: null);

        this.byHad = Array.ConvertAll(byHad, answers => answers?.ToArray());
        (stated, known) = (new float[count + 1], new float[count + 1]);

        void Add(int wanted, CodeKind? wantedAs)
        {
            if (sought[wanted] > 0) return;

            sought[wanted] = ++count;
            foreach (var near in vocabulary.Neighbours(wanted)) (byHad[near.Code] ??= []).Add((count, wantedAs, near.Weight));
        }
    }

    /// <summary>Holds a partner against the request.</summary>
    public void Of(PreparedPartner partner)
    {
        Array.Clear(stated);
        Array.Clear(known);
        foreach (var had in partner.Codes)
        {
            if (byHad[had.Code] is not { } answers) continue;

            foreach (var (at, _, nearness) in answers)
            {
                var answer = had.Weight * nearness;
                known[at] = Math.Max(known[at], answer);
                if (had.Knowledge == Knowledge.Stated) stated[at] = Math.Max(stated[at], answer);
            }
        }
    }

    /// <summary>Weight × nearness of the nearest code that the partner states, 0 to 1, for a code that is wanted or lacked.</summary>
    public float Stated(int code) => stated[sought[code]];

    /// <summary>The same of all that is known of the partner.</summary>
    public float Known(int code) => known[sought[code]];

    /// <summary>How near a code lies to the nearest that is wanted of the same kind, 0 to 1.</summary>
    public float NearestWanted(KnownCode had)
    {
        var nearest = 0f;
        foreach (var (_, wantedAs, nearness) in byHad[had.Code] ?? [])
        {
            if (wantedAs == had.Kind) nearest = Math.Max(nearest, nearness);
        }

        return nearest;
    }
}
