using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kem.Match.Web.Data;

/// <summary>Tells a database that cannot be used for a while (busy, full, away) from a mistake of ours.</summary>
public static class StoreTrouble
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    /// <summary>Nothing was saved, and the same will go well when the trouble is over.</summary>
    public static bool IsPassing(Exception exception) => Conflicts.Causes(exception).Any(cause => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen,
        NpgsqlException postgres => postgres.IsTransient,
        _ => false,
    });
}
