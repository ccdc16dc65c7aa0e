using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kem.Match.Web.Data;

/// <summary>Puts what <see cref="Viewer"/> needs into the cookie, so that a page needs no extra query to know who asks.</summary>
public sealed class KemUserClaims(
    UserManager<KemUser> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<KemUser, IdentityRole<Guid>>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(KemUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);

        identity.AddClaim(new Claim(Viewer.NameClaim, user.DisplayName));
        identity.AddClaim(new Claim(Viewer.MunicipalityClaim, user.MunicipalityCode));
        identity.AddClaim(new Claim(Viewer.OrganisationClaim, user.OrganisationId?.ToString() ?? ""));
        return identity;
    }
}
