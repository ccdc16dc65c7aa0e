using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Data;

/// <summary>For a SQLite database that is thrown away afterwards, as that of a simulation is.</summary>
public static class PassingDatabase
{
    /// <summary>Opens it, keeps much of it at hand, and saves until it is closed as if the power never failed.</summary>
    public static async Task HoldOpenWithoutWaitingForTheDiskAsync(this KemDb db)
    {
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=OFF; PRAGMA cache_size=-100000; PRAGMA mmap_size=4000000000");
    }

    /// <summary>Lets another context ask over the line that is held open, so that the database is not greeted anew each time. Not at the same time.</summary>
    public static void AskOver(this KemDb db, KemDb held) => db.Database.SetDbConnection(held.Database.GetDbConnection());
}
