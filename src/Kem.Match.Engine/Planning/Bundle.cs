namespace Kem.Match.Engine.Planning;

/// <summary>What one partner could cover of a need.</summary>
/// <param name="PartnerId">The partner.</param>
/// <param name="Score">How well it fits on its own; higher is better. Decides between bundles that cover the same.</param>
/// <param name="Covered">Bit <c>i</c> is set when the partner covers item <c>i</c> of the need; at most 64 items.</param>
public readonly record struct BundleCandidate(string PartnerId, double Score, ulong Covered);

/// <summary>A small set of partners that cover a need together (et samlet hold).</summary>
/// <param name="PartnerIds">Two or three partners, best score first.</param>
/// <param name="Covered">The items that they cover together.</param>
/// <param name="Missing">The items that nobody in the set covers; 0 when the need is whole.</param>
public sealed record Bundle(IReadOnlyList<string> PartnerIds, ulong Covered, ulong Missing);
