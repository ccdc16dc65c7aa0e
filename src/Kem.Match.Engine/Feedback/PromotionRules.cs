namespace Kem.Match.Engine.Feedback;

/// <summary>What a newly trained model must show before it takes over.</summary>
public sealed record PromotionRules
{
    /// <summary>Fewer touched partners than this in all, and nothing is trained.</summary>
    public int LeastOutcomes { get; init; } = 100;

    /// <summary>Fewer needs than this held out, and nothing is trained.</summary>
    public int LeastHeldOut { get; init; } = 20;

    /// <summary>The first share of the lists, by time, is only learned from; all later lists are held out in turn.</summary>
    public double FirstShare { get; init; } = 0.2;

    /// <summary>How many times a model is trained on the past and tried on the stretch that follows (rolling origin).</summary>
    public int Stretches { get; init; } = 8;

    /// <summary><see cref="Foresight.PValue"/> must be at most this.</summary>
    public double MostPValue { get; init; } = 0.05;

    /// <summary>
    /// Exposure may become this much more unequal (Gini) and no more. On sixty lists chance alone moves it by 0.02 or 0.03.
    /// </summary>
    public double GiniTolerance { get; init; } = 0.05;

    /// <summary>
    /// Outcomes must have grown by this factor since the last try. Whoever tests every night finds something one night; a
    /// handful of tries a year keeps false promotions few.
    /// </summary>
    public double GrowthBetweenTries { get; init; } = 1.25;

    /// <summary>Seed of the tests' resampling.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True when there is enough news for another try.</summary>
    /// <param name="outcomes">Touched partners now.</param>
    /// <param name="outcomesAtLastTry">Touched partners when a model was last trained; 0 when none was.</param>
    public bool IsTimeToTry(int outcomes, int outcomesAtLastTry) =>
        outcomes >= LeastOutcomes && outcomes >= GrowthBetweenTries * outcomesAtLastTry;
}
