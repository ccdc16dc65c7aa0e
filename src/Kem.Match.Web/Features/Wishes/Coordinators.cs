using Kem.Match.Web.Data;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>The people who look after a municipality's cooperations.</summary>
public static class Coordinators
{
    /// <summary>All coordinators that can be written to.</summary>
    public static IQueryable<KemUser> In(KemDb db) =>
        from user in db.Users
        join role in db.UserRoles on user.Id equals role.UserId
        join name in db.Roles on role.RoleId equals name.Id
        where name.Name == Roles.Coordinator && user.Email != null && user.MunicipalityCode != ""
        select user;
}
