using Kem.Match.Web.Data;
using Kem.Match.Web.Mailing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kem.Match.Web.Tests.Outbox;

/// <summary>A real, empty database of one kind, that is gone when the test is over.</summary>
internal sealed class OutboxStore : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kem-outbox-");

    private OutboxStore(string kind) => Kind = kind;

    public string Kind { get; }

    public string ConnectionString { get; private set; } = "";

    /// <summary>PostgreSQL is used where KEM_TEST_POSTGRES says how to reach a server.</summary>
    public static async Task<OutboxStore> CreateAsync(string kind)
    {
        var store = new OutboxStore(kind);

        if (kind == Postgres)
        {
            var server = Environment.GetEnvironmentVariable("KEM_TEST_POSTGRES");
            Assert.SkipWhen(string.IsNullOrEmpty(server), "Needs a PostgreSQL server; set KEM_TEST_POSTGRES to its connection string.");
            store.ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = $"kem_outbox_{Guid.NewGuid():N}" }.ConnectionString;
        }
        else
        {
            store.ConnectionString = $"Data Source={Path.Combine(store.folder.FullName, "kem.db")};Foreign Keys=True;Default Timeout=30";
        }

        await using var db = store.Open();
        await db.Database.MigrateAsync();
        return store;
    }

    public KemDb Open() => Kind == Postgres
        ? new PostgresKemDb(new DbContextOptionsBuilder<PostgresKemDb>().UseNpgsql(ConnectionString).Options)
        : new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite(ConnectionString).AddInterceptors(new SqliteHabits()).Options);

    /// <summary>Saves letters to made-up people, numbered from 1 and written a millisecond apart; the last one now.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> WriteAsync(int count, DateTimeOffset now, Func<int, Letter>? letter = null)
    {
        var mails = Enumerable.Range(1, count).Select(n => OutgoingMail.From(letter?.Invoke(n) ?? new NumberedLetter(n), now.AddMilliseconds(n - count))).ToList();

        await using var db = Open();
        db.Outbox.AddRange(mails);
        await db.SaveChangesAsync();
        return mails;
    }

    public async Task<IReadOnlyList<OutgoingMail>> AllAsync()
    {
        await using var db = Open();
        return await db.Outbox.AsNoTracking().OrderBy(mail => mail.CreatedAt).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await using (var db = Open())
        {
            await db.Database.EnsureDeletedAsync();
        }

        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}

/// <summary>A short letter to member number so-and-so.</summary>
internal sealed record NumberedLetter(int Number) : Letter(Recipient.Create($"Medlem {Number}", $"medlem{Number}@forening.example"))
{
    public override string Kind => "TEST";

    public override string Subject => $"Brev {Number}";

    public override string Text => $"Hej\n\n{Body}";

    public string Body { get; init; } = "[Se mere](/aftaler/1)";

    public override DateTimeOffset? UselessAfter => Until;

    public DateTimeOffset? Until { get; init; }

    public override string? MunicipalityCode => Town;

    public string? Town { get; init; }

    public override LetterUse Use => For;

    public LetterUse For { get; init; }

    /// <summary>Another receiver than the numbered one.</summary>
    public string At { init => To = Recipient.Create("Amina", value); }
}
