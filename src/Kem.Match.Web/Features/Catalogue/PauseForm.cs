using System.ComponentModel.DataAnnotations;

namespace Kem.Match.Web.Features.Catalogue;

public sealed class PauseForm
{
    [Required(ErrorMessage = "Vælg den sidste dag i pausen.")]
    public DateOnly? Until { get; init; }
}
