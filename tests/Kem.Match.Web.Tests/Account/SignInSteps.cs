using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Account;

/// <summary>Birgit with a password, for the tests in which somebody really signs in.</summary>
internal static class SignInSteps
{
    public const string Email = "birgit@hilleroed.example";
    public const string Password = "en lang sætning til Birgit";

    public static async Task AddBirgitAsync(this KemApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<KemUser>>();
        var birgit = new KemUser { UserName = Email, Email = Email, DisplayName = "Birgit", MunicipalityCode = Places.Hillerød, OrganisationId = Catalogue.IntegrationTeam };

        Assert.True((await users.CreateAsync(birgit, Password)).Succeeded);
        Assert.True((await users.AddToRoleAsync(birgit, Roles.Coordinator)).Succeeded);
    }
}
