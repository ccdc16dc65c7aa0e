using Microsoft.Data.Sqlite;
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
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    public static Task MigrateAsync(KemDb db, CancellationToken cancellationToken) =>
        db.Database.IsNpgsql() ? MigratePostgresAsync(db, cancellationToken) : MigrateSqliteAsync(db, cancellationToken);

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
        await AppendOnlyTables.GuardAsync(db, cancellationToken);
    }

    private static async Task MigrateSqliteAsync(KemDb db, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var guard = await TakeFileLockAsync(file + ".migrate.lock", cancellationToken);

        if (File.Exists(file) && (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await db.Database.ExecuteSqlRawAsync("VACUUM INTO {0}", [$"{file}.before-{DateTime.UtcNow:yyyyMMddHHmmssfff}"], cancellationToken);
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                DELETE FROM "__EFMigrationsLock";
                """, cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
        await AppendOnlyTables.GuardAsync(db, cancellationToken);
    }

    private static async Task<FileStream> TakeFileLockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockPoll, cancellationToken);
            }
        }
    }
}
