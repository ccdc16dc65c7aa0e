namespace Kem.Match.Engine.Planning;

/// <summary>What a need would gain from a partner.</summary>
/// <param name="Partner">The partner, by number.</param>
/// <param name="Value">Expected gain, 0 or more, in any unit that is the same for all.</param>
public readonly record struct Offer(int Partner, double Value);

/// <summary>Who gets whom.</summary>
/// <param name="PartnerOf">By need the partner's number; <see cref="Nobody"/> where none was worth its price.</param>
/// <param name="Prices">By partner what a place costs: what the last need that did not get one would have gained. 0 where there is room left.</param>
/// <param name="Value">The sum of what the needs gain.</param>
public sealed record Assignment(IReadOnlyList<int> PartnerOf, IReadOnlyList<double> Prices, double Value)
{
    public const int Nobody = -1;
}
