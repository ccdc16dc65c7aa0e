using System.ComponentModel.DataAnnotations;

namespace Kem.Match.Web.Features.Agreements.Signatures;

public enum SigningAnswer
{
    Sign,
    Decline,
}

/// <summary>What a signatory answers. Nothing is chosen beforehand.</summary>
public sealed class SigningForm : IValidatableObject
{
    /// <summary>What is agreed to, in the words of the page.</summary>
    public const string Consent = "Jeg har læst aftalen.";

    [Required(ErrorMessage = "Vælg, om du vil skrive under."), Display(Name = "Svar")]
    public SigningAnswer? Answer { get; init; }

    [Display(Name = "Jeg har læst aftalen")]
    public bool HasRead { get; init; }

    [StringLength(100), Display(Name = "Dit fulde navn")]
    public string? FullName { get; init; }

    [StringLength(1000), Display(Name = "Grund")]
    public string? Reason { get; init; }

    /// <summary>The server's own sealed note of when it showed the page; see <see cref="SeenText"/>.</summary>
    public string? SeenAt { get; init; }

    /// <summary>Which text the signatory saw.</summary>
    public string? TextHash { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Answer != SigningAnswer.Sign) yield break;

        if (!HasRead)
        {
            yield return new("Sæt kryds ved, at du har læst aftalen.", [nameof(HasRead)]);
        }

        if (string.IsNullOrWhiteSpace(FullName))
        {
            yield return new("Skriv dit fulde navn. Det er din underskrift.", [nameof(FullName)]);
        }
    }
}
