using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kem.Match.Web.Data;

/// <summary>
/// Settings that SQLite forgets with each connection: the write-ahead log, foreign keys, patience with other writers, and
/// Danish letters, which it otherwise orders and lowers as if they were foreign.
/// </summary>
public sealed class SqliteHabits : DbConnectionInterceptor
{
    private const int LongestWaitAtATime = 5000;
    private static readonly CompareInfo Danish = CultureInfo.GetCultureInfo("da-DK").CompareInfo;

    // Nobody reads SQLite's own account of its memory, and every thread would wait in line to write in it. A connection
    // belongs to one context, which refuses two threads at once, so SQLite need not lock it for every column it hands out.
    static SqliteHabits()
    {
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Teach(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Teach(connection);
        return Task.CompletedTask;
    }

    internal static void Teach(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;
        var patience = Math.Min(sqlite.DefaultTimeout * 1000, LongestWaitAtATime);

        using var command = sqlite.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={patience}; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";
        command.ExecuteNonQuery();

        sqlite.CreateCollation(KemDb.DanishOrder, (a, b) => Danish.Compare(a, b, CompareOptions.IgnoreCase));
        sqlite.CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
    }
}
