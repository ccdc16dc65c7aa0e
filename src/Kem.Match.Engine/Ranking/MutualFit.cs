namespace Kem.Match.Engine.Ranking;

/// <summary>What is known of both sides of one possible match.</summary>
/// <param name="AskerSaysYes">Chance that the asker wants the partner, 0 to 1; null when nothing is known.</param>
/// <param name="PartnerSaysYes">Chance that the partner says yes to a proposal, if it has room; null when nothing is known.</param>
/// <param name="OpenProposals">Proposals that wait for the partner's answer.</param>
/// <param name="FreeSlots">New agreements that the partner has room for; null when it has not said.</param>
public readonly record struct TwoSides(double? AskerSaysYes, double? PartnerSaysYes, int OpenProposals, int? FreeSlots);

/// <summary>
/// Ranks by the agreements that can be expected: P(asker says yes) · P(partner says yes) · P(the partner still has room).
/// Nothing happens unless both say yes, so chances multiply; a mean would let one side's wish make up for the other's
/// reluctance (for reciprocal recommendation see Palomares et al. 2021; Pizzato et al. 2010 use the harmonic mean).
/// </summary>
public static class MutualFit
{
    /// <summary>A side about which nothing is known on the whole list; any number gives the same order.</summary>
    public const double UnknownChance = 0.5;

    /// <summary>
    /// Expected agreements of each candidate, 0 to 1; rank by them, highest first. A side that is unknown counts as the
    /// mean of those on the list where it is known, so that silence neither lifts nor sinks anybody; where it is known of
    /// nobody, the other side decides alone.
    /// </summary>
    public static double[] ExpectedAgreements(ReadOnlySpan<TwoSides> candidates)
    {
        var (asker, partner) = (Mean(candidates, c => c.AskerSaysYes), Mean(candidates, c => c.PartnerSaysYes));
        var expected = new double[candidates.Length];
        for (var i = 0; i < expected.Length; i++)
        {
            var yes = candidates[i].PartnerSaysYes ?? partner;
            expected[i] = (candidates[i].AskerSaysYes ?? asker) * yes * HasRoom(candidates[i].OpenProposals, candidates[i].FreeSlots, yes);
        }

        return expected;
    }

    /// <summary>
    /// The chance that room is left when a new proposal is answered: P(fewer than the free slots of the open proposals
    /// become agreements), binomial with the partner's own chance of a yes. 1 when it is not known how much room there is, 0
    /// when there is none.
    /// </summary>
    /// <param name="openProposals">0 or more.</param>
    /// <param name="freeSlots">0 or more, or null.</param>
    /// <param name="saysYes">Chance that each open proposal is accepted.</param>
    public static double HasRoom(int openProposals, int? freeSlots, double saysYes)
    {
        if (freeSlots is not { } slots || slots > openProposals) return 1;

        var (room, ways) = (0.0, 1.0);
        for (var accepted = 0; accepted <= openProposals && accepted < slots; accepted++)
        {
            room += ways * Math.Pow(saysYes, accepted) * Math.Pow(1 - saysYes, openProposals - accepted);
            ways *= (openProposals - accepted) / (accepted + 1.0);
        }

        return room;
    }

    private static double Mean(ReadOnlySpan<TwoSides> candidates, Func<TwoSides, double?> side)
    {
        var (sum, known) = (0.0, 0);
        foreach (var candidate in candidates)
        {
            if (side(candidate) is not { } chance) continue;
            sum += chance;
            known++;
        }

        return known > 0 ? sum / known : UnknownChance;
    }
}
