using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Http;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>What a coordinator tells about a sheet that was signed with a pen.</summary>
public sealed class PaperForm
{
    /// <summary>Which text the sheet belongs to.</summary>
    public string? TextHash { get; init; }

    [MinLength(1, ErrorMessage = "Sæt kryds ved dem, der skrev under på papiret."), Display(Name = "Underskrivere")]
    public List<Guid> Signers { get; init; } = [];

    [Required(ErrorMessage = "Vælg den dag, der blev skrevet under."), Display(Name = "Dag")]
    public DateOnly? SignedOn { get; init; }

    [Required(ErrorMessage = "Skriv, hvor der blev skrevet under."), StringLength(200), Display(Name = "Sted")]
    public string? Place { get; init; }

    [Required(ErrorMessage = "Skriv navnet på det første vidne."), StringLength(100), NoCprNumber, Display(Name = "Første vidne")]
    public string? FirstWitness { get; init; }

    [Required(ErrorMessage = "Skriv navnet på det andet vidne."), StringLength(100), NoCprNumber, Display(Name = "Andet vidne")]
    public string? SecondWitness { get; init; }

    [Required(ErrorMessage = "Vælg et billede eller en PDF af det underskrevne ark."), Display(Name = "Scanning")]
    public IFormFile? Scan { get; init; }
}
