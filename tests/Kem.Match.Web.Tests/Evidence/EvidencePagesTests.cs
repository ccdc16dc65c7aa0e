using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Evidence.Verifications;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Evidence;

public sealed class EvidencePagesTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_coordinator_sees_the_whole_trail_and_a_party_all_but_addresses()
    {
        var agreement = await app.SaveSignedAsync();
        var url = $"/aftaler/{agreement.Id}/bevis";

        var birgit = await app.PageAsync(Person.Birgit, url);
        var amina = await app.PageAsync(Person.Amina, url);

        Assert.Equal("Beviset er helt", birgit.QuerySelector("h1")!.TextContent);
        Assert.Equal(5, birgit.QuerySelectorAll("main ol > li").Length);
        Assert.Contains(SignedAgreement.Ip, birgit.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Firefox/147", birgit.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(SignedAgreement.Ip, amina.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Firefox/147", amina.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("192.0.…", amina.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("amina@kem.example", amina.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Carsten).GetAsync(new Uri(url, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_file_is_the_one_that_was_signed_byte_for_byte()
    {
        var agreement = await app.SaveSignedAsync();

        var answer = await app.As(Person.Amina).GetAsync(new Uri($"/aftaler/{agreement.Id}/dokument", UriKind.Relative));

        Assert.Equal(agreement.TextHash, AgreementDocument.HashOf(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("lektiecafe-paa-engskolen.html", answer.Content.Headers.ContentDisposition.FileName);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(new Uri($"/aftaler/{agreement.Id}/dokument.pdf", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_page_to_print_has_the_text_and_who_signed_and_can_load_nothing()
    {
        var agreement = await app.SaveSignedAsync();

        var answer = await app.As(Person.Amina).GetAsync(new Uri($"/aftaler/{agreement.Id}/udskrift", UriKind.Relative));
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.StartsWith(DocumentText.Policy, answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll(".signed").Length);
        Assert.Contains(agreement.TextHash, page.QuerySelector(".certificate")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Det er ikke MitID", page.QuerySelector(".certificate")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(SignedAgreement.Ip, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("script, link, img, [src]"));
    }

    [Fact]
    public async Task Whoever_has_the_file_is_told_who_signed_and_whoever_has_the_number_is_told_the_organisations()
    {
        var agreement = await app.SaveSignedAsync();
        var bytes = await app.WithDb(db => db.AgreementDocuments.Select(d => d.Bytes).SingleAsync());

        var byFile = (await (await AskAsync(bytes, "")).PageAsync()).QuerySelector("main")!.TextContent;
        var byNumber = (await (await AskAsync(null, $" {agreement.TextHash[..32].ToUpperInvariant()} {agreement.TextHash[32..]} ")).PageAsync()).QuerySelector("main")!.TextContent;

        foreach (var said in new[] { byFile, byNumber })
        {
            Assert.Contains("Ja, filen er ægte", said, StringComparison.Ordinal);
            Assert.Contains("Kvinder på Tværs, Engskolen og Hillerød Kommune", said, StringComparison.Ordinal);
            Assert.Contains("2. marts 2026", said, StringComparison.Ordinal);
            Assert.Contains("Beviskæden er kontrolleret nu. Den er hel.", said, StringComparison.Ordinal);
        }

        Assert.Contains($"Underskrevet af {agreement.Parties[0].ContactName}", byFile, StringComparison.Ordinal);
        Assert.Contains("Lektiecafé på Engskolen", byFile, StringComparison.Ordinal);
        Assert.DoesNotContain(agreement.Parties[0].ContactName, byNumber, StringComparison.Ordinal);
        Assert.DoesNotContain("Lektiecafé", byNumber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_changed_byte_is_no_match()
    {
        await app.SaveSignedAsync();
        var bytes = await app.WithDb(db => db.AgreementDocuments.Select(d => d.Bytes).SingleAsync());
        bytes[^20] ^= 1;

        Assert.Contains("Nej, vi kender ikke filen", await (await AskAsync(bytes, "")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_taken_back_is_told_as_such_and_one_that_waits_too()
    {
        var waiting = await app.SaveSignedAsync(Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties));
        Assert.Contains("ikke underskrevet af alle", await (await AskAsync(null, waiting.TextHash)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.WithDb(async db =>
        {
            var agreement = await db.Agreements.Include(a => a.Parties).SingleAsync();
            agreement.TakeBack(app.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });

        Assert.Contains("teksten gælder ikke", await (await AskAsync(null, waiting.TextHash)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_trail_can_be_looked_up_too()
    {
        await app.SaveSignedAsync();
        var head = await app.WithDb(db => db.EvidenceHeads.Select(h => h.Hash).SingleAsync());

        Assert.Contains("hændelse 5 i en aftales beviskæde", await (await AskAsync(null, head)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_makes_no_sense_is_explained_and_too_many_are_put_off()
    {
        Assert.Contains("Vælg en fil, eller indsæt et kendetegn.", await (await AskAsync(null, "")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Et kendetegn er 64 tal og bogstaver", await (await AskAsync(null, "ikke et kendetegn")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Filen fylder mere end 10 MB", await (await AskAsync(new byte[11 * 1024 * 1024], "")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        for (var more = 3; more < VerificationLimit.TriesAMinute; more++)
        {
            await AskAsync(null, new string('0', 64));
        }

        var refused = await AskAsync(null, new string('0', 64));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("Vent et minut", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(new string('0', 64), await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_package_has_the_facts_and_hashes_and_the_mark_takes_it_off_the_list()
    {
        var agreement = await app.SaveSignedAsync();
        app.Clock.Now = KemApp.Morning.AddDays(9);
        Assert.Contains("Har ventet mere end 7 dage", await app.As(Person.Birgit).GetStringAsync(new Uri("/aftaler/journal", UriKind.Relative)), StringComparison.Ordinal);

        var wrong = await app.SubmitAsync(Person.Birgit, $"/aftaler/{agreement.Id}/journal", [new("Form.RecordSystem", "SBSYS"), new("Form.KleNumber", "femten")]);
        Assert.Contains("Et KLE-nummer er to eller tre gange to tal", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        foreach (var number in new[] { "2026-117", "2026-118" })
        {
            await app.SubmitAsync(Person.Birgit, $"/aftaler/{agreement.Id}/journal", [new("Form.RecordSystem", "SBSYS"), new("Form.Number", number), new("Form.KleNumber", "15.40.00")]);
        }

        using var zip = new ZipArchive(await app.As(Person.Birgit).GetStreamAsync(new Uri($"/aftaler/{agreement.Id}/journalpakke.zip", UriKind.Relative)));
        using var facts = JsonDocument.Parse(Read(zip, "metadata.json"));
        Assert.Equal("15.40.00", facts.RootElement.GetProperty("KleNummer").GetString());
        Assert.Equal("2026-03-02", facts.RootElement.GetProperty("Dokumentdato").GetString());
        Assert.Equal(3, facts.RootElement.GetProperty("Parter").GetArrayLength());
        Assert.All(facts.RootElement.GetProperty("Filer").EnumerateArray(), file =>
            Assert.Equal(file.GetProperty("Sha256").GetString(), AgreementDocument.HashOf(Read(zip, file.GetProperty("Navn").GetString()!))));
        Assert.Contains($"{agreement.TextHash}  aftale-tekst-1.html", Encoding.UTF8.GetString(Read(zip, "sha256sum.txt")), StringComparison.Ordinal);

        Assert.Contains("Alt er journaliseret", await app.As(Person.Birgit).GetStringAsync(new Uri("/aftaler/journal", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("som <bdi>2026-118</bdi>", await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{agreement.Id}/bevis", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(2, await app.WithDb(db => db.EvidenceEvents.CountAsync(e => e.Kind == EvidenceKind.Journalised)));
    }

    [Fact]
    public async Task Only_coordinators_of_the_municipality_journalise()
    {
        var agreement = await app.SaveSignedAsync();

        foreach (var page in new[] { "journal", "journalpakke.zip", "aktindsigt.zip" })
        {
            foreach (var person in new[] { Person.Amina, Person.Carsten })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await app.As(person).GetAsync(new Uri($"/aftaler/{agreement.Id}/{page}", UriKind.Relative))).StatusCode);
            }
        }
    }

    [Fact]
    public async Task The_package_for_whoever_may_see_the_case_has_every_document_and_the_trail()
    {
        var agreement = await app.SaveSignedAsync();

        using var zip = new ZipArchive(await app.As(Person.Birgit).GetStreamAsync(new Uri($"/aftaler/{agreement.Id}/aktindsigt.zip", UriKind.Relative)));

        var documents = await app.WithDb(db => db.AgreementDocuments.Select(d => d.Sha256).ToListAsync());
        var packed = zip.Entries.Select(entry => AgreementDocument.HashOf(Read(zip, entry.Name))).ToHashSet();
        Assert.All(documents, sha256 => Assert.Contains(sha256, packed));
        Assert.Equal(5, JsonDocument.Parse(Read(zip, "beviskaede.json")).RootElement.GetArrayLength());
    }

    private async Task<HttpResponseMessage> AskAsync(byte[]? file, string sha256)
    {
        var browser = app.As(null);
        var form = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri("/bekraeft", UriKind.Relative)));
        var token = form.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(sha256), "Form.Sha256" } };

        if (file is not null)
        {
            content.Add(new ByteArrayContent(file), "Form.File", "../../aftale x=1 æ.pdf");
        }

        return await browser.PostAsync(new Uri("/bekraeft", UriKind.Relative), content);
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
