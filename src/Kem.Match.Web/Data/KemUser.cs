using Microsoft.AspNetCore.Identity;

namespace Kem.Match.Web.Data;

/// <summary>A person with an account. Most people in the service have none; they act through links in mails.</summary>
public sealed class KemUser : IdentityUser<Guid>
{
    public KemUser() => Id = Guid.CreateVersion7();

    public string DisplayName { get; set; } = "";
    public string Title { get; set; } = "";
    public string MunicipalityCode { get; set; } = "";

    /// <summary>The organisation the person acts for; a coordinator's own municipal unit.</summary>
    public Guid? OrganisationId { get; set; }
}

/// <summary>The names of the roles, as they stand in the database and in claims.</summary>
public static class Roles
{
    public const string Coordinator = "coordinator";
    public const string Association = "association";
    public const string Company = "company";
    public const string Administrator = "administrator";

    /// <summary>Leads programmes (programleder); works for neither the municipality nor an association.</summary>
    public const string ProgrammeLead = "programme-lead";

    public static IReadOnlyList<string> All { get; } = [Coordinator, Association, Company, Administrator, ProgrammeLead];
}
