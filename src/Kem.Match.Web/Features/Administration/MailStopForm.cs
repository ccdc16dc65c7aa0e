using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Administration;

/// <summary>An address that is not to be written to, and why.</summary>
public sealed class MailStopForm : IValidatableObject
{
    [Display(Name = "Mailadresse"), Required(ErrorMessage = "Skriv adressen."), StringLength(254, ErrorMessage = "Adressen er for lang.")]
    public string Address { get; set; } = "";

    [Display(Name = "Hvorfor"), Required(ErrorMessage = "Skriv kort hvorfor."), StringLength(300, ErrorMessage = "Skriv det med højst 300 tegn."), NoCprNumber]
    public string Why { get; set; } = "";

    [Display(Name = "Hvad skal vi lade være med at sende?")]
    public MailStopScope Scope { get; set; } = MailStopScope.Everything;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address.Length > 0 && !MailAddresses.IsValid(Address.Trim()))
        {
            yield return new ValidationResult("Adressen er ikke skrevet rigtigt. Den skal ligne navn@forening.dk.", [nameof(Address)]);
        }
    }
}

/// <summary>Why an address is written to again.</summary>
public sealed class LiftStopForm
{
    [Required(ErrorMessage = "Skriv kort hvorfor."), StringLength(300, ErrorMessage = "Skriv det med højst 300 tegn."), NoCprNumber]
    public string Why { get; set; } = "";
}

public sealed record MailStopsPage
{
    public MailStopForm Form { get; set; } = new();

    /// <summary>The stop that somebody tried to lift without saying why, and what they wrote.</summary>
    public (Guid Id, LiftStopForm Form)? Lifting { get; init; }

    public IReadOnlyList<MailStop> InForce { get; init; } = [];

    public IReadOnlyList<MailStop> Lifted { get; init; } = [];
}
