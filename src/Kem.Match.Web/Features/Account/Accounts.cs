using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Features.Account;

/// <summary>Accounts, passwords and the cookie.</summary>
public static class Accounts
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment)
    {
        services.AddDataProtection()
            .SetApplicationName("Kem.Match")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(environment.ContentRootPath, configuration["Keys:Folder"] ?? "App_Data/keys")));

        services.AddIdentity<KemUser, IdentityRole<Guid>>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 10;
            })
            .AddEntityFrameworkStores<KemDb>()
            .AddClaimsPrincipalFactory<KemUserClaims>()
            .AddDefaultTokenProviders();

        // A person who has left is out on the next click, not half an hour later.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.Zero);

        return services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/konto/log-ind";
            cookie.AccessDeniedPath = "/findes-ikke";
            cookie.ReturnUrlParameter = "retur";
            cookie.ExpireTimeSpan = Idle;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.Name = environment.IsDevelopment() ? "kem" : "__Host-kem";
            cookie.Events.OnValidatePrincipal = AskWhetherStillWelcomeAsync;
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
    }

    // Colours and pictures are the same for everybody, and the page that tells of a database that is away must not need it.
    private static Task AskWhetherStillWelcomeAsync(CookieValidatePrincipalContext context) =>
        IsFile(context.HttpContext.GetEndpoint()) || context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null
            ? Task.CompletedTask
            : SecurityStampValidator.ValidatePrincipalAsync(context);

    private static bool IsFile(Endpoint? endpoint) => endpoint is not null && endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is null;
}
