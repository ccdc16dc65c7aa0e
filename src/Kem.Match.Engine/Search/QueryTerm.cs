namespace Kem.Match.Engine.Search;

/// <summary>A term that is asked for, and how much it matters.</summary>
/// <param name="Text">The stem.</param>
/// <param name="Weight">1 for an ordinary word.</param>
/// <param name="IsExtra">True for a relative of a word that is asked for: finding it is good, not finding it is no loss.</param>
internal readonly record struct QueryTerm(string Text, float Weight, bool IsExtra = false);
