using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kem.Match.Web.Data;

/// <summary>Tells the one failure that means "somebody else was first" from every other.</summary>
public static class UniqueIndexes
{
    private const int SqliteUnique = 2067;

    /// <summary>Saves, unless a unique index says that what is new here is there already; every other failure is thrown on.</summary>
    /// <returns>The name of the index that was in the way; null when everything is saved.</returns>
    public static async Task<string?> SaveUnlessTakenAsync(this KemDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException && TakenIn(db, e) is { } index)
        {
            return index;
        }
    }

    // PostgreSQL names the index; SQLite names its columns.
    private static string? TakenIn(KemDb db, DbUpdateException exception) => exception.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: var index } => index,
        SqliteException { SqliteExtendedErrorCode: SqliteUnique, Message: var message } => IndexNamed(db, message),
        _ => null,
    };

    private static string? IndexNamed(KemDb db, string message) => db.Model.GetEntityTypes()
        .SelectMany(type => type.GetIndexes())
        .Where(index => index.IsUnique)
        .FirstOrDefault(index => message.Contains($"failed: {Columns(index)}'", StringComparison.Ordinal))?
        .GetDatabaseName();

    private static string Columns(Microsoft.EntityFrameworkCore.Metadata.IIndex index) =>
        string.Join(", ", index.Properties.Select(property => $"{index.DeclaringEntityType.GetTableName()}.{property.GetColumnName()}"));
}
