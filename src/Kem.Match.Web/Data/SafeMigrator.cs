using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Kem.Match.Web.Data;

/// <summary>
/// Brings the database up to date, also when two processes start at once and when an earlier start was killed half-way.
/// EF's own locks do neither: PostgreSQL's let both migrate, SQLite's is left behind by a crash and waits for ever.
/// </summary>
public static class SafeMigrator
{
    private const long LockKey = 0x4B454D4D;

    public static async Task MigrateAsync(KemDb db, CancellationToken cancellationToken)
    {
        await (db.Database.IsNpgsql() ? MigratePostgresAsync(db, cancellationToken) : new SqliteMigration(db).RunAsync(cancellationToken));
        await AppendOnlyTables.GuardAsync(db, cancellationToken);
    }

    // Each migration is one transaction there, so a crash leaves nothing half-done.
    private static async Task MigratePostgresAsync(KemDb db, CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();

        if (!await creator.ExistsAsync(cancellationToken))
        {
            try
            {
                await creator.CreateAsync(cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another process has just made it.
            }
        }

        // The lock lives as long as this connection, so a crash gives it back.
        var settings = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false };
        await using var guard = new NpgsqlConnection(settings.ConnectionString);
        await guard.OpenAsync(cancellationToken);
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", guard) { Parameters = { new() { Value = LockKey } }, CommandTimeout = 600 };
        await take.ExecuteNonQueryAsync(cancellationToken);

        await db.Database.MigrateAsync(cancellationToken);
    }
}
