namespace Kem.Match.Web.Domain.Agreements;

/// <summary>What a signatory is in the organisation, as far as its signing rule cares.</summary>
public enum SignatoryRole
{
    Chair,
    Treasurer,
    BoardMember,

    /// <summary>Anybody else whom the organisation lets sign, such as an imam or the chair of a committee.</summary>
    Other,
}

/// <summary>The ways in which a party can be bound (tegningsregel).</summary>
public enum SigningRuleKind
{
    /// <summary>Everybody on the list, whatever they are.</summary>
    Named,

    ChairAlone,
    ChairAndTreasurer,
    TwoOfBoard,

    /// <summary>What holds when the statutes are silent.</summary>
    WholeBoard,

    /// <summary>One person, with a proxy (fuldmagt) from those who could have signed.</summary>
    Proxy,
}

/// <summary>One line of a rule: so many of those who have one of these roles.</summary>
/// <param name="Roles">Who can meet the demand.</param>
/// <param name="AtLeast">How many must sign.</param>
/// <param name="IsForAll">Everybody on the list with such a role must sign, and there must be at least that many.</param>
public sealed record SigningDemand(IReadOnlyList<SignatoryRole> Roles, int AtLeast, bool IsForAll)
{
    public bool Covers(SignatoryRole role) => Roles.Contains(role);

    public int NeededOf(int listed) => IsForAll ? Math.Max(listed, AtLeast) : AtLeast;
}

/// <summary>
/// Who must sign before a party is bound: a few demands, all of which must be met. An agreement is in force when every
/// party is bound, never one signature before and always with the one that makes it enough.
/// </summary>
public sealed record SigningRule(SigningRuleKind Kind, IReadOnlyList<SigningDemand> Demands)
{
    private static readonly SignatoryRole[] Board = [SignatoryRole.Chair, SignatoryRole.Treasurer, SignatoryRole.BoardMember];
    private static readonly SignatoryRole[] Anybody = Enum.GetValues<SignatoryRole>();

    public static IReadOnlyList<SigningRule> All { get; } =
    [
        new(SigningRuleKind.Named, [new(Anybody, 1, IsForAll: true)]),
        new(SigningRuleKind.ChairAlone, [new([SignatoryRole.Chair], 1, IsForAll: false)]),
        new(SigningRuleKind.ChairAndTreasurer, [new([SignatoryRole.Chair], 1, IsForAll: false), new([SignatoryRole.Treasurer], 1, IsForAll: false)]),
        new(SigningRuleKind.TwoOfBoard, [new(Board, 2, IsForAll: false)]),
        new(SigningRuleKind.WholeBoard, [new(Board, 2, IsForAll: true)]),
        new(SigningRuleKind.Proxy, [new(Anybody, 1, IsForAll: true)]),
    ];

    public static SigningRule Of(SigningRuleKind kind) => All.Single(rule => rule.Kind == kind);

    /// <summary>Can somebody with this role help to meet the rule?</summary>
    public bool Uses(SignatoryRole role) => Demands.Any(demand => demand.Covers(role));

    /// <summary>Is the rule met when only those count?</summary>
    public bool IsMetBy(IReadOnlyCollection<Signatory> listed, Func<Signatory, bool> counts) => Demands.All(demand =>
    {
        var able = listed.Where(signatory => demand.Covers(signatory.Role)).ToList();
        return able.Count(counts) >= demand.NeededOf(able.Count);
    });
}
