using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>Why and when an organisation closed down, and what happens to its agreements.</summary>
public sealed class RetirementForm
{
    [Required(ErrorMessage = "Skriv med en linje, hvorfor de er stoppet."), StringLength(500), NoCprNumber, Display(Name = "Grund")]
    public string? Reason { get; init; }

    [Required(ErrorMessage = "Vælg den sidste dag."), Display(Name = "Sidste dag")]
    public DateOnly? On { get; init; }

    public Dictionary<Guid, PartyFate> Fates { get; init; } = [];
}

/// <param name="HangsOnIt">"2 behov", "1 aftale i kraft"; empty when it can be deleted.</param>
/// <param name="Running">Agreements in force that somebody must decide about.</param>
/// <param name="Refusals">Why it cannot be closed down now.</param>
public sealed record RetirementPage(
    Organisation Organisation, RetirementForm Form, IReadOnlyList<string> HangsOnIt, bool CanBeDeleted, IReadOnlyList<CooperationAgreement> Running, IReadOnlyList<string> Refusals);
