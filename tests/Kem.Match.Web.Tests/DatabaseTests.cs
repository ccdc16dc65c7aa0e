using Kem.Match.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests;

public class DatabaseTests
{
    [Fact]
    public void Both_sets_of_migrations_match_the_model()
    {
        using var sqlite = new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresKemDb(new DbContextOptionsBuilder<PostgresKemDb>().UseNpgsql("Host=nowhere").Options);

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Points_in_time_are_stored_so_that_both_can_order_them()
    {
        using var sqlite = new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresKemDb(new DbContextOptionsBuilder<PostgresKemDb>().UseNpgsql("Host=nowhere").Options);

        Assert.Contains("\"SentAt\" TEXT", sqlite.Database.GenerateCreateScript(), StringComparison.Ordinal);
        Assert.Contains("\"SentAt\" timestamp with time zone", postgres.Database.GenerateCreateScript(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sqlite_keeps_foreign_keys_the_write_ahead_log_and_Danish_order()
    {
        await using var app = new KemApp();

        await app.WithDb(async db =>
        {
            Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync());
            Assert.Equal(1, await db.Database.SqlQueryRaw<long>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync());

            var names = await db.Database.SqlQueryRaw<string>(
                "SELECT column1 AS Value FROM (VALUES ('Østers'), ('zebra'), ('Abe'), ('Ældre'), ('Aalborg')) ORDER BY column1 COLLATE da_dk").ToListAsync();
            Assert.Equal(["Abe", "zebra", "Ældre", "Østers", "Aalborg"], names);
        });
    }
}
