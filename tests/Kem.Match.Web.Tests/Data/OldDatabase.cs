using System.Data.Common;
using System.Globalization;
using Kem.Match.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Kem.Match.Web.Tests.Data;

/// <summary>A database as the very first version of the program left it, with rows in every table.</summary>
internal static class OldDatabase
{
    private const int RowsPerTable = 40;

    public static async Task MakeAsync(KemDb db)
    {
        var migrations = db.GetService<IMigrationsAssembly>();
        var (id, type) = migrations.Migrations.First();
        await db.GetService<IMigrator>().MigrateAsync(id);

        var tables = migrations.CreateMigration(type, db.Database.ProviderName!).UpOperations.OfType<CreateTableOperation>();

        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();

        var model = db.Model.GetRelationalModel();
        foreach (var table in tables)
        {
            command.CommandText = string.Join(";\n", Enumerable.Range(0, RowsPerTable).Select(row => Insert(table, row, model)));
            await command.ExecuteNonQueryAsync();
        }

        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearAllPools();
    }

    /// <summary>Every row of every table as text, and on SQLite the tables themselves; the order of the rows does not count.</summary>
    public static async Task<IReadOnlyList<string>> ReadAllAsync(KemDb db)
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var lines = new List<string>();
        var tables = await RowsAsync(connection, db.Database.IsSqlite()
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '__EFMigrationsLock'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");

        foreach (var table in tables)
        {
            lines.AddRange((await RowsAsync(connection, $"SELECT * FROM \"{table}\"")).Select(row => $"{table}: {row}"));
        }

        if (db.Database.IsSqlite())
        {
            lines.AddRange(await RowsAsync(connection, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> '__EFMigrationsLock'"));
            Assert.Equal(["ok"], await RowsAsync(connection, "PRAGMA integrity_check"));
            Assert.Empty(await RowsAsync(connection, "PRAGMA foreign_key_check"));
        }

        await db.Database.CloseConnectionAsync();
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();

        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(field => Convert.ToString(reader.GetValue(field), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    private static string Insert(CreateTableOperation table, int row, IRelationalModel model)
    {
        var columns = table.Columns.Where(column => !IsCounted(column)).ToList();
        var names = columns.Select(column => $"\"{column.Name}\"");
        var values = columns.Select(column => OfTheModel(PropertyOf(column), column, row) ?? Value(table, column, row));
        return $"INSERT INTO \"{table.Name}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";

        // A column may have moved to another table since.
        IProperty? PropertyOf(AddColumnOperation column) => model.Tables
            .OrderByDescending(t => t.Name == table.Name)
            .SelectMany(t => t.FindColumn(column.Name)?.PropertyMappings ?? [])
            .FirstOrDefault()?.Property;
    }

    /// <summary>What is a list or one of some names today cannot be any text; null for what can.</summary>
    private static string? OfTheModel(IProperty? property, AddColumnOperation column, int row)
    {
        if (property is null || (column.ClrType != typeof(string) && column.ColumnType != "text[]")) return null;

        var type = property.GetElementType()?.ClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        var names = type.IsEnum ? Enum.GetNames(type) : ["et", "to"];
        if (!property.IsPrimitiveCollection) return type.IsEnum ? $"'{names[row % names.Length]}'" : null;
        return column.ColumnType == "TEXT" ? $"'[\"{names[0]}\",\"{names[1]}\"]'" : $"ARRAY['{names[0]}','{names[1]}']";
    }

    private static bool IsCounted(AddColumnOperation column) =>
        column.GetAnnotations().Any(annotation => annotation.Name is "Sqlite:Autoincrement" or "Npgsql:ValueGenerationStrategy");

    private static string Value(CreateTableOperation table, AddColumnOperation column, int row)
    {
        var pointsTo = table.ForeignKeys.FirstOrDefault(key => key.Columns.Contains(column.Name));
        var seed = pointsTo is null ? $"{table.Name}.{column.Name}" : $"{pointsTo.PrincipalTable}.{pointsTo.PrincipalColumns![0]}";

        return column.ColumnType switch
        {
            "uuid" or "TEXT" when column.ClrType == typeof(Guid) => $"'{Guid(seed, row).ToString().ToUpperInvariant()}'",
            "boolean" => "true",
            "bytea" or "BLOB" => column.ColumnType == "BLOB" ? $"x'{row:X8}'" : $"'\\x{row:X8}'",
            "date" or "TEXT" when column.ClrType == typeof(DateOnly) => $"'2026-03-{row % 28 + 1:D2}'",
            "time without time zone" or "TEXT" when column.ClrType == typeof(TimeOnly) => "'17:00:00'",
            "timestamp with time zone" or "TEXT" when column.ClrType == typeof(DateTime) || column.ClrType == typeof(DateTimeOffset) => $"'2026-03-{row % 28 + 1:D2} 08:00:00'",
            "INTEGER" or "integer" or "bigint" or "smallint" or "REAL" or "double precision" => $"{row}",
            _ when pointsTo is not null || table.PrimaryKey!.Columns.Contains(column.Name) => $"'k{row:D3}'",
            _ => $"'{Short($"{seed}.{row}", column.MaxLength)}'",
        };
    }

    // The end has the number, so that what must be unique is.
    private static string Short(string text, int? most) => text.Length > most ? text[^most.Value..] : text;

    private static Guid Guid(string seed, int row) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{seed}.{row}"))[..16]);
}
