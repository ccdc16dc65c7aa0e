using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Signals;

/// <summary>How near a partner comes to each code that a request wants or its asker lacks; a partner costs one look at each of its codes.</summary>
internal sealed class Answers(AnsweringCodes answering)
{
    private readonly float[] stated = new float[answering.Sought + 1];
    private readonly float[] known = new float[answering.Sought + 1];

    private KnownCode[] answeringCodes = [];

    /// <summary>Holds a partner against the request.</summary>
    public void Of(PreparedPartner partner)
    {
        Array.Clear(stated);
        Array.Clear(known);
        if (answeringCodes.Length < partner.Codes.Length) answeringCodes = new KnownCode[partner.Codes.Length];

        foreach (var had in answeringCodes.AsSpan(0, answering.Pick(partner.Codes, answeringCodes)))
        {
            var (weight, isStated) = (had.Weight, had.Knowledge == Knowledge.Stated);
            foreach (var (at, _, nearness) in answering.By(had.Code))
            {
                var answer = weight * nearness;
                if (answer > known[at]) known[at] = answer;
                if (isStated && answer > stated[at]) stated[at] = answer;
            }
        }
    }

    /// <summary>Weight × nearness of the nearest code that the partner states, 0 to 1, for a code that is wanted or lacked.</summary>
    public float Stated(int code) => stated[answering.PlaceOf(code)];

    /// <summary>The same of all that is known of the partner.</summary>
    public float Known(int code) => known[answering.PlaceOf(code)];

    /// <summary>How near a code lies to the nearest that is wanted of the same kind, 0 to 1.</summary>
    public float NearestWanted(KnownCode had)
    {
        var nearest = 0f;
        foreach (var (_, wantedAs, nearness) in answering.By(had.Code))
        {
            if (wantedAs == had.Kind) nearest = Math.Max(nearest, nearness);
        }

        return nearest;
    }
}
