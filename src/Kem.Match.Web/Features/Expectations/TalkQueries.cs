using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Expectations;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Expectations;

public static class TalkQueries
{
    /// <summary>With its sides and what they wrote.</summary>
    public static IQueryable<ExpectationTalk> Whole(this IQueryable<ExpectationTalk> talks, ClaimsPrincipal user) =>
        talks.VisibleTo(user).Include(t => t.Sides).AsSplitQuery();

    /// <summary>With the talk and the other sides.</summary>
    public static IQueryable<TalkSide> Whole(this IQueryable<TalkSide> sides) =>
        sides.Include(s => s.Talk).ThenInclude(t => t.Sides).AsSplitQuery();
}
