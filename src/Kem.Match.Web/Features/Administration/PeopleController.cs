using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Administration;

/// <summary>Who has an account in the municipality.</summary>
public sealed class PeopleController(KemDb db) : Controller
{
    [HttpGet("/administration/brugere")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        if (!viewer.IsAdministrator) return NotFound();

        var people =
            from user in db.Users
            where user.MunicipalityCode == viewer.MunicipalityCode
            join held in db.UserRoles on user.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            join organisation in db.Organisations on user.OrganisationId equals organisation.Id into own
            from organisation in own.DefaultIfEmpty()
            orderby user.DisplayName
            select new PersonRow(user.DisplayName, user.Title, user.Email ?? "", role.Name ?? "", organisation == null ? "" : organisation.Name);

        return View("People", await people.AsNoTracking().ToListAsync(cancellationToken));
    }
}

public sealed record PersonRow(string Name, string Title, string Email, string Role, string Organisation);
