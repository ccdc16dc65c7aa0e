using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>How we know that a partner has a code: the surer, the higher.</summary>
internal enum Knowledge : byte
{
    /// <summary>Follows from what kind of organisation it is.</summary>
    Implied,

    /// <summary>Read from its name or description.</summary>
    Read,

    /// <summary>Stated in its profile.</summary>
    Stated,
}

/// <summary>A code that a partner has.</summary>
internal readonly record struct KnownCode(ushort Code, CodeKind Kind, Knowledge Knowledge, float Weight);

/// <summary>A profile with its words mapped to codes and its place looked up, once, when it is indexed.</summary>
internal sealed class PreparedPartner(PartnerProfile profile, long order, Place place, KnownCode[] codes, KnownCode[] gaps)
{
    public PartnerProfile Profile { get; } = profile;

    /// <summary>Place in the catalogue; equal scores keep this order.</summary>
    public long Order { get; } = order;

    public Place Place { get; } = place;
    public KnownCode[] Codes { get; } = codes;
    public KnownCode[] Gaps { get; } = gaps;
}
