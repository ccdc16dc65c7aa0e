using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Kem.Match.Web.Features.Evidence.Verifications;

/// <summary>A file, or the SHA-256 of one.</summary>
public sealed class VerificationForm : IValidatableObject
{
    public const int MostMegabytes = 10;

    private const int HexDigits = 64;

    [Display(Name = "Fil")]
    public IFormFile? File { get; init; }

    [Display(Name = "Kendetegn")]
    public string? Sha256 { get; init; }

    /// <summary>As it is stored, however it was copied: without spaces, in small letters.</summary>
    public string Digits => string.Concat((Sha256 ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (File is { Length: > MostMegabytes * 1024 * 1024 })
        {
            yield return new($"Filen fylder mere end {MostMegabytes} MB. Så er den ikke lavet her. Vælg en anden fil.", [nameof(File)]);
        }
        else if (File is null && Digits.Length == 0)
        {
            yield return new("Vælg en fil, eller indsæt et kendetegn.", [nameof(File)]);
        }
        else if (File is null && (Digits.Length != HexDigits || !Digits.All(char.IsAsciiHexDigit)))
        {
            yield return new("Et kendetegn er 64 tal og bogstaver fra a til f. Kopiér det hele fra mailen eller beviset.", [nameof(Sha256)]);
        }
    }
}
