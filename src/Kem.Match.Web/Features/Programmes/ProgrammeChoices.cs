using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>Whom and what a programme can be made of: leads, agreements in force, associations in the catalogue.</summary>
public sealed class ProgrammeChoices(KemDb db)
{
    private const string KemMethod = "M5";

    public bool MayMake(ClaimsPrincipal user) => Viewer.From(user) is { IsProgrammeLead: true } or { IsCoordinator: true };

    public async Task<NewProgrammePage> NewPageAsync(ClaimsPrincipal user, NewProgrammeForm form, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(user);
        return new NewProgrammePage(
            form,
            await AssociationsAsync(viewer.MunicipalityCode, [], cancellationToken),
            await AgreementsAsync(viewer, viewer.MunicipalityCode, cancellationToken),
            viewer.IsProgrammeLead ? [new ProgrammeLead(viewer.UserId, viewer.Name, viewer.Email)] : await LeadsAsync(cancellationToken));
    }

    /// <summary>The agreements in force that a programme can rest on. What else the municipality has agreed on is not for the lead.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Title)>> AgreementsAsync(Viewer viewer, string municipalityCode, CancellationToken cancellationToken) =>
        [.. (await db.Agreements.AsNoTracking()
            .Where(a => a.MunicipalityCode == municipalityCode && a.State == AgreementState.InForce && (a.Method == KemMethod || viewer.Role == Roles.Coordinator))
            .OrderBy(a => a.Title).Select(a => new { a.Id, a.Title }).ToListAsync(cancellationToken)).Select(a => (a.Id, a.Title))];

    /// <summary>Associations of a municipality that can come in.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> AssociationsAsync(string municipalityCode, IReadOnlyCollection<Guid> except, CancellationToken cancellationToken) =>
        [.. (await db.Organisations.InUse().AsNoTracking()
            .Where(o => o.MunicipalityCode == municipalityCode && o.Kind == OrganisationKind.Association && !except.Contains(o.Id))
            .OrderBy(o => o.Name).Select(o => new { o.Id, o.Name }).ToListAsync(cancellationToken)).Select(o => (o.Id, o.Name))];

    // Those who lead programmes work for several municipalities.
    private async Task<IReadOnlyList<ProgrammeLead>> LeadsAsync(CancellationToken cancellationToken) =>
        await (from user in db.Users.AsNoTracking()
               join role in db.UserRoles on user.Id equals role.UserId
               join name in db.Roles on role.RoleId equals name.Id
               where name.Name == Roles.ProgrammeLead && user.Email != null
               orderby user.DisplayName
               select new ProgrammeLead(user.Id, user.DisplayName, user.Email!)).ToListAsync(cancellationToken);
}
