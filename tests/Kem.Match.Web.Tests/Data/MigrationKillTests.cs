using System.Globalization;
using Kem.Match.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Data;

/// <summary>A new version of the program is started on an old database, and dies while it brings it up to date.</summary>
public sealed class MigrationKillTests : IDisposable
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("KEM_MIGRATION_KILLS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 2;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kem-migration-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_migration_that_is_killed_again_and_again_finishes_at_the_next_start_and_loses_no_row(string kind)
    {
        var random = new Random(1);
        var (interrupted, whole) = (0, await UnharmedAsync(kind));
        var kills = kind == TestDatabase.Postgres ? (Kills + 2) / 3 : Kills;

        for (var kill = 0; kill < kills; kill++)
        {
            using var database = await OldAsync(kind);
            // The first one comes at once, so that on no machine all come too late.
            var moment = TimeSpan.FromMilliseconds(kill == 0 ? 0 : random.Next(900));
            await StartAndKillAsync(database, moment);

            await using var db = database.Open();
            interrupted += whole.Except(await OldDatabase.ReadAllAsync(db)).Any() ? 1 : 0;
            SqliteConnection.ClearAllPools();

            await SafeMigrator.MigrateAsync(db, CancellationToken.None);

            // A program that got through has begun its work: it has added the roles.
            Assert.Empty(whole.Except(await OldDatabase.ReadAllAsync(db)));
            Assert.DoesNotContain(Beside(database), name => name.Contains(".migrating", StringComparison.Ordinal) || name.EndsWith(".before", StringComparison.Ordinal));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: {kind}: {kills} migrations killed, {interrupted} of them before they were through, 0 rows lost.");
        Assert.True(interrupted > 0, "No kill came before the end of the migration; the test proves too little.");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task The_program_begins_its_work_on_a_database_of_the_first_version(string kind)
    {
        using var database = await OldAsync(kind);
        await using var program = WebProgram.Start(database, folder.FullName);

        await program.SaysAsync("Now listening");
    }

    [Fact]
    public async Task What_was_saved_before_the_migration_is_kept_in_a_copy_of_its_own()
    {
        using var database = await OldAsync(TestDatabase.Sqlite);
        await using var db = database.Open();
        var before = await OldDatabase.ReadAllAsync(db);

        await SafeMigrator.MigrateAsync(db, CancellationToken.None);
        await SafeMigrator.MigrateAsync(db, CancellationToken.None);

        var copy = Assert.Single(Beside(database), name => name.Contains(".before-", StringComparison.Ordinal));
        await using var old = new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite($"Data Source={copy}").Options);
        Assert.Equal(before, await OldDatabase.ReadAllAsync(old));
    }

    [Fact]
    public async Task A_database_that_another_program_writes_in_is_not_migrated_under_its_hands()
    {
        using var database = await OldAsync(TestDatabase.Sqlite);
        await using var other = database.Open();
        await other.Database.OpenConnectionAsync();
        await using var db = database.Open();

        var migration = SafeMigrator.MigrateAsync(db, CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.False(migration.IsCompleted);

        // What it still saves is there when it has closed.
        await other.Database.ExecuteSqlRawAsync("UPDATE \"Municipalities\" SET \"Phone\" = 'sent gemt'");
        await other.Database.CloseConnectionAsync();
        SqliteConnection.ClearAllPools();

        await migration;
        Assert.Contains(await OldDatabase.ReadAllAsync(db), row => row.Contains("sent gemt", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> UnharmedAsync(string kind)
    {
        using var database = await OldAsync(kind);
        await using var db = database.Open();
        await SafeMigrator.MigrateAsync(db, CancellationToken.None);
        return await OldDatabase.ReadAllAsync(db);
    }

    private static async Task<TestDatabase> OldAsync(string kind)
    {
        var database = TestDatabase.New(kind);
        await using var db = database.Open();
        await db.Database.EnsureDeletedAsync();
        await OldDatabase.MakeAsync(db);
        return database;
    }

    /// <summary>Waits until the program has got as far as the database, and a little longer.</summary>
    private async Task StartAndKillAsync(TestDatabase database, TimeSpan moment)
    {
        await using var program = WebProgram.Start(database, folder.FullName, new() { ["Logging__LogLevel__Microsoft.EntityFrameworkCore.Migrations"] = "Information" });

        if (database.Kind == TestDatabase.Postgres)
        {
            await program.SaysAsync("Applying migration");
        }
        else
        {
            // What was before is kept under a longer name: where we look too late, the kill comes after the end.
            await program.DoesAsync(() => Beside(database).Any(name => name.Contains(".before", StringComparison.Ordinal)));
        }

        await Task.Delay(moment);
        await program.KillAsync();
    }

    private static string[] Beside(TestDatabase database) => database.Kind == TestDatabase.Postgres
        ? []
        : Directory.GetFiles(Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource)!);
}
