using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Data;

/// <summary>
/// Brings a SQLite database up to date on a copy beside it, which takes the database's place in one step when all is done.
/// EF rebuilds tables outside a transaction, so a program that is killed half-way leaves half a table. Here that is half a
/// copy, and the next start throws it away.
/// </summary>
internal sealed class SqliteMigration
{
    private const int Busy = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromMinutes(1);

    private readonly KemDb db;
    private readonly string connection;
    private readonly string file;

    public SqliteMigration(KemDb db)
    {
        this.db = db;
        connection = db.Database.GetConnectionString()!;
        file = Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);
    }

    private string Copy => file + ".migrating";

    private string Before => file + ".before";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var guard = await TakeFileLockAsync(file + ".migrate.lock", cancellationToken);
        ThrowAwayLeftovers();

        if (!IsThere)
        {
            await MigrateCopyAsync(cancellationToken);
            File.Move(Copy, file, overwrite: true);
        }
        else if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await using var original = await HoldAloneAsync(cancellationToken);
            await ExecuteAsync(original, "VACUUM INTO $path", cancellationToken, Before);
            File.Copy(Before, Copy);
            await MigrateCopyAsync(cancellationToken);
            File.Move(Before, $"{Before}-{DateTime.UtcNow:yyyyMMddHHmmssfff}");
            File.Move(Copy, file, overwrite: true);
        }
    }

    // An empty file is what a program that was killed while it made the database left behind.
    private bool IsThere => new FileInfo(file) is { Exists: true, Length: > 0 };

    private void ThrowAwayLeftovers()
    {
        foreach (var ending in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(Copy + ending);
            File.Delete(Before + ending);
        }
    }

    private async Task MigrateCopyAsync(CancellationToken cancellationToken)
    {
        var toCopy = new SqliteConnectionStringBuilder(connection) { DataSource = Copy, Pooling = false }.ConnectionString;
        db.Database.SetConnectionString(toCopy);

        try
        {
            // The copy has no other users, so the lock that EF may have left in it holds nobody up but us.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            db.Database.SetConnectionString(connection);
        }

        await using (var finished = new SqliteConnection(toCopy))
        {
            await finished.OpenAsync(cancellationToken);
            await ExecuteAsync(finished, "PRAGMA journal_mode=DELETE", cancellationToken);
        }

        // SQLite makes the new name last as well: it writes the folder to the disk with the first log that it begins there.
        await using var written = new FileStream(Copy, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>
    /// The database with nobody else in it. SQLite gives up its log only then; so the copy has all that was ever saved, and
    /// nobody saves more while it is worked on.
    /// </summary>
    private async Task<SqliteConnection> HoldAloneAsync(CancellationToken cancellationToken)
    {
        var alone = new SqliteConnectionStringBuilder(connection) { Pooling = false, DefaultTimeout = 1 }.ConnectionString;
        var until = DateTime.UtcNow + PatienceWithOthers;

        using (var pooled = new SqliteConnection(connection))
        {
            SqliteConnection.ClearPool(pooled);
        }

        while (true)
        {
            var original = new SqliteConnection(alone);

            try
            {
                await original.OpenAsync(cancellationToken);
                SqliteHabits.Teach(original);
                await ExecuteAsync(original, "PRAGMA journal_mode=DELETE", cancellationToken);
                await ExecuteAsync(original, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", cancellationToken);

                if (await ExecuteAsync(original, "PRAGMA journal_mode", cancellationToken) is "delete") return original;
            }
            catch (SqliteException e) when (e.SqliteErrorCode == Busy)
            {
                // Somebody has it open: a server that is just being stopped, or one that was forgotten.
            }

            await original.DisposeAsync();
            if (DateTime.UtcNow > until) throw new UnusableDatabaseException($"Another program has the database {file} open, so it cannot be brought up to date. Stop that program, and start again.");
            await Task.Delay(Poll, cancellationToken);
        }
    }

    private static async Task<object?> ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken, string? path = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (path is not null) command.Parameters.AddWithValue("$path", path);
        return await command.ExecuteScalarAsync(cancellationToken);
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
                await Task.Delay(Poll, cancellationToken);
            }
        }
    }
}
