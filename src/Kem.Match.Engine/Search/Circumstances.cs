using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Search;

/// <summary>In two bytes, what decides whether a partner may be asked just now.</summary>
internal readonly record struct Circumstances
{
    private const int CoverageAt = 2;
    private const int PausedAt = 4;
    private const int FullAt = 5;
    private const int NoRoomAt = 6;
    private const byte LongAgo = byte.MaxValue;

    private readonly byte bits;

    private Circumstances(byte bits, byte daysSinceAsked)
    {
        this.bits = bits;
        DaysSinceAsked = daysSinceAsked;
    }

    /// <summary>Everything but the days, as one number.</summary>
    public byte Bits => bits;

    public PartnerKind Kind => (PartnerKind)(bits & 3);
    public Coverage Coverage => (Coverage)((bits >> CoverageAt) & 3);
    public bool IsPaused => ((bits >> PausedAt) & 1) != 0;

    /// <summary>True when as many proposals wait for an answer as anybody may have.</summary>
    public bool HasOpenProposals => ((bits >> FullAt) & 1) != 0;

    /// <summary>True when it says itself that it has no room for more.</summary>
    public bool HasNoFreeSlots => ((bits >> NoRoomAt) & 1) != 0;

    /// <summary>255 stands for never, and for any number of days from there on.</summary>
    public byte DaysSinceAsked { get; }

    /// <summary>The circumstances of somebody who was never asked.</summary>
    public static Circumstances FromBits(byte bits) => new(bits, LongAgo);

    public static Circumstances Of(PartnerProfile profile)
    {
        var bits = (int)profile.Kind
            | ((int)profile.Coverage << CoverageAt)
            | ((profile.IsPaused ? 1 : 0) << PausedAt)
            | ((profile.OpenProposals >= PartnerProfile.MostOpenProposals ? 1 : 0) << FullAt)
            | ((profile.FreeSlots <= 0 ? 1 : 0) << NoRoomAt);
        return new Circumstances((byte)bits, (byte)Math.Clamp(profile.DaysSinceAsked ?? LongAgo, 0, LongAgo));
    }
}
