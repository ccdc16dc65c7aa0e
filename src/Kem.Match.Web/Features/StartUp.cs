using Kem.Match.Engine;
using Kem.Match.Engine.Interchange;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Demo;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features;

/// <summary>What happens before the first page is shown: the database is brought up to date, and a new one gets its start.</summary>
public static class StartUp
{
    public const int CouldNotStart = 1;

    private const int YearsAhead = 10;

    /// <returns>False when something in the way was found and told; the process should end.</returns>
    public static async Task<bool> PrepareAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var logger = app.Logger;

        try
        {
            WarnOfAnotherTimeZone(scope.ServiceProvider.GetRequiredService<TimeProvider>(), logger);

            // The lists are read before anything else, so that a broken line is told now and not on somebody's first page.
            scope.ServiceProvider.GetRequiredService<Taxonomy>();
            scope.ServiceProvider.GetRequiredService<EngineData>();
            _ = MailTemplates.Shipped;

            var db = scope.ServiceProvider.GetRequiredService<KemDb>();
            await DatabaseCheck.RefuseBrokenAsync(db, CancellationToken.None);

            if (app.Environment.IsProduction())
            {
                await DatabaseCheck.RefuseMissingAsync(db, CancellationToken.None);
            }

            await SafeMigrator.MigrateAsync(db, CancellationToken.None);
            await AddRolesAsync(scope.ServiceProvider);

            if (app.Environment.IsDevelopment() && !await db.Municipalities.AnyAsync())
            {
                await scope.ServiceProvider.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);
            }

            await scope.ServiceProvider.GetRequiredService<EvidenceNotes>().BeginAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is DataFileException or InterchangeException or UnusableDatabaseException or TemplateFileException)
        {
            logger.LogCritical("{Problem}", e.Message);
            return false;
        }

        if (app.Environment.IsDevelopment())
        {
            app.Lifetime.ApplicationStarted.Register(() => TellWhereAndWho(app));
        }

        return true;
    }

    private static void WarnOfAnotherTimeZone(TimeProvider clock, ILogger logger)
    {
        if (DanishTime.FirstDifference(DanishTime.Zone, clock.Today().Year, YearsAhead) is { } differs)
        {
            logger.LogWarning("From {Moment:u} this machine's time zone table has another Danish time than our calendar files. Bring the table (tzdata) up to date, or the program, whichever is older.", differs);
        }
    }

    internal static async Task AddRolesAsync(IServiceProvider services)
    {
        var roles = services.GetRequiredService<RoleManager<IdentityRole<Guid>>>();

        foreach (var role in Roles.All)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole<Guid>(role));
            }
        }
    }

    private static void TellWhereAndWho(WebApplication app)
    {
        if (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address) return;

        using var scope = app.Services.CreateScope();
        var people = scope.ServiceProvider.GetRequiredService<KemDb>().Users.AsNoTracking().OrderBy(user => user.MunicipalityCode).ThenBy(user => user.Id).ToList();

        Console.WriteLine();
        Console.WriteLine($"  KEM Match kører på {address}");
        Console.WriteLine($"  Log ind på forsiden som en af demopersonerne (adgangskode til alle: {DemoData.Password}):");

        foreach (var person in people)
        {
            Console.WriteLine($"    {person.Email,-40} {person.DisplayName}, {person.Title}");
        }

        Console.WriteLine($"  Mails, som modtageren ser dem: {address}/udvikling/mails");
        Console.WriteLine();
    }
}
