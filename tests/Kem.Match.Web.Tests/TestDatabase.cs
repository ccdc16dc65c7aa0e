using Kem.Match.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kem.Match.Web.Tests;

/// <summary>A database of a test's own on one of the two kinds of server; it is gone when the test is over.</summary>
public sealed class TestDatabase : IDisposable
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    // Migrating takes longer than copying a file, so one empty SQLite database is made for all tests of a run.
    private static readonly Lazy<string> EmptyFile = new(MakeEmptyFile);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kem-db-");

    private TestDatabase(string kind) => Kind = kind;

    /// <summary>The database, up to date and empty on SQLite; not there yet on PostgreSQL, so that the application makes it.</summary>
    /// <param name="kind"><see cref="Sqlite"/> or <see cref="Postgres"/>, as the setting Database has it.</param>
    public static TestDatabase New(string kind)
    {
        var database = new TestDatabase(kind);

        if (kind == Postgres)
        {
            var server = Environment.GetEnvironmentVariable("KEM_TEST_POSTGRES");
            TestMachine.Needs(!string.IsNullOrEmpty(server), "Needs a PostgreSQL server: set KEM_TEST_POSTGRES to its connection string, or use tests/run.");
            database.ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = $"kem_{Guid.NewGuid():N}" }.ConnectionString;
        }
        else
        {
            var file = Path.Combine(database.folder.FullName, "kem.db");
            File.Copy(EmptyFile.Value, file);
            database.ConnectionString = $"Data Source={file};Foreign Keys=True;Default Timeout=30";
        }

        return database;
    }

    public string Kind { get; }

    public string ConnectionString { get; private set; } = "";

    public KemDb Open() => Kind == Postgres
        ? new PostgresKemDb(new DbContextOptionsBuilder<PostgresKemDb>().UseNpgsql(ConnectionString).Options)
        : new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite(ConnectionString).AddInterceptors(new SqliteHabits()).Options);

    public void Dispose()
    {
        if (Kind == Postgres)
        {
            using var db = Open();
            db.Database.EnsureDeleted();
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }

        folder.Delete(recursive: true);
    }

    private static string MakeEmptyFile()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("kem-empty-").FullName, "empty.db");
        using var db = new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite($"Data Source={file};Pooling=False").Options);
        db.Database.Migrate();
        return file;
    }
}
