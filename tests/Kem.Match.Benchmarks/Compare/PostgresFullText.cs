using Kem.Match.Engine.Profiles;
using Npgsql;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// The catalogue in PostgreSQL's full text search, Danish, with a GIN index. The server is the one that the tests use:
/// <c>KEM_TEST_POSTGRES</c> holds its connection string, as <c>tests/run</c> sets it.
/// </summary>
internal sealed class PostgresFullText : IDisposable
{
    private const string Variable = "KEM_TEST_POSTGRES";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand search;

    private PostgresFullText(NpgsqlConnection connection, IEnumerable<PartnerProfile> profiles, Func<PartnerProfile, string> tags)
    {
        this.connection = connection;
        Run("CREATE TEMPORARY TABLE partners (id integer PRIMARY KEY, name text, description text, tags text, words tsvector)");
        using (var import = connection.BeginBinaryImport("COPY partners (id, name, description, tags) FROM STDIN (FORMAT BINARY)"))
        {
            var id = 0;
            foreach (var profile in profiles)
            {
                import.StartRow();
                import.Write(++id);
                import.Write(profile.Name);
                import.Write(profile.Description);
                import.Write(tags(profile));
            }

            import.Complete();
        }

        Run("""
            UPDATE partners SET words = setweight(to_tsvector('danish', name), 'A')
                || setweight(to_tsvector('danish', tags), 'B') || to_tsvector('danish', description)
            """);
        Run("CREATE INDEX ON partners USING gin (words)");
        Run("VACUUM ANALYZE partners");
        search = connection.CreateCommand();
        search.CommandText = "SELECT id FROM partners, to_tsquery('danish', $1) AS asked WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC LIMIT 500";
        search.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "" });
    }

    public string Name => $"PostgreSQL {connection.PostgreSqlVersion}";

    /// <summary>Says that it is not measured, and why; null when a server is given.</summary>
    public static string? LeftOut => Server is null ? $"PostgreSQL, since {Variable} names no server" : null;

    private static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    /// <summary>Null when no server is given.</summary>
    public static PostgresFullText? OfTheTests(IEnumerable<PartnerProfile> profiles, Func<PartnerProfile, string> tags)
    {
        if (Server is not { } server) return null;

        var connection = new NpgsqlConnection(server);
        connection.Open();
        return new PostgresFullText(connection, profiles, tags);
    }

    /// <summary>The 500 best that have any of the words.</summary>
    public int Search(IEnumerable<string> words)
    {
        ((NpgsqlParameter<string>)search.Parameters[0]).TypedValue = string.Join(" | ", words);
        using var reader = search.ExecuteReader();
        var found = 0;
        while (reader.Read()) found++;
        return found;
    }

    public void Dispose()
    {
        search.Dispose();
        connection.Dispose();
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 300;
        command.ExecuteNonQuery();
    }
}
