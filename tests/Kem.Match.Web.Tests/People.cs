using System.Security.Claims;
using System.Text.Encodings.Web;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kem.Match.Web.Tests;

/// <summary>The same people in every test.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="Organisation">The organisation the person acts for.</param>
public sealed record Person(string Name, string Role, string Municipality, Guid Organisation)
{
    /// <summary>Coordinator in Hillerød.</summary>
    public static Person Birgit { get; } = new("Birgit", Roles.Coordinator, Places.Hillerød, Catalogue.IntegrationTeam);

    /// <summary>Chair of an association in Hillerød.</summary>
    public static Person Amina { get; } = new("Amina", Roles.Association, Places.Hillerød, Catalogue.WomenAssociation);

    /// <summary>Coordinator in another municipality; must find nothing of Hillerød's.</summary>
    public static Person Carsten { get; } = new("Carsten", Roles.Coordinator, Places.Roskilde, Catalogue.RoskildeTeam);

    /// <summary>CSR lead of a company in Hillerød.</summary>
    public static Person Dorte { get; } = new("Dorte", Roles.Company, Places.Hillerød, Catalogue.Auditors);

    /// <summary>Administrator in Hillerød.</summary>
    public static Person Erik { get; } = new("Erik", Roles.Administrator, Places.Hillerød, Catalogue.IntegrationTeam);

    /// <summary>Leads a programme in Hillerød.</summary>
    public static Person Freja { get; } = new("Freja", Roles.ProgrammeLead, Places.Hillerød, Guid.Empty) { Id = Guid.Parse("20000000-0000-7000-8000-000000000001") };

    /// <summary>Leads programmes too, but not Freja's.</summary>
    public static Person Henrik { get; } = new("Henrik", Roles.ProgrammeLead, Places.Hillerød, Guid.Empty) { Id = Guid.Parse("20000000-0000-7000-8000-000000000002") };

    public static IReadOnlyList<Person> All { get; } = [Birgit, Amina, Carsten, Dorte, Erik, Freja, Henrik];

    /// <summary>The account; most people in the tests need none.</summary>
    public Guid Id { get; private init; }

    public string Email => $"{Name.ToLowerInvariant()}@kem.example";

    public ClaimsPrincipal Principal => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, Id.ToString()),
            new Claim(ClaimTypes.Email, Email),
            new Claim(ClaimTypes.Role, Role),
            new Claim(Viewer.NameClaim, Name),
            new Claim(Viewer.MunicipalityClaim, Municipality),
            new Claim(Viewer.OrganisationClaim, Organisation.ToString()),
        ],
        SignedInAs.SchemeName));
}

public static class Places
{
    public const string Hillerød = "0219";
    public const string Roskilde = "0265";
}

/// <summary>The organisations that every test starts with.</summary>
public static class Catalogue
{
    public static readonly Guid IntegrationTeam = Guid.Parse("10000000-0000-7000-8000-000000000001");
    public static readonly Guid WomenAssociation = Guid.Parse("10000000-0000-7000-8000-000000000002");
    public static readonly Guid FootballClub = Guid.Parse("10000000-0000-7000-8000-000000000003");
    public static readonly Guid Auditors = Guid.Parse("10000000-0000-7000-8000-000000000004");
    public static readonly Guid RoskildeTeam = Guid.Parse("10000000-0000-7000-8000-000000000005");
    public static readonly Guid RoskildeChoir = Guid.Parse("10000000-0000-7000-8000-000000000006");

    public static IEnumerable<Organisation> Organisations(DateOnly today) =>
    [
        Make(IntegrationTeam, Places.Hillerød, OrganisationKind.MunicipalUnit, today, new()
        {
            Name = "Integrationsteamet", Form = "OF_MUNI_UNIT", Description = "Kommunens team for nye borgere.", Languages = ["da"],
            ContactName = "Birgit", ContactRole = "Integrationskoordinator", ContactEmail = "birgit@kem.example", ContactPhone = "55 10 10 10",
        }),
        Make(WomenAssociation, Places.Hillerød, OrganisationKind.Association, today, new()
        {
            Name = "Kvinder på Tværs", Form = "OF_WOMEN", Place = "Midtbyen", Description = "Vi samler kvinder om mad, motion og dansk. Mange af os taler arabisk.", Members = 42,
            Languages = ["da", "ar"], TargetGroups = ["TG_WOMEN", "TG_NEWCOMER", "TG_ELDER"], Activities = ["AK_WOMEN_GROUP", "AK_FOOD", "AK_VISITING"],
            Competences = ["CO_TRUST_ACCESS", "CO_LANGUAGE"], Gaps = ["CO_DIM_FINANCE"], Resources = ["RS_VOLUNTEERS"],
            ContactName = "Amina", ContactRole = "Formand", ContactEmail = "amina@kem.example", ContactPhone = "55 20 20 20",
        }),
        Make(FootballClub, Places.Hillerød, OrganisationKind.Association, today, new()
        {
            Name = "Byens Boldklub", Form = "OF_SPORT", Place = "Ullerød", Description = "Fodbold for børn og unge.", Members = 210,
            Languages = ["da"], TargetGroups = ["TG_CHILDREN", "TG_YOUTH"], Activities = ["AK_FOOTBALL"], Competences = ["CO_SPORT_COACH"], Resources = ["RS_HALL"],
            ContactName = "Gert", ContactRole = "Formand", ContactEmail = "gert@kem.example", ContactPhone = "55 30 30 30",
        }),
        Make(Auditors, Places.Hillerød, OrganisationKind.Company, today, new()
        {
            Name = "Nordlys Revision", Form = "OF_COMPANY", Description = "Revisionsfirma. Vi hjælper med regnskab og budget.", Members = 18,
            Languages = ["da", "en"], Competences = ["CO_CSR_ACCOUNTING", "CO_CSR_BUSINESS"], Resources = ["RS_PROBONO"],
            ContactName = "Dorte", ContactRole = "CSR-ansvarlig", ContactEmail = "dorte@kem.example", ContactPhone = "55 40 40 40",
        }),
        Make(RoskildeTeam, Places.Roskilde, OrganisationKind.MunicipalUnit, today, new()
        {
            Name = "Roskildes integrationsteam", Form = "OF_MUNI_UNIT", ContactName = "Carsten", ContactEmail = "carsten@kem.example",
        }),
        Make(RoskildeChoir, Places.Roskilde, OrganisationKind.Association, today, new()
        {
            Name = "Fjordkoret", Form = "OF_CULTURE", Description = "Kor for alle.", Activities = ["AK_MUSIC"], ContactName = "Hanne", ContactEmail = "hanne@kem.example",
        }),
    ];

    private static Organisation Make(Guid id, string municipality, OrganisationKind kind, DateOnly today, OrganisationDescription description)
    {
        var organisation = new Organisation(municipality, kind, description);
        typeof(Organisation).GetProperty(nameof(Organisation.Id))!.SetValue(organisation, id);
        organisation.Confirm(today.AddDays(-30));
        return organisation;
    }
}

/// <summary>Signs in whoever the test says, in place of the cookie.</summary>
public sealed class SignedInAs(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "test";
    public const string Header = "X-Person";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var person = Person.All.SingleOrDefault(p => p.Name == Request.Headers[Header].ToString());

        return Task.FromResult(person is null
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(person.Principal, SchemeName)));
    }

    // A visitor is sent to the page where one signs in, as with the real cookie.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Redirect("/konto/log-ind");
        return Task.CompletedTask;
    }
}
