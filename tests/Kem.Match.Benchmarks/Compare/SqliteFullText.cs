using Kem.Match.Engine.Profiles;
using Microsoft.Data.Sqlite;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>The catalogue in SQLite's FTS5, in memory, with the same weights for its fields as ours. It has no Danish stemmer.</summary>
internal sealed class SqliteFullText : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly SqliteCommand search;
    private readonly SqliteCommand count;

    public SqliteFullText(IEnumerable<PartnerProfile> profiles, Func<PartnerProfile, string> tags)
    {
        connection.Open();
        Run("CREATE VIRTUAL TABLE partners USING fts5(name, description, tags, kind UNINDEXED, tokenize = 'unicode61 remove_diacritics 0')");
        using (var transaction = connection.BeginTransaction())
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO partners (name, description, tags, kind) VALUES ($name, $description, $tags, $kind)";
            var (name, description, words, kind) = (Parameter(insert, "$name"), Parameter(insert, "$description"), Parameter(insert, "$tags"), Parameter(insert, "$kind"));
            foreach (var profile in profiles)
            {
                (name.Value, description.Value, words.Value, kind.Value) = (profile.Name, profile.Description, tags(profile), profile.Kind.ToString());
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Run("INSERT INTO partners (partners) VALUES ('optimize')");
        search = connection.CreateCommand();
        search.CommandText = "SELECT rowid FROM partners WHERE partners MATCH $words ORDER BY bm25(partners, 2.5, 1.0, 1.6) LIMIT 500";
        Parameter(search, "$words");
        count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM partners WHERE partners MATCH $words";
        Parameter(count, "$words");
    }

    public string Name => $"SQLite {connection.ServerVersion} FTS5";

    /// <summary>The 500 best that have any of the words.</summary>
    public int Search(IEnumerable<string> words)
    {
        search.Parameters[0].Value = Any(words);
        using var reader = search.ExecuteReader();
        var found = 0;
        while (reader.Read()) found += reader.GetInt64(0) > 0 ? 1 : 0;
        return found;
    }

    /// <summary>How many have any of the words.</summary>
    public long Count(IEnumerable<string> words)
    {
        count.Parameters[0].Value = Any(words);
        return (long)count.ExecuteScalar()!;
    }

    public void Dispose()
    {
        search.Dispose();
        count.Dispose();
        connection.Dispose();
    }

    private static string Any(IEnumerable<string> words) => string.Join(" OR ", words.Select(w => $"\"{w}\""));

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteParameter Parameter(SqliteCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        return command.Parameters.Add(parameter);
    }
}
