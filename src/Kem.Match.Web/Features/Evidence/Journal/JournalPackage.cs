using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Evidence.Journal;

/// <summary>
/// Packs an agreement for the municipality's own record system, or everything about it for somebody with a right to see the
/// case. Each package has a list of its files, and each file its SHA-256.
/// </summary>
public sealed class JournalPackage(KemDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The signed agreement with the facts that a record system asks for.</summary>
    public async Task<byte[]> ForJournalAsync(CooperationAgreement agreement, string kleNumber, CancellationToken cancellationToken)
    {
        var documents = await db.AgreementDocuments.AsNoTracking()
            .Where(d => d.AgreementId == agreement.Id && d.TextVersion == agreement.TextVersion).ToListAsync(cancellationToken);

        return Zip(documents.Select(document => (NameOf(document), document.Bytes)), files => Facts(agreement, kleNumber, files));
    }

    /// <summary>Every text, every file, the minutes, the mails and the trail.</summary>
    public async Task<byte[]> OfTheWholeCaseAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var documents = await db.AgreementDocuments.AsNoTracking().Where(d => d.AgreementId == agreement.Id).OrderBy(d => d.MadeAt).ToListAsync(cancellationToken);
        var mails = await db.Outbox.AsNoTracking().Where(m => m.AboutId == agreement.Id).OrderBy(m => m.CreatedAt).ToListAsync(cancellationToken);
        var events = await db.EvidenceEvents.AsNoTracking().Where(e => e.AgreementId == agreement.Id).OrderBy(e => e.Number).ToListAsync(cancellationToken);

        return Zip(
            documents.Select(document => (NameOf(document), document.Bytes))
                .Concat(agreement.StatusMeetings.Where(meeting => meeting.MinutesAt is not null).Select(meeting => ($"referat-{meeting.Number}.txt", Utf8(Minutes(meeting)))))
                .Concat(mails.Select((mail, number) => ($"mail-{number + 1}.txt", Utf8(MailOf(mail)))))
                .Append(("beviskaede.json", JsonSerializer.SerializeToUtf8Bytes(events.Select(Row), Json))),
            files => Facts(agreement, "", files));
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files, Func<IReadOnlyList<PackedFile>, object> facts)
    {
        using var stream = new MemoryStream();
        var packed = new List<PackedFile>();

        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                Add(zip, name, bytes);
                packed.Add(new PackedFile(name, AgreementDocument.HashOf(bytes), bytes.Length));
            }

            Add(zip, "metadata.json", JsonSerializer.SerializeToUtf8Bytes(facts(packed), Json));

            // As sha256sum writes it and reads it: sha256sum --check sha256sum.txt
            Add(zip, "sha256sum.txt", Utf8(string.Concat(packed.Select(file => $"{file.Sha256}  {file.Navn}\n"))));
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    private object Facts(CooperationAgreement agreement, string kleNumber, IReadOnlyList<PackedFile> files) => new
    {
        Titel = agreement.Title,
        Beskrivelse = $"Samarbejdsaftale mellem {DanishText.List(agreement.Parties.Select(party => party.Name))}: {agreement.Title}",
        Dokumentdato = (agreement.InForceAt ?? agreement.SentForSignatureAt) is { } at ? Iso(DanishTime.DayOf(at)) : null,
        Retning = "Gensidig aftale mellem kommunen og de andre parter",
        Parter = agreement.Parties.Select(party => party.Name),
        Gælder = new { Fra = Iso(agreement.StartsOn), Til = Iso(agreement.EndsOn) },
        Tilstand = agreement.State.ToString(),
        KleNummer = kleNumber,
        Tekstnummer = agreement.TextVersion,
        TekstensSha256 = agreement.TextHash,
        AftaleNummer = agreement.Id,
        Kommune = agreement.MunicipalityCode,
        Ansvarlig = agreement.ResponsibleName,
        Underskrift = "Enkel elektronisk underskrift. Det er ikke MitID.",
        Pakket = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Filer = files,
    };

    private static object Row(EvidenceEvent happened) => new
    {
        Nummer = happened.Number,
        Tidspunkt = EvidenceKey.TimeText(happened.At.UtcDateTime),
        Slags = happened.Kind.ToString(),
        Hvad = EvidenceWords.Of(happened.Kind),
        Hvem = happened.Actor,
        Tekstnummer = happened.TextVersion,
        TekstensSha256 = happened.TextHash,
        Detaljer = JsonSerializer.Deserialize<JsonElement>(happened.Details),
        ForrigesKendetegn = happened.PreviousHash,
        Kendetegn = happened.Hash,
    };

    private static string Minutes(StatusMeeting meeting) =>
        $"Statusmøde {meeting.Number}, {DanishText.Date(meeting.On)}\nReferat af {meeting.MinutesBy}\n\n{string.Join("\n\n", meeting.Lines.Select(line => line.Text))}\n";

    // A link in a mail acts for its receiver, so its address is left out.
    private static string MailOf(OutgoingMail mail) =>
        $"Til: {mail.ToName} <{mail.ToAddress}>\nEmne: {mail.Subject}\nSkrevet: {DanishText.Moment(mail.CreatedAt)}\nSendt: {(mail.SentAt is { } sent ? DanishText.Moment(sent) : mail.State.ToString())}\n\n{MailLayout.Render(mail.Subject, mail.Text, _ => "https://link.udeladt.invalid").Plain}";

    private static string NameOf(AgreementDocument document) => $"aftale-tekst-{document.TextVersion}.{(document.Format == DocumentFormat.Pdf ? "pdf" : "html")}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed record PackedFile(string Navn, string Sha256, int Bytes);
}
