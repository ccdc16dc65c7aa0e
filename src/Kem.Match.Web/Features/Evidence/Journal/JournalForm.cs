using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Evidence.Journal;

/// <summary>Where the agreement lies in the municipality's own record system.</summary>
public sealed class JournalForm : IValidatableObject
{
    [Required(ErrorMessage = "Skriv, hvilket system aftalen ligger i."), StringLength(100), NoCprNumber, Display(Name = "System")]
    public string? RecordSystem { get; init; }

    [Required(ErrorMessage = "Skriv sagens eller dokumentets nummer."), StringLength(100), NoCprNumber, Display(Name = "Nummer")]
    public string? Number { get; init; }

    [RegularExpression(@"\d\d\.\d\d(\.\d\d)?", ErrorMessage = "Et KLE-nummer er to eller tre gange to tal, for eksempel 15.40.00. Ret det, eller lad feltet stå tomt."), Display(Name = "KLE-nummer")]
    public string? KleNumber { get; init; }

    [Required(ErrorMessage = "Vælg den dag, aftalen blev journaliseret."), Display(Name = "Dato")]
    public DateOnly? On { get; init; }

    public static JournalForm Of(JournalEntry? entry, DateOnly today) => new()
    {
        RecordSystem = entry?.RecordSystem,
        Number = entry?.Number,
        KleNumber = entry?.KleNumber,
        On = entry?.On ?? today,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var clock = (TimeProvider)validationContext.GetService(typeof(TimeProvider))!;

        if (On > Domain.DanishTime.DayOf(clock.GetUtcNow()))
        {
            yield return new("Datoen er ikke kommet endnu. Vælg dagen i dag eller en tidligere.", [nameof(On)]);
        }
    }
}
