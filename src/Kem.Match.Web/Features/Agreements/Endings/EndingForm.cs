using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Features.Agreements.Endings;

public sealed class EndingForm
{
    [Required(ErrorMessage = "Skriv med en linje, hvorfor aftalen slutter."), StringLength(500), Display(Name = "Grund")]
    public string? Reason { get; init; }
}

public sealed record EndingPage(CooperationAgreement Agreement, EndingForm Form);
