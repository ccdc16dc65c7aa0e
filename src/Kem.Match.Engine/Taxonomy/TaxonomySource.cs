namespace Kem.Match.Engine.Taxonomy;

/// <summary>One taxonomy file: a JSON object whose <c>items</c> have <c>code</c>, <c>da</c>, <c>en</c> and perhaps <c>synonymsDa</c>.</summary>
/// <param name="Name">The file's name, for error messages.</param>
/// <param name="Kind">What its codes describe.</param>
/// <param name="Content">The file itself; read to the end, not closed.</param>
public sealed record TaxonomySource(string Name, CodeKind Kind, Stream Content);

/// <summary>A file of the lexicon (<c>data/engine/lexicon/*.json</c>); later ones add to earlier ones.</summary>
/// <param name="Name">The file's name, for error messages.</param>
/// <param name="Content">The file itself; read to the end, not closed.</param>
public sealed record ConceptSource(string Name, Stream Content);
