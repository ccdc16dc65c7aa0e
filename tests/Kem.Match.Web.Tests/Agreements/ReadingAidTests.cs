using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>Help with reading an agreement for those who read another language better.</summary>
public sealed class ReadingAidTests : IDisposable
{
    private const string Typed = "Vi gør det sammen.";
    private static readonly string[] Languages = ["ar", "bs", "fa", "pl", "so", "tr", "uk"];

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public void Every_language_explains_every_clause_and_says_that_it_is_a_draft()
    {
        var aids = Lektiecafe.Taxonomy.ReadingAids;

        Assert.Equal(Languages, aids.Select(aid => aid.Code));
        Assert.All(aids, aid => Assert.Equal(Lektiecafe.Taxonomy.Clauses.Keys.Order(), aid.Clauses.Keys.Order()));
        Assert.All(aids, aid => Assert.True(aid.IsDraft));
        Assert.All(aids.SelectMany(aid => aid.Clauses.Values), text => Assert.InRange(text.Split(['.', '؟', '!']).Length - 1, 1, 3));
        Assert.Equal(["ar", "fa"], aids.Where(aid => aid.IsRightToLeft).Select(aid => aid.Code));
    }

    [Fact]
    public void What_the_parties_typed_is_shown_as_they_typed_it_and_nothing_else_is_repeated()
    {
        var help = ReadingAid.Of(Lektiecafe.OutForSignature(), Lektiecafe.Taxonomy);
        var purpose = help.Languages.Single(explained => explained.Language.Code == "tr").Clauses.Single(clause => clause.DanishHeading == "Fælles formål");

        Assert.Equal([Typed], purpose.Written);
        Assert.StartsWith("Burada", purpose.Explanation, StringComparison.Ordinal);
        Assert.NotEmpty(help.English);
    }

    [Fact]
    public async Task The_page_that_is_signed_offers_it_as_an_aid_and_the_Danish_text_stands_whole()
    {
        await app.SendForSignatureAsync();
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");

        var page = await app.PageAsync(null, link);
        var arabic = page.QuerySelector("[lang=ar][dir=rtl]")!;

        Assert.Contains("Den danske tekst gælder.", arabic.TextContent, StringComparison.Ordinal);
        Assert.Contains("udkast", arabic.TextContent, StringComparison.Ordinal);
        Assert.Equal(Languages.Length + 1, page.QuerySelectorAll("details[name=laesehjaelp]").Length);
        Assert.Contains(arabic.QuerySelectorAll("[lang=da]"), written => written.TextContent == Typed);
        Assert.Null(arabic.Closest("form"));
        var english = page.QuerySelectorAll("details[name=laesehjaelp]").Single(aid => aid.QuerySelector("summary")!.TextContent == "Read it in English").TextContent;
        Assert.Contains("This agreement is between Kvinder på Tværs, Engskolen and Hillerød Kommune.", english, StringComparison.Ordinal);
        Assert.DoesNotContain(" .", english, StringComparison.Ordinal);
        Assert.Contains("Det vil vi opnå sammen", page.Body!.TextContent, StringComparison.Ordinal);
    }
}
