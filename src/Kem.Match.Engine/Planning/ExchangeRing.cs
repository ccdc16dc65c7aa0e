namespace Kem.Match.Engine.Planning;

/// <summary>Something that one member could give another.</summary>
/// <param name="From">The giver, by number.</param>
/// <param name="To">The one who wants it, by number.</param>
/// <param name="Value">How much it is worth to the receiver, above 0.</param>
public readonly record struct Gift(int From, int To, double Value);

/// <summary>A ring in which everybody gives to the next and gets from the one before (byttering).</summary>
/// <param name="Members">Two to four members; the first gives to the second, the last to the first.</param>
/// <param name="Value">The sum of the gifts' values.</param>
public sealed record ExchangeRing(IReadOnlyList<int> Members, double Value);

/// <summary>The rings that were chosen.</summary>
/// <param name="Rings">Nobody is in two of them; the most valuable first.</param>
/// <param name="IsBest">True when no other choice of rings is worth more; false when the search was cut short.</param>
public sealed record ExchangeRings(IReadOnlyList<ExchangeRing> Rings, bool IsBest)
{
    public double Value => Rings.Sum(r => r.Value);
}
