using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

public class TextDiffTests
{
    [Theory]
    [InlineData("Vi mødes hver uge.", "Vi mødes hver måned.", "Vi mødes hver [-uge-][+måned+].")]
    [InlineData("Vi mødes hver uge.", "Vi mødes ofte hver uge.", "Vi mødes [+ofte +]hver uge.")]
    [InlineData("en to tre fire", "en fem seks fire", "en [-to tre-][+fem seks+] fire")]
    [InlineData("", "Nyt", "[+Nyt+]")]
    [InlineData("Gammelt", "", "[-Gammelt-]")]
    [InlineData("Det samme", "Det samme", "Det samme")]
    [InlineData("نادي النور", "نادي القمر", "نادي [-النور-][+القمر+]")]
    public void Words_are_marked_as_with_a_pencil(string before, string after, string expected) =>
        Assert.Equal(expected, Marked(TextDiff.Words(before, after)));

    [Fact]
    public void A_changed_paragraph_keeps_its_words_and_a_new_one_stands_alone()
    {
        var lines = TextDiff.Lines("Indledning\nHver onsdag\nSlut", "Indledning\nHver torsdag\nEt nyt afsnit\nSlut");

        Assert.Equal(["Indledning", "Hver [-onsdag-][+torsdag+]", "[+Et nyt afsnit+]", "Slut"], lines.Select(line => Marked(line.Pieces)));
        Assert.Equal([false, true, true, false], lines.Select(line => line.IsChanged));
    }

    [Fact]
    public void Both_texts_can_be_read_back_from_any_comparison()
    {
        var random = new Random(20261122);
        var words = new[] { "vi", "mødes", "hver", "uge", " ", "\n", ". ", "på ", "biblioteket" };

        for (var i = 0; i < 500; i++)
        {
            var (before, after) = (Sentence(random, words), Sentence(random, words));
            var pieces = TextDiff.Words(before, after);

            Assert.Equal(before, string.Concat(pieces.Where(piece => piece.Kind != DiffKind.Added).Select(piece => piece.Text)));
            Assert.Equal(after, string.Concat(pieces.Where(piece => piece.Kind != DiffKind.Removed).Select(piece => piece.Text)));
        }
    }

    [Fact]
    public void Two_long_texts_with_nothing_in_common_are_shown_whole()
    {
        var before = string.Join(' ', Enumerable.Range(0, 3000).Select(n => $"a{n}"));
        var after = string.Join(' ', Enumerable.Range(0, 3000).Select(n => $"b{n}"));

        Assert.Equal([DiffKind.Removed, DiffKind.Added], TextDiff.Words(before, after).Select(piece => piece.Kind));
    }

    [Fact]
    public void Clauses_are_compared_by_what_they_are_and_not_by_their_number()
    {
        AgreementClause[] before = [new(0, "CL_PURPOSE", "Formål", "Flere piger."), new(1, "CL_MONEY", "Penge", "Ingen."), new(2, "CL_TERM", "Periode", "Et år.")];
        AgreementClause[] after = [new(0, "CL_PURPOSE", "Formål", "Flere piger."), new(1, "CL_TERM", "Periode", "To år."), new(2, "CL_STORY", "Historier", "Ja.")];

        var comparison = TextComparison.Of("Fodbold", before, "Fodbold", after);

        Assert.Equal([DiffKind.Same, DiffKind.Removed, DiffKind.Same, DiffKind.Added], comparison.Clauses.Select(clause => clause.Kind));
        Assert.Equal([false, true, true, true], comparison.Clauses.Select(clause => clause.IsChanged));
        Assert.True(comparison.IsChanged);
        Assert.False(TextComparison.Of("Fodbold", before, "Fodbold", before).IsChanged);
    }

    private static string Sentence(Random random, string[] words) =>
        string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => words[random.Next(words.Length)]));

    private static string Marked(IEnumerable<DiffPiece> pieces) => string.Concat(pieces.Select(piece => piece.Kind switch
    {
        DiffKind.Removed => $"[-{piece.Text}-]",
        DiffKind.Added => $"[+{piece.Text}+]",
        _ => piece.Text,
    }));
}
