using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kem.Match.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Browser.Tests;

/// <summary>The whole content of a database, table by table, as short sums that can be compared.</summary>
public static class Snapshot
{
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(KemDb db)
    {
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var sums = new Dictionary<string, string>();
        await db.Database.OpenConnectionAsync();

        foreach (var table in tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            sums[table] = await SumAsync(reader);
        }

        return sums;
    }

    private static async Task<string> SumAsync(DbDataReader reader)
    {
        var rows = new List<string>();

        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('\u001f', Enumerable.Range(0, reader.FieldCount).Select(i => TextOf(reader.GetValue(i)))));
        }

        // A database may hand out its rows in any order.
        rows.Sort(StringComparer.Ordinal);
        return $"{rows.Count} rows, {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))}";
    }

    private static string TextOf(object value) => value switch
    {
        Array list => string.Join(',', list.Cast<object>().Select(TextOf)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
