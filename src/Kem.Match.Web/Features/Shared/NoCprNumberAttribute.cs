using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Kem.Match.Web.Features.Shared;

/// <summary>Refuses a text in which a Danish personal number (CPR-nummer) seems to stand: we have no use for one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class NoCprNumberAttribute : ValidationAttribute
{
    public NoCprNumberAttribute()
        : base("Det ligner et CPR-nummer i »{0}«. Tag det ud, for her skal vi ikke vide noget om enkelte borgere.")
    {
    }

    public override bool IsValid(object? value) => value is not string text || !CprNumber().IsMatch(text);

    // Day, month, year and four digits; a hyphen, dash or space may stand between.
    [GeneratedRegex(@"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[-–‑ ]?\d{4}(?!\d)")]
    private static partial Regex CprNumber();
}
