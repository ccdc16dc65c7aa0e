using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Stories;

public static class StoryQueries
{
    /// <summary>With its approvals, consents and pictures, but not what the pictures hold.</summary>
    public static IQueryable<Story> Whole(this IQueryable<Story> stories) =>
        stories.Include(s => s.Approvals).Include(s => s.Consents).Include(s => s.Pictures).AsSplitQuery();

    /// <summary>A coordinator writes stories; the parties approve them by link.</summary>
    public static IQueryable<Story> EditableBy(this IQueryable<Story> stories, ClaimsPrincipal user) =>
        Viewer.From(user).IsCoordinator ? stories.VisibleTo(user) : stories.Where(s => false);
}
