using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Search;

/// <summary>In one byte, what decides whether a partner may be asked just now, but for the days since it was asked last.</summary>
internal readonly record struct Circumstances(byte Bits)
{
    private const int CoverageAt = 2;
    private const int PausedAt = 4;
    private const int FullAt = 5;
    private const int NoRoomAt = 6;

    public PartnerKind Kind => (PartnerKind)(Bits & 3);
    public Coverage Coverage => (Coverage)((Bits >> CoverageAt) & 3);
    public bool IsPaused => ((Bits >> PausedAt) & 1) != 0;

    /// <summary>True when as many proposals wait for an answer as anybody may have.</summary>
    public bool HasOpenProposals => ((Bits >> FullAt) & 1) != 0;

    /// <summary>True when it says itself that it has no room for more.</summary>
    public bool HasNoFreeSlots => ((Bits >> NoRoomAt) & 1) != 0;

    public static Circumstances Of(PartnerProfile profile) => new((byte)(
        (int)profile.Kind
        | ((int)profile.Coverage << CoverageAt)
        | ((profile.IsPaused ? 1 : 0) << PausedAt)
        | ((profile.OpenProposals >= PartnerProfile.MostOpenProposals ? 1 : 0) << FullAt)
        | ((profile.FreeSlots <= 0 ? 1 : 0) << NoRoomAt)));

    /// <summary>255 stands for never, and for any number of days from there on.</summary>
    public static byte DaysSinceAsked(PartnerProfile profile) => (byte)Math.Clamp(profile.DaysSinceAsked ?? byte.MaxValue, 0, byte.MaxValue);
}
