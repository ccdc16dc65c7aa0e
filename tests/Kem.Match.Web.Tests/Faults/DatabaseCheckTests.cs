using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Municipalities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>The database is not what it should be when the service starts.</summary>
public sealed class DatabaseCheckTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kem-check-");
    private readonly TestDatabase database = TestDatabase.New(TestDatabase.Sqlite);

    private string DbFile => new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;

    public void Dispose()
    {
        database.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task In_production_a_missing_database_is_not_made_anew_but_told_in_one_line()
    {
        File.Delete(DbFile);
        var production = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Logging__Console__FormatterName"] = "systemd" };

        foreach (var arguments in new string[][] { [], ["deliver"], ["verify"] })
        {
            await using var program = WebProgram.Start(database, folder.FullName, production, arguments);

            Assert.NotEqual(0, await program.EndsAsync());
            Assert.Contains($"The database {DbFile} is missing or empty. Put it back from the backup.", Assert.Single(program.Said.Trim().Split('\n')), StringComparison.Ordinal);
            Assert.False(File.Exists(DbFile));
        }
    }

    [Fact]
    public async Task A_sound_database_passes()
    {
        await using var db = database.Open();

        await DatabaseCheck.RefuseBrokenAsync(db, CancellationToken.None);
        await DatabaseCheck.RefuseMissingAsync(db, CancellationToken.None);
    }

    [Fact]
    public async Task An_empty_file_is_no_database()
    {
        await File.WriteAllTextAsync(DbFile, "");
        await using var db = database.Open();

        Assert.Contains("missing or empty", (await Assert.ThrowsAsync<UnusableDatabaseException>(() => DatabaseCheck.RefuseMissingAsync(db, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_is_a_file_of_something_else()
    {
        await File.WriteAllTextAsync(DbFile, new string('x', 20_000));

        Assert.Contains("is damaged", await RefusalAsync(database.Open()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_overwritten_in_the_middle_is_told_from_a_sound_one()
    {
        await using (var file = File.OpenWrite(DbFile))
        {
            file.Position = file.Length / 3;
            await file.WriteAsync(new byte[64 * 1024]);
        }

        Assert.Contains("is damaged", await RefusalAsync(database.Open()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_can_only_be_read_is_refused()
    {
        var readOnly = new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite(database.ConnectionString + ";Mode=ReadOnly").Options);

        Assert.Contains("may not write", await RefusalAsync(readOnly), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_saved_just_before_the_machine_died_is_there_when_it_is_up_again()
    {
        await using var db = database.Open();
        db.Municipalities.Add(new Municipality(Places.Hillerød, "Hillerød", "Hillerød Kommune", "55 10 10 10", "integration@hilleroed.example"));
        await db.SaveChangesAsync();

        // The files as they lie on the disk with the log unread, because nobody could close them.
        var after = Path.Combine(folder.FullName, "kem.db");
        File.Copy(DbFile, after);
        File.Copy(DbFile + "-wal", after + "-wal");
        Assert.True(new FileInfo(after + "-wal").Length > 0);

        await using var next = new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite($"Data Source={after}").AddInterceptors(new SqliteHabits()).Options);
        await DatabaseCheck.RefuseBrokenAsync(next, CancellationToken.None);
        Assert.Equal("Hillerød", await next.Municipalities.Select(m => m.Name).SingleAsync());
    }

    [Fact]
    public async Task A_PostgreSQL_database_that_can_only_be_read_or_is_not_there_is_refused()
    {
        using var server = TestDatabase.New(TestDatabase.Postgres);
        await using var db = server.Open();
        Assert.Contains("missing or empty", (await Assert.ThrowsAsync<UnusableDatabaseException>(() => DatabaseCheck.RefuseMissingAsync(db, CancellationToken.None))).Message, StringComparison.Ordinal);

        await SafeMigrator.MigrateAsync(db, CancellationToken.None);
        await DatabaseCheck.RefuseMissingAsync(db, CancellationToken.None);
        await DatabaseCheck.RefuseBrokenAsync(db, CancellationToken.None);

        Assert.Contains("can only be read", await RefusalAsync(Postgres(server.ConnectionString + ";Options=-c default_transaction_read_only=on")), StringComparison.Ordinal);
        Assert.Contains("cannot be reached", await RefusalAsync(Postgres("Host=127.0.0.1;Port=1;Database=kem;Username=kem;Password=kem;Timeout=2")), StringComparison.Ordinal);
    }

    private static PostgresKemDb Postgres(string connection) => new(new DbContextOptionsBuilder<PostgresKemDb>().UseNpgsql(connection).Options);

    private static async Task<string> RefusalAsync(KemDb db)
    {
        await using (db)
        {
            return (await Assert.ThrowsAsync<UnusableDatabaseException>(() => DatabaseCheck.RefuseBrokenAsync(db, CancellationToken.None))).Message;
        }
    }
}
