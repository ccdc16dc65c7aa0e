namespace Kem.Match.Engine.Search;

/// <summary>Which rules the partners of one segment do not meet.</summary>
/// <param name="byGroup">By group, the rules that place and circumstances decide, one bit each.</param>
internal sealed class SegmentRequirements(PartnerTable partners, ulong[] byGroup, int restDays, HashSet<int> againstBoundaries, ulong[][] mustHaves)
{
    private const ulong Boundary = 1UL << Requirements.AgainstABoundary;
    private const ulong Rest = 1UL << Requirements.AskedTooLately;

    /// <summary>True when place and circumstances alone decide, but for <see cref="AgainstBoundaries"/>.</summary>
    public bool GoByGroups => restDays == 0 && mustHaves.Length == 0;

    /// <summary>Those who do not want to be asked about what the request is about.</summary>
    public HashSet<int> AgainstBoundaries { get; } = againstBoundaries;

    /// <summary>One bit a rule; 0 when the partner may be suggested.</summary>
    public ulong UnmetBy(int partner)
    {
        var unmet = byGroup[partners.GroupNumbers[partner]];
        if (partners.DaysSinceAsked[partner] < restDays) unmet |= Rest;
        if (AgainstBoundaries.Count > 0 && AgainstBoundaries.Contains(partner)) unmet |= Boundary;
        for (var i = 0; i < mustHaves.Length; i++)
        {
            var isMet = (mustHaves[i][partner / 64] >> (partner % 64)) & 1;
            unmet |= (isMet ^ 1) << (Requirements.FirstMustHave + i);
        }

        return unmet;
    }

    /// <summary>The rules that place and circumstances decide.</summary>
    public ulong UnmetByGroup(int group) => byGroup[group];
}
