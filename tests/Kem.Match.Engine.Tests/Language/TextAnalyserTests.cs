using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Tests.Language;

public class TextAnalyserTests
{
    private static readonly TextAnalyser Analyser = Demo.Data.Vocabulary.Analyser;

    [Theory]
    [InlineData("CAFÉ", "cafe")]
    [InlineData("Århus og Aarhus", "århus og århus")]
    [InlineData("Møller, Sjö, Ärlig, Zoë", "møller, sjø, ærlig, zoe")]
    [InlineData("A\u030Alborg", "ålborg")]
    public void Spellings_are_brought_together(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("lektiecaféen", "lekti", "cafe")]
    [InlineData("besøgsvennerne", "besøg", "ven")]
    [InlineData("frivilligcenter", "frivil", "cent")]
    public void Compounds_are_taken_apart_and_their_parts_stemmed(string word, string first, string second) =>
        Assert.Equal([first, second], Analyser.AnalyseDanish(word).Where(t => t.IsPart).Select(t => t.Text).Take(2));

    [Theory]
    [InlineData("Kors")]
    [InlineData("ungdommens")]
    [InlineData("forening")]
    [InlineData("medarbejder")]
    public void A_word_that_only_looks_like_a_compound_is_left_whole(string word) =>
        Assert.Single(Analyser.AnalyseDanish(word));

    [Fact]
    public void Stop_words_go_and_the_rest_know_where_they_stood()
    {
        const string text = "Hjælp til børnene i byen";
        Assert.Equal(["Hjælp", "børnene", "byen"], Analyser.Analyse(text).Select(t => text.Substring(t.Start, t.Length)));
    }

    [Fact]
    public void A_text_with_english_stop_words_is_stemmed_as_english() =>
        Assert.Equal(["volunt", "help", "children"], Analyser.Analyse("the volunteers are helping the children").Select(t => t.Text));

    [Fact]
    public void Any_text_at_all_is_analysed_without_error()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var letters = Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(1, 0xFFFF));
            var text = string.Concat(letters);
            Assert.All(Analyser.Analyse(text), t => Assert.InRange(t.Start + t.Length, 0, text.Length));
        }
    }

    [Theory]
    [InlineData("Vi tilbyder lektiehjælp. Og kaffe til børn! Kom forbi")]
    [InlineData("The club has room for children. Vi er her; and we like it")]
    public void Words_that_are_blanked_out_are_gone_as_if_the_text_were_split_anew(string text)
    {
        var whole = Analyser.Split(text);
        foreach (var first in whole.Words)
        {
            foreach (var last in whole.Words.Where(word => word.Start >= first.Start))
            {
                var end = last.Start + last.Length;
                var blanked = string.Concat(text.AsSpan(0, first.Start), new string(' ', end - first.Start), text.AsSpan(end));
                Assert.Equal(Analyser.Analyse(blanked), Analyser.Analyse(whole.Without(first.Start, end)));
            }
        }
    }

    [Fact]
    public void More_words_than_it_remembers_are_read_as_before()
    {
        string[] words = [.. Enumerable.Range(0, 70_000).Select(n => $"forening{n}en"), new string('å', 5_000)];
        var before = Stems(words[0]);

        foreach (var word in words) Stems(word);

        Assert.Equal(before, Stems(words[0]));
        Assert.Equal(new string('å', 5_000), Assert.Single(Stems(words[^1])));

        static string[] Stems(string word) => [.. Analyser.AnalyseDanish(word).Where(t => !t.IsPart).Select(t => t.Text)];
    }
}
