using System.Security.Claims;

namespace Kem.Match.Web.Data;

/// <summary>Who asks. Everything that is read starts from this: what the viewer may not see is not found.</summary>
public sealed record Viewer(Guid UserId, string Name, string Email, string Role, string MunicipalityCode, Guid OrganisationId)
{
    public const string MunicipalityClaim = "kem:municipality";
    public const string OrganisationClaim = "kem:organisation";
    public const string NameClaim = "kem:name";

    public bool IsCoordinator => Role == Roles.Coordinator;
    public bool IsAdministrator => Role == Roles.Administrator;

    /// <summary>True for somebody who leads programmes, and so sees what associations otherwise keep to themselves.</summary>
    public bool IsProgrammeLead => Role == Roles.ProgrammeLead;

    /// <summary>True for those who look after one organisation: an association or a company.</summary>
    public bool IsPartner => Role is Roles.Association or Roles.Company;

    public static Viewer From(ClaimsPrincipal user) => new(
        ParseId(user.FindFirstValue(ClaimTypes.NameIdentifier)),
        user.FindFirstValue(NameClaim) ?? "",
        user.FindFirstValue(ClaimTypes.Email) ?? "",
        user.FindFirstValue(ClaimTypes.Role) ?? "",
        user.FindFirstValue(MunicipalityClaim) ?? "",
        ParseId(user.FindFirstValue(OrganisationClaim)));

    private static Guid ParseId(string? text) => Guid.TryParse(text, out var id) ? id : Guid.Empty;
}
