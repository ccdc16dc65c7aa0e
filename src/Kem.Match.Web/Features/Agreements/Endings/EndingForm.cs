using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Endings;

public sealed class EndingForm
{
    [Required(ErrorMessage = "Skriv med en linje, hvorfor aftalen slutter."), StringLength(500), NoCprNumber, Display(Name = "Grund")]
    public string? Reason { get; init; }

    /// <summary>Empty means today.</summary>
    [Display(Name = "Sidste dag")]
    public DateOnly? LastDay { get; init; }

    public string? ProblemWithDay(CooperationAgreement agreement, DateOnly today) => LastDay switch
    {
        { } day when day < today => "Vælg en dag fra i dag og frem.",
        { } day when day > agreement.EndsOn => $"Aftalen slutter allerede {DanishText.Date(agreement.EndsOn)}. Vælg en dag før.",
        _ => null,
    };
}

/// <param name="NoticeRunsOut">The last day if notice is given today.</param>
public sealed record EndingPage(CooperationAgreement Agreement, EndingForm Form, DateOnly NoticeRunsOut);
