using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Features.Methods;

/// <summary>One method with what its agreement and its meetings hold.</summary>
public sealed class MethodPage(CooperationMethod method, Taxonomy taxonomy)
{
    public CooperationMethod Method { get; } = method;
    public IReadOnlyList<ClauseTemplate> Required { get; } = [.. method.RequiredClauses.Select(code => taxonomy.Clauses[code])];
    public IReadOnlyList<ClauseTemplate> Optional { get; } = [.. method.OptionalClauses.Select(code => taxonomy.Clauses[code])];
    public AgendaTemplate Agenda { get; } = taxonomy.AgendaOf(method.Code);
}
