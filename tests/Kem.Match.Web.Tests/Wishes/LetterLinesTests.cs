using System.Runtime.CompilerServices;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Tests.Wishes;

public class LetterLinesTests
{
    [Fact]
    public void Every_kind_of_letter_has_a_line_and_every_line_a_letter()
    {
        var kinds = typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Letter)) && !type.IsAbstract)
            .Select(type => ((Letter)RuntimeHelpers.GetUninitializedObject(type)).Kind)
            .Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(kinds.Count > 50, $"Only {kinds.Count} kinds were found.");
        Assert.Equal(kinds, LetterLines.Kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_notice_is_easy_to_read_and_says_what_the_law_asks_for()
    {
        var notice = MailTemplates.Shipped.Write("DATA_NOTICE", MailTemplates.Danish, MailTemplates.Shipped.Find("DATA_NOTICE")!.Samples()).Text;

        Assert.InRange(Readability.Of(notice).Lix, 1, 35);
        Assert.All(
            ["Fjordby Kommune", "for Kvinder på Tværs", "for at finde partnere", "Vi fik dit navn fra", "så længe", "artikel 6", "slettet", "55 12 34 56", "fjordby@kommune.example", "Datatilsynet"],
            words => Assert.Contains(words, notice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Hej Amina\n\nHusk statusmødet om »Lektiecafé«. Vi ses.\n\n[Se dagsordenen](/m/1)\n\nVenlig hilsen\nMona", "Husk statusmødet om »Lektiecafé«.", "Husk statusmødet om »Lektiecafé«. Vi ses.", "/m/1")]
    [InlineData("Kort", "Kort", "Kort", null)]
    [InlineData("", "", "", null)]
    public void A_letter_is_told_in_short_by_its_own_words(string text, string line, string points, string? link) =>
        Assert.Equal((line, points, link), (LetterWords.OneLine(text), LetterWords.Points(text), LetterWords.FirstLink(text)));
}
