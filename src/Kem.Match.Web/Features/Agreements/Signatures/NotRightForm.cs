using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Says that somebody else must sign.</summary>
public sealed class NotRightForm
{
    [StringLength(300, ErrorMessage = "Gør svaret kortere. Der er plads til 300 tegn."), NoCprNumber, Display(Name = "Den rette")]
    public string? RightPerson { get; init; }

    /// <summary>Which text lay for signature.</summary>
    public string? TextHash { get; init; }
}

public sealed record NotRightPage(SigningPage Signing, NotRightForm Form);
