using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Data;

/// <summary>Chooses the database: SQLite in a file unless the settings say PostgreSQL.</summary>
public static class Databases
{
    public static IServiceCollection AddKemDb(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("Kem")
            ?? throw new InvalidOperationException("ConnectionStrings:Kem is not set.");

        services.AddSingleton<SqliteHabits>();
        services.AddSingleton<CatalogueChanges>();

        return configuration["Database"] switch
        {
            "sqlite" or null => services.AddDbContext<KemDb, SqliteKemDb>((provider, options) => options
                .UseSqlite(connection)
                .AddInterceptors(provider.GetRequiredService<SqliteHabits>(), provider.GetRequiredService<CatalogueChanges>())),
            "postgres" => services.AddDbContext<KemDb, PostgresKemDb>((provider, options) => options
                .UseNpgsql(connection)
                .AddInterceptors(provider.GetRequiredService<CatalogueChanges>())),
            var other => throw new InvalidOperationException($"Database is '{other}'; use 'sqlite' or 'postgres'."),
        };
    }
}
