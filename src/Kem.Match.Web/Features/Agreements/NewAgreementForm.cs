using System.ComponentModel.DataAnnotations;

namespace Kem.Match.Web.Features.Agreements;

public sealed class NewAgreementForm
{
    [Required(ErrorMessage = "Vælg, hvordan I vil samarbejde."), Display(Name = "Metode")]
    public string? Method { get; init; }

    [Required(ErrorMessage = "Giv aftalen et navn."), StringLength(200), Display(Name = "Aftalens navn")]
    public string? Title { get; init; }
}

/// <summary>The choice of a method, with what the proposal was about.</summary>
public sealed record NewAgreementPage(Domain.Proposals.MatchProposal Proposal, NewAgreementForm Form, IReadOnlyList<Domain.Methods.CooperationMethod> Methods);
