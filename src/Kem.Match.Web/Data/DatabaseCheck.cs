using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Kem.Match.Web.Data;

/// <summary>
/// Looks at the database before the service starts on it. A service that finds nothing and begins anew, or that finds half a
/// file and goes on, does more harm than one that refuses.
/// </summary>
public static class DatabaseCheck
{
    private const int Busy = 5;
    private const string PutBack = "Put it back from the backup. A new installation gets its database from the command add-user.";

    /// <summary>Refuses a database that is broken or cannot be written in.</summary>
    public static Task RefuseBrokenAsync(KemDb db, CancellationToken cancellationToken) =>
        db.Database.IsNpgsql() ? TryPostgresAsync(db, cancellationToken) : TrySqliteAsync(db, cancellationToken);

    /// <summary>Refuses a place where a database should be and is not.</summary>
    public static async Task RefuseMissingAsync(KemDb db, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            var creator = db.GetService<IRelationalDatabaseCreator>();
            if (await creator.ExistsAsync(cancellationToken) && await creator.HasTablesAsync(cancellationToken)) return;

            throw new UnusableDatabaseException($"The database {db.Database.GetDbConnection().Database} is missing or empty. {PutBack}");
        }

        if (!HasContent(FileOf(db))) throw new UnusableDatabaseException($"The database {FileOf(db)} is missing or empty. {PutBack}");
    }

    private static async Task TrySqliteAsync(KemDb db, CancellationToken cancellationToken)
    {
        var file = FileOf(db);
        if (!HasContent(file)) return;

        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            var found = await db.Database.SqlQueryRaw<string>("SELECT quick_check AS Value FROM pragma_quick_check LIMIT 1").ToListAsync(cancellationToken);
            if (found is not ["ok"]) throw new UnusableDatabaseException($"The database {file} is damaged ({found.FirstOrDefault()}). {PutBack}");

            // SQLite begins a transaction also where it may only read; it refuses the first thing that is written.
            await db.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE; CREATE TABLE \"__MayWrite\" (\"Id\" INTEGER); ROLLBACK", cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Busy)
        {
            // Somebody is writing in it, so it can be written in.
        }
        catch (SqliteException e)
        {
            throw new UnusableDatabaseException($"The database {file} is damaged, or the service may not write in it and its folder ({e.Message.TrimEnd('.')}). {PutBack}");
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task TryPostgresAsync(KemDb db, CancellationToken cancellationToken)
    {
        try
        {
            if (!await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken)) return;

            var isReadOnly = await db.Database.SqlQueryRaw<string>("SELECT current_setting('transaction_read_only') AS \"Value\"").SingleAsync(cancellationToken);
            if (isReadOnly == "on") throw new UnusableDatabaseException("The database can only be read. The service needs one that it may write in.");
        }
        catch (Exception e) when (Conflicts.Causes(e).OfType<NpgsqlException>().FirstOrDefault() is { } problem)
        {
            throw new UnusableDatabaseException($"The database cannot be reached: {problem.Message}");
        }
    }

    private static string FileOf(KemDb db) => Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);

    private static bool HasContent(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };
}
