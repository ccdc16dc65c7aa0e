using System.Text;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Tests.Agreements;

namespace Kem.Match.Web.Tests.Evidence;

public class DocumentTextTests
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "<img src=http://127.0.0.1:9/canary>", "<iframe src=file:///etc/passwd></iframe>", "</main></body><h1>Falsk</h1>",
        "\"><svg onload=alert(1)>", "&lt;ikke dobbelt&gt;", "</title><script>", "{{7*7}} ${7*7}", "javascript:alert(1)",
    ];

    private static readonly string[] Foreign = ["جمعية النساء في فيورد", "עמותת הנשים", "Żółć Çelik Đorđe", "婦人会 👩‍👧 e\u0301", "\u202Eneddrev", "æøå ÆØÅ"];

    [Fact]
    public void The_document_needs_nothing_and_says_what_it_is()
    {
        var page = Page(Lektiecafe.OutForSignature());

        Assert.Equal("da", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Lektiecafé på Engskolen", page.Title);
        Assert.Equal(DocumentText.Policy, page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, object, embed, form, base, [src], [href]"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.True(page.QuerySelectorAll("h2").Length >= 5);
    }

    [Fact]
    public void Whatever_people_write_stands_there_as_they_wrote_it()
    {
        foreach (var written in Hostile.Concat(Foreign))
        {
            var page = Page(With(written));

            Assert.Equal(written, page.QuerySelector("h1")!.TextContent);
            Assert.Contains(page.QuerySelectorAll("p"), p => p.TextContent == written);
            Assert.Contains(page.QuerySelectorAll("bdi"), name => name.TextContent == written);
            Assert.Empty(page.QuerySelectorAll("script, img, iframe, svg"));
            Assert.Single(page.QuerySelectorAll("main"));
        }
    }

    [Fact]
    public void A_megabyte_is_kept_to_the_last_letter()
    {
        var long_ = string.Concat(Enumerable.Repeat("Æblegrød og جمعية. ", 60_000));

        Assert.Contains(Page(With(long_)).QuerySelectorAll("p"), p => p.TextContent == long_.Trim());
    }

    [Fact]
    public void The_hash_follows_every_letter()
    {
        var first = AgreementDocument.HashOf(DocumentText.Write(With("a"), Lektiecafe.Morning));

        Assert.NotEqual(first, AgreementDocument.HashOf(DocumentText.Write(With("b"), Lektiecafe.Morning)));
        Assert.Equal(64, first.Length);
    }

    [Fact]
    public void What_is_sent_is_kept_with_its_hash_and_each_new_text_is_another_document()
    {
        var agreement = Lektiecafe.OutForSignature();
        agreement.TakeBack(Lektiecafe.Morning);
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Lektiecafe.Morning.AddDays(1));

        Assert.Equal([1, 2], agreement.NewDocuments.Select(d => d.TextVersion));
        Assert.Equal(agreement.TextHash, agreement.NewDocuments[1].Sha256);
        Assert.All(agreement.NewDocuments, d => Assert.Equal(AgreementDocument.HashOf(d.Bytes), d.Sha256));
    }

    private static CooperationAgreement With(string written)
    {
        var agreement = new CooperationAgreement("0219", "M3", written, "Birgit", "birgit@kem.example", Lektiecafe.Morning);
        agreement.AddParty(Guid.NewGuid(), written);
        agreement.Describe(written, Lektiecafe.Today, Lektiecafe.Today.AddYears(1), null, default, "", [], Lektiecafe.Morning);
        agreement.SendForSignature([new AgreementClause(0, "CL", "Formål", written)], Lektiecafe.Morning);
        return agreement;
    }

    private static AngleSharp.Html.Dom.IHtmlDocument Page(CooperationAgreement agreement) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Assert.Single(agreement.NewDocuments).Bytes));
}
