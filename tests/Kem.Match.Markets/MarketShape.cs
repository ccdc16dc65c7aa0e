namespace Kem.Match.Markets;

/// <summary>What decides whether two parties want each other.</summary>
public enum Truth
{
    /// <summary>Latent likeness, nearness and gain, which the signals show more or less well.</summary>
    Latent,

    /// <summary>Exactly the prior's score, so that nothing is left to learn.</summary>
    Prior,

    /// <summary>Nothing: everybody says yes equally often, whoever it is about.</summary>
    Chance,
}

/// <summary>The rules of one kind of market. Rates are chances from 0 to 1.</summary>
public sealed record MarketShape(string Name)
{
    public Truth Truth { get; init; } = Truth.Latent;

    /// <summary>Organisations that may be suggested.</summary>
    public int Partners { get; init; } = 120;

    /// <summary>Municipalities that needs and partners are spread over, evenly on a line 25 km apart.</summary>
    public int Municipalities { get; init; } = 5;

    /// <summary>Needs that arrive a day, on average.</summary>
    public double NeedsPerDay { get; init; } = 0.5;

    /// <summary>How many partners a person is shown.</summary>
    public int Shown { get; init; } = 10;

    /// <summary>The place r on the list is looked at with chance r^−η.</summary>
    public double PositionBias { get; init; } = 0.5;

    /// <summary>How surely likes follow from the truth: slope of the logistic over standardised utility.</summary>
    public double Decisiveness { get; init; } = 2.5;

    /// <summary>Chance that an average pair is liked by the asker, and by the partner.</summary>
    public double AskerLikes { get; init; } = 0.2;
    public double PartnerLikes { get; init; } = 0.4;

    /// <summary>How much likeness under each of the guide's four lenses matters, and last how much nearness does.</summary>
    public IReadOnlyList<double> Importance { get; init; } = [1, 1, 1, 1, 1];

    /// <summary>How much the importance differs from market to market: standard deviation of its logarithm.</summary>
    public double Unlikeness { get; init; } = 0.8;

    /// <summary>How much worse a signal may show the truth: the greatest standard deviation of its noise.</summary>
    public double SignalNoise { get; init; } = 0.5;

    /// <summary>Weight of "near and alike together" beside each on its own.</summary>
    public double Interaction { get; init; }

    /// <summary>Weight of being well known, which no signal shows.</summary>
    public double Popularity { get; init; } = 0.3;

    /// <summary>Weight of what the partner gains, in the partner's own judgment; 1 is as much as all else.</summary>
    public double PartnersOwnGain { get; init; } = 1;

    /// <summary>Agreements that a partner can have at a time: 1 to this.</summary>
    public int MostCapacity { get; init; } = 3;

    /// <summary>Proposals that a person sends from one list, at most.</summary>
    public int MostProposals { get; init; } = 3;

    /// <summary>What the prior gives most points, the same core task and nearness, hardly matters here.</summary>
    public static MarketShape Misjudged { get; } = new("misjudged") { Importance = [1, 0.1, 1, 1, 0], SignalNoise = 0.3 };

    /// <summary>Every market that a learner should do well in.</summary>
    public static IReadOnlyList<MarketShape> Learnable { get; } =
    [
        Misjudged,
        new("other lens") { Importance = [1, 0.05, 0.05, 0.05, 0] },
        new("ordinary"),
        new("interacting") { Interaction = 1.5 },
        new("steep reading") { PositionBias = 1 },
        new("well-known few") { Popularity = 1.2 },
    ];

    public static MarketShape PureNoise { get; } = new("pure noise") { Truth = Truth.Chance };
    public static MarketShape PriorIsRight { get; } = new("prior is right") { Truth = Truth.Prior };

    /// <summary>Many needs for few partners with little room.</summary>
    public static MarketShape Crowded { get; } = new("crowded") { Partners = 60, NeedsPerDay = 1.5, MostCapacity = 2, Popularity = 0.8 };

    /// <summary>Markets to hold two-sided rankings against each other in.</summary>
    public static IReadOnlyList<MarketShape> TwoSided { get; } = [new("ordinary"), Crowded, new("choosy partners") { PartnerLikes = 0.15, PartnersOwnGain = 2 }];
}
