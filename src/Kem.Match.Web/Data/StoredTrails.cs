using System.Data.Common;
using System.Globalization;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kem.Match.Web.Data;

/// <summary>
/// Reads the evidence as it lies in the tables, column by column. An entity would not do: somebody may have written what is
/// no date or no kind, and that must be reported and not thrown.
/// </summary>
public sealed class StoredTrails(KemDb db)
{
    private const string Events =
        """SELECT "AgreementId", "Number", "At", "Kind", "Actor", "SubjectId", "TextVersion", "TextHash", "Details", "PreviousHash", "Hash" FROM "EvidenceEvents" """;

    private const string Heads = """SELECT "AgreementId", "Count", "Hash", "Seal" FROM "EvidenceHeads" """;
    private const string Documents = """SELECT "AgreementId", "TextVersion", "Format", "Sha256", "Bytes" FROM "AgreementDocuments" """;
    private const string Texts = """SELECT "Id" AS "AgreementId", "TextVersion", "TextHash", "State" FROM "Agreements" """;

    /// <summary>One agreement's trail.</summary>
    public async Task<StoredTrail> OfAsync(Guid agreementId, CancellationToken cancellationToken) =>
        (await ReadAsync(agreementId, cancellationToken)).SingleOrDefault(trail => trail.AgreementId == agreementId)
        ?? new StoredTrail(agreementId, [], null, [], null);

    /// <summary>All trails, also of agreements that there are none of any more.</summary>
    public Task<IReadOnlyList<StoredTrail>> AllAsync(CancellationToken cancellationToken) => ReadAsync(null, cancellationToken);

    private async Task<IReadOnlyList<StoredTrail>> ReadAsync(Guid? only, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);

        try
        {
            var rows = (await RowsAsync(Events, "AgreementId", only, EventOf, cancellationToken)).ToLookup(row => row.Id, row => row.Value);
            var heads = (await RowsAsync(Heads, "AgreementId", only, HeadOf, cancellationToken)).ToLookup(row => row.Id, row => row.Value);
            var documents = (await RowsAsync(Documents, "AgreementId", only, DocumentOf, cancellationToken)).ToLookup(row => row.Id, row => row.Value);
            var texts = (await RowsAsync(Texts, "Id", only, TextOf, cancellationToken)).ToLookup(row => row.Id, row => row.Value);

            return
            [
                .. rows.Select(group => group.Key).Union(heads.Select(group => group.Key)).Union(documents.Select(group => group.Key)).Union(texts.Select(group => group.Key))
                    .Select(id => new StoredTrail(
                        id, [.. rows[id].OrderBy(row => row.Number)], heads[id].FirstOrDefault(), [.. documents[id]], texts[id].FirstOrDefault())),
            ];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<List<(Guid Id, T Value)>> RowsAsync<T>(
        string select, string idColumn, Guid? only, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = select;

        if (only is { } id)
        {
            command.CommandText += $"WHERE \"{idColumn}\" = @id";
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@id";
            parameter.Value = id;
            command.Parameters.Add(parameter);
        }

        var found = new List<(Guid, T)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        while (await reader.ReadAsync(cancellationToken))
        {
            // A row whose agreement is not even an id belongs to nobody and is reported under the empty one.
            found.Add((Guid.TryParse(Text(reader, 0), out var owner) ? owner : Guid.Empty, read(reader)));
        }

        return found;
    }

    private static EvidenceRow EventOf(DbDataReader row) => new(
        Id(row, 0), Number(row, 1), Time(row, 2), Text(row, 3), Text(row, 4), Id(row, 5), Text(row, 6), Text(row, 7), Text(row, 8), Text(row, 9), Text(row, 10));

    private static StoredHead HeadOf(DbDataReader row) => new(Number(row, 1), Text(row, 2), Text(row, 3));

    private static StoredDocument DocumentOf(DbDataReader row) =>
        new(Text(row, 1), Text(row, 2), Text(row, 3), row.GetValue(4) is byte[] bytes ? AgreementDocument.HashOf(bytes) : "");

    private static StoredText? TextOf(DbDataReader row) =>
        Text(row, 3) == nameof(AgreementState.Draft) ? null : new(Text(row, 1), Text(row, 2));

    private static string Text(DbDataReader row, int column) => Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture) ?? "";

    private static long Number(DbDataReader row, int column) => long.TryParse(Text(row, column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string Id(DbDataReader row, int column) => Guid.TryParse(Text(row, column), out var id) ? id.ToString("D") : Text(row, column);

    private static string Time(DbDataReader row, int column) => row.GetValue(column) switch
    {
        DateTime at => EvidenceKey.TimeText(at),
        var text when DateTime.TryParse(
            Convert.ToString(text, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => EvidenceKey.TimeText(at),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
