using System.Text;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Evidence;

/// <summary>
/// Somebody has the database and knows SQL, but not the key: whatever they do is found and named. KEM_TAMPERINGS says how many
/// tries; each is made in the database itself, read back from it, and rolled back.
/// </summary>
public sealed class TamperingTests : IDisposable
{
    private const int Agreements = 12;

    private static readonly int Tries = int.TryParse(Environment.GetEnvironmentVariable("KEM_TAMPERINGS"), out var tries) ? tries : 2_000;

    private static readonly string[] Columns = ["At", "Kind", "Actor", "SubjectId", "TextVersion", "TextHash", "Details", "PreviousHash", "Hash"];

    private readonly KemApp app = new();
    private readonly Random random = new(20261122);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Every_edit_insertion_deletion_swap_and_truncation_is_found_and_named()
    {
        var trails = await FillAsync();
        var found = new Dictionary<string, int>();

        await WithOpenTablesAsync(async (db, verification) =>
        {
            Assert.All(await verification.AllAsync(CancellationToken.None), trail => Assert.Null(trail.Fault));

            for (var n = 0; n < Tries; n++)
            {
                var (id, count) = trails[random.Next(trails.Count)];
                var (what, sql, expected, number) = Tamper(id, count);

                await DoAsync(db, "SAVEPOINT before_it");
                await DoAsync(db, sql);
                var fault = (await verification.OneAsync(id, CancellationToken.None)).Fault;
                await DoAsync(db, "ROLLBACK TO before_it");

                Assert.True(fault is not null, $"Try {n} was not noticed: {what}: {sql}");
                Assert.True((fault.Kind, fault.Number) == (expected, number), $"Try {n}, {what}, expected {expected} at {number}, was named {fault.Kind} at {fault.Number}: {sql}");
                found[what] = found.GetValueOrDefault(what) + 1;
            }

            Assert.All(await verification.AllAsync(CancellationToken.None), trail => Assert.Null(trail.Fault));
        });

        Assert.Equal(9, found.Count);
        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: {Tries} alterations of the evidence, all found and named ({string.Join(", ", found.Select(f => $"{f.Key} {f.Value}"))})");
    }

    [Fact]
    public async Task What_is_done_to_heads_documents_and_the_agreement_itself_is_found_too()
    {
        var (id, count) = (await FillAsync())[0];
        var one = $"WHERE \"AgreementId\" = '{id.ToString().ToUpperInvariant()}'";

        await WithOpenTablesAsync(async (db, verification) =>
        {
            foreach (var (sql, expected) in new[]
            {
                ($"DELETE FROM \"EvidenceHeads\" {one}", EvidenceFaultKind.HeadAltered),
                ($"UPDATE \"EvidenceHeads\" SET \"Seal\" = 'ff' || substr(\"Seal\", 3) {one}", EvidenceFaultKind.HeadAltered),
                ($"UPDATE \"EvidenceHeads\" SET \"Count\" = {count + 1} {one}", EvidenceFaultKind.HeadAltered),
                ($"DELETE FROM \"EvidenceEvents\" {one} AND \"Number\" = {count}; UPDATE \"EvidenceHeads\" SET \"Count\" = {count - 1}, \"Hash\" = (SELECT \"Hash\" FROM \"EvidenceEvents\" {one} AND \"Number\" = {count - 1}) {one}", EvidenceFaultKind.HeadAltered),
                ($"DELETE FROM \"EvidenceEvents\" {one}; DELETE FROM \"EvidenceHeads\" {one}", EvidenceFaultKind.NoTrail),
                ($"DELETE FROM \"EvidenceEvents\" {one}", EvidenceFaultKind.Truncated),
                ($"UPDATE \"AgreementDocuments\" SET \"Bytes\" = CAST('<p>Noget andet</p>' AS BLOB) {one}", EvidenceFaultKind.DocumentAltered),
                ($"UPDATE \"AgreementDocuments\" SET \"Sha256\" = 'ab' || substr(\"Sha256\", 3) {one}", EvidenceFaultKind.DocumentAltered),
                ($"DELETE FROM \"AgreementDocuments\" {one}", EvidenceFaultKind.DocumentMissing),
                ($"UPDATE \"Agreements\" SET \"TextHash\" = 'ab' || substr(\"TextHash\", 3) WHERE \"Id\" = '{id.ToString().ToUpperInvariant()}'", EvidenceFaultKind.AgreementAltered),
            })
            {
                await DoAsync(db, "SAVEPOINT before_it");
                await DoAsync(db, sql);
                var fault = (await verification.OneAsync(id, CancellationToken.None)).Fault;
                await DoAsync(db, "ROLLBACK TO before_it");

                Assert.True(fault?.Kind == expected, $"{sql} was named {fault?.Kind}, not {expected}");
            }
        });
    }

    [Fact]
    public async Task A_whole_old_copy_is_found_by_what_was_noted_outside_the_database()
    {
        var (id, _) = (await FillAsync())[0];
        var old = await app.WithDb(db => db.EvidenceHeads.AsNoTracking().SingleAsync(h => h.AgreementId == id));
        await app.WithDb(async db =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var agreement = await db.Agreements.SingleAsync(a => a.Id == id);
            Append(db, (await db.EvidenceHeads.FindAsync(id))!, agreement, EvidenceKind.Ended);
            await db.SaveChangesAsync();
        });
        await app.RunAsync<EvidenceNotes>();

        await WithOpenTablesAsync(async (db, verification) =>
        {
            var one = $"WHERE \"AgreementId\" = '{id.ToString().ToUpperInvariant()}'";
            await DoAsync(
                db, $"DELETE FROM \"EvidenceEvents\" {one} AND \"Number\" = {old.Count + 1}; UPDATE \"EvidenceHeads\" SET \"Count\" = {old.Count}, \"Hash\" = '{old.Hash}', \"Seal\" = '{old.Seal}' {one}");

            Assert.Equal(new EvidenceFault(id, EvidenceFaultKind.RolledBack, old.Count + 1), (await verification.OneAsync(id, CancellationToken.None)).Fault);
        });
    }

    [Fact]
    public async Task The_command_names_what_is_wrong_and_ends_with_1()
    {
        var (id, _) = (await FillAsync())[3];

        await WithOpenTablesAsync(async (db, verification) =>
        {
            var before = new StringWriter();
            Assert.Equal(0, await VerifyCommand.RunAsync(verification, null, asJson: false, before));
            Assert.Contains($"{Agreements} trails", before.ToString(), StringComparison.Ordinal);

            await DoAsync(db, $"UPDATE \"EvidenceEvents\" SET \"Actor\" = 'En anden' WHERE \"Number\" = 2 AND \"AgreementId\" = '{id.ToString().ToUpperInvariant()}'");

            var (text, json, other) = (new StringWriter(), new StringWriter(), new StringWriter());
            Assert.Equal(1, await VerifyCommand.RunAsync(verification, null, asJson: false, text));
            Assert.Equal(1, await VerifyCommand.RunAsync(verification, id, asJson: true, json));
            Assert.Contains($"{id}: event 2 has been altered.", text.ToString(), StringComparison.Ordinal);
            Assert.Contains("\"kind\": \"Altered\"", json.ToString(), StringComparison.Ordinal);
            Assert.Equal(2, await VerifyCommand.RunAsync(["--agreement", "ikke et nummer"], other, other));
        });
    }

    private (string What, string Sql, EvidenceFaultKind Expected, int Number) Tamper(Guid id, int count)
    {
        var one = $"WHERE \"AgreementId\" = '{id.ToString().ToUpperInvariant()}'";
        var at = random.Next(1, count + 1);
        var middle = random.Next(1, count);

        switch (random.Next(9))
        {
            case 0:
                var column = Columns[random.Next(Columns.Length)];
                return ("edit", $"UPDATE \"EvidenceEvents\" SET \"{column}\" = {Other(column)} {one} AND \"Number\" = {at}", EvidenceFaultKind.Altered, at);
            case 1:
                return ("one letter", $"UPDATE \"EvidenceEvents\" SET \"Details\" = substr(\"Details\", 1, {at}) || char({random.Next(0x61, 0x7a)}) || substr(\"Details\", {at + 1}) {one} AND \"Number\" = {at}", EvidenceFaultKind.Altered, at);
            case 2:
                return ("deletion", $"DELETE FROM \"EvidenceEvents\" {one} AND \"Number\" = {middle}", EvidenceFaultKind.Missing, middle);
            case 3:
                return ("deletion, numbers closed up", $"DELETE FROM \"EvidenceEvents\" {one} AND \"Number\" = {middle}; {Shift(one, middle, -1)}", EvidenceFaultKind.Missing, middle);
            case 4:
                return ("truncation", $"DELETE FROM \"EvidenceEvents\" {one} AND \"Number\" >= {at}", EvidenceFaultKind.Truncated, at);
            case 5:
                return ("insertion at the end", Copy(one, at, count + 1, "'Opdigtet'"), EvidenceFaultKind.Inserted, count + 1);
            case 6:
                return ("insertion", $"{Shift(one, at - 1, 1)}; {Copy(one, at + 1, at, "'Opdigtet'")}", EvidenceFaultKind.Inserted, at);
            case 7:
                return ("a real event once more", $"{Shift(one, at - 1, 1)}; {Copy(one, at + 1, at, "\"Actor\"")}", EvidenceFaultKind.Inserted, at + 1);
            default:
                var other = middle + random.Next(1, count - middle + 1);
                return ("swap", $"UPDATE \"EvidenceEvents\" SET \"Number\" = CASE \"Number\" WHEN {middle} THEN {-other} ELSE {-middle} END {one} AND \"Number\" IN ({middle}, {other}); UPDATE \"EvidenceEvents\" SET \"Number\" = -\"Number\" {one} AND \"Number\" < 0", EvidenceFaultKind.Swapped, middle);
        }
    }

    private string Other(string column) => column switch
    {
        "At" => $"datetime(\"At\", '{(random.Next(2) == 0 ? "+" : "-")}{random.Next(1, 90_000)} seconds')",
        "Kind" => random.Next(2) == 0 ? "'Paused'" : "'ikke en slags'",
        "SubjectId" => $"'{Guid.NewGuid().ToString().ToUpperInvariant()}'",
        "TextVersion" => "\"TextVersion\" + 1",
        "Details" => "'{\"name\":\"En anden\"}'",
        "Actor" => "\"Actor\" || ' '",
        _ => $"'{Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"{random.Next():D32}"))}'",
    };

    // Through the negative numbers, so that no two rows have the same number on the way.
    private static string Shift(string one, int after, int by) =>
        $"UPDATE \"EvidenceEvents\" SET \"Number\" = -(\"Number\" + {by}) {one} AND \"Number\" > {after}; UPDATE \"EvidenceEvents\" SET \"Number\" = -\"Number\" {one} AND \"Number\" < 0";

    private static string Copy(string one, int from, int to, string actor) =>
        $"INSERT INTO \"EvidenceEvents\" (\"AgreementId\", \"Number\", \"At\", \"Kind\", \"Actor\", \"SubjectId\", \"TextVersion\", \"TextHash\", \"Details\", \"PreviousHash\", \"Hash\") SELECT \"AgreementId\", {to}, \"At\", \"Kind\", {actor}, \"SubjectId\", \"TextVersion\", \"TextHash\", \"Details\", \"PreviousHash\", \"Hash\" FROM \"EvidenceEvents\" {one} AND \"Number\" = {from}";

    private static async Task DoAsync(KemDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private Task<List<(Guid Id, int Count)>> FillAsync() => app.WithDb(async db =>
    {
        var trails = new List<(Guid, int)>();

        for (var n = 0; n < Agreements; n++)
        {
            var agreement = Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties);
            db.Add(agreement);
            var head = new EvidenceHead(agreement.Id);
            db.Add(head);
            Append(db, head, agreement, EvidenceKind.SentForSignature);

            for (var more = random.Next(4, 20); more > 0; more--)
            {
                Append(db, head, agreement, random.Next(2) == 0 ? EvidenceKind.Signed : EvidenceKind.MailAccepted);
            }

            trails.Add((agreement.Id, head.Count));
        }

        await db.SaveChangesAsync();
        return trails;
    });

    private void Append(KemDb db, EvidenceHead head, CooperationAgreement agreement, EvidenceKind kind) =>
        db.Add(head.Append(
            agreement, kind, $"Amina {random.Next(1000)}", Guid.NewGuid(),
            new() { Name = $"Amina {random.Next()}", Role = "formand", Ip = "192.0.2.7", Consent = "Jeg har læst aftalen." },
            app.Clock.GetUtcNow().AddMinutes(head.Count), app.Services.GetRequiredService<EvidenceKey>()));

    private async Task WithOpenTablesAsync(Func<KemDb, EvidenceVerification, Task> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();

        foreach (var trigger in await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync())
        {
            await DoAsync(db, $"DROP TRIGGER \"{trigger}\"");
        }

        await DoAsync(db, "PRAGMA defer_foreign_keys = ON");
        await act(db, scope.ServiceProvider.GetRequiredService<EvidenceVerification>());
    }
}
