using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Search;

/// <summary>Which rules the partners of one segment do not meet.</summary>
internal sealed class SegmentRequirements(
    PartnerTable partners,
    ulong[] byBits,
    (ulong Local, ulong Regional, ulong National)[] byPlace,
    int restDays,
    HashSet<int> againstBoundaries,
    ulong[][] mustHaves)
{
    private const ulong Boundary = 1UL << Requirements.AgainstABoundary;
    private const ulong Rest = 1UL << Requirements.AskedTooLately;

    /// <summary>One bit a rule; 0 when the partner may be suggested.</summary>
    public ulong UnmetBy(int partner)
    {
        var circumstances = partners.Circumstances[partner];
        var place = byPlace[partners.Places[partner]];
        var unmet = byBits[circumstances.Bits];
        unmet |= circumstances.Coverage switch { Coverage.Local => place.Local, Coverage.Regional => place.Regional, _ => place.National };
        if (circumstances.DaysSinceAsked < restDays) unmet |= Rest;
        if (againstBoundaries.Count > 0 && againstBoundaries.Contains(partner)) unmet |= Boundary;
        for (var i = 0; i < mustHaves.Length; i++)
        {
            var isMet = (mustHaves[i][partner / 64] >> (partner % 64)) & 1;
            unmet |= (isMet ^ 1) << (Requirements.FirstMustHave + i);
        }

        return unmet;
    }
}
