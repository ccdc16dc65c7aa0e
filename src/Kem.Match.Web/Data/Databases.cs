using Kem.Match.Web.Domain.Evidence;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Data;

/// <summary>Chooses the database: SQLite in a file unless the settings say PostgreSQL.</summary>
public static class Databases
{
    public static IServiceCollection AddKemDb(this IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment)
    {
        var connection = configuration.GetConnectionString("Kem")
            ?? throw new InvalidOperationException("ConnectionStrings:Kem is not set.");
        var keys = Path.Combine(environment.ContentRootPath, configuration["Keys:Folder"] ?? "App_Data/keys");

        services.AddSingleton(new DiskSpace(FilesLieIn(connection, configuration, environment), configuration.GetValue("Database:LeastFreeMegabytes", 200L)));
        services.AddSingleton<SqliteHabits>();
        services.AddSingleton<CatalogueChanges>();
        services.AddSingleton<AppendOnlyEvidence>();
        services.AddScoped<AccessLinks>();
        services.AddSingleton(_ => new TaxonomyFiles(DataFolder.Of(configuration, "taxonomy")).Read());
        services.AddSingleton(_ => new TaxonomyFiles(DataFolder.Of(configuration, "taxonomy")).ReadMailLines());
        services.AddSingleton(_ => new ProgrammeFiles(DataFolder.Of(configuration, "taxonomy")).ReadCheckup());
        services.AddSingleton(_ => new ProgrammeFiles(DataFolder.Of(configuration, "taxonomy")).ReadOutline());
        services.AddSingleton(_ => LinkKey.FromFile(
            Path.Combine(keys, "links.key"), new Uri(configuration["PublicBaseUrl"] ?? "http://localhost:5080")));
        services.AddSingleton(_ => new EvidenceWitness(Path.Combine(keys, "evidence-heads.json")));
        services.AddScoped<StoredTrails>();
        services.AddSingleton(_ => new EvidenceKey(
            SecretFile.Read(Path.Combine(keys, "evidence.key"), "without it no evidence trail can be verified")));

        return configuration["Database"] switch
        {
            "sqlite" or null => services.AddDbContext<KemDb, SqliteKemDb>((provider, options) => options
                .UseSqlite(InContentRoot(connection, environment), sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
                .AddInterceptors(provider.GetRequiredService<SqliteHabits>(), provider.GetRequiredService<CatalogueChanges>(), provider.GetRequiredService<AppendOnlyEvidence>())),
            "postgres" => services.AddDbContext<KemDb, PostgresKemDb>((provider, options) => options
                .UseNpgsql(connection, postgres => postgres.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
                .AddInterceptors(provider.GetRequiredService<CatalogueChanges>(), provider.GetRequiredService<AppendOnlyEvidence>())),
            var other => throw new InvalidOperationException($"Database is '{other}'; use 'sqlite' or 'postgres'."),
        };
    }

    // PostgreSQL has a disk of its own. Ours still takes the mails and the keys.
    private static string FilesLieIn(string connection, IConfiguration configuration, IWebHostEnvironment environment) => configuration["Database"] == "postgres"
        ? environment.ContentRootPath
        : Path.GetDirectoryName(new SqliteConnectionStringBuilder(InContentRoot(connection, environment)).DataSource)!;

    // A relative path means the same file wherever the program is started from.
    private static string InContentRoot(string connection, IWebHostEnvironment environment)
    {
        var settings = new SqliteConnectionStringBuilder(connection);
        settings.DataSource = Path.GetFullPath(settings.DataSource, environment.ContentRootPath);
        return settings.ConnectionString;
    }
}

/// <summary>Where the lists that a person can open and correct lie: beside the program unless the settings say otherwise.</summary>
public static class DataFolder
{
    public static string Of(IConfiguration configuration, string name) =>
        Path.Combine(configuration["DataFolder"] ?? Path.Combine(AppContext.BaseDirectory, "data"), name);
}
