using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Data;

/// <summary>
/// The database itself refuses to change or delete rows of the evidence, whoever asks. It is set up at each start and not in
/// a migration, because SQLite loses the triggers of a table that a later migration rebuilds.
/// </summary>
internal static class AppendOnlyTables
{
    private static readonly string[] Tables = ["EvidenceEvents", "AgreementDocuments", "MatchEvents"];
    private static readonly string[] Verbs = ["UPDATE", "DELETE"];

    public static async Task GuardAsync(KemDb db, CancellationToken cancellationToken)
    {
        foreach (var sql in db.Database.IsNpgsql() ? ForPostgres() : ForSqlite())
        {
            await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
        }
    }

    private static IEnumerable<string> ForSqlite() =>
        from table in Tables
        from verb in Verbs
        select $"CREATE TRIGGER IF NOT EXISTS \"{table}_{verb}\" BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";

    private static IEnumerable<string> ForPostgres() =>
    [
        "CREATE OR REPLACE FUNCTION kem_append_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql",
        .. Tables.Select(table => $"CREATE OR REPLACE TRIGGER kem_append_only BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION kem_append_only()"),
    ];
}
