using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>
/// A profile with its words mapped to codes and its place looked up, once, when it is indexed. The index keeps them
/// packed; this is a short-lived look at them.
/// </summary>
internal sealed class PreparedPartner(PartnerProfile profile, int order, Place place, KnownCode[] codes, KnownCode[] gaps)
{
    public PartnerProfile Profile { get; } = profile;

    /// <summary>Place in the catalogue; equal scores keep this order.</summary>
    public int Order { get; } = order;

    public Place Place { get; } = place;
    public ReadOnlySpan<KnownCode> Codes => codes;
    public ReadOnlySpan<KnownCode> Gaps => gaps;

    /// <summary>True when the code stands in its profile.</summary>
    public bool States(int code)
    {
        foreach (var known in Codes)
        {
            if (known.Code == code) return known.Knowledge == Knowledge.Stated;
        }

        return false;
    }

    public bool Lacks(int code)
    {
        foreach (var gap in Gaps)
        {
            if (gap.Code == code) return true;
        }

        return false;
    }
}
