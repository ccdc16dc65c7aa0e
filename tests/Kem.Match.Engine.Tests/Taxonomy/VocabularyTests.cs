using System.Text;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Tests.Taxonomy;

public class VocabularyTests
{
    [Fact]
    public void A_sentence_gives_target_group_activity_and_language_with_the_words_behind_them()
    {
        var read = Demo.Data.Vocabulary.ReadSentence(
            "Vi mangler yngre besøgsvenner til ældre i Midtbyen, gerne nogen der taler arabisk");

        Assert.Contains(read, r => r.Entry.Code == "TG_ELDER" && r.Words == "ældre");
        Assert.Contains(read, r => r.Entry.Code == "AK_VISITING" && r.Words == "besøgsvenner");
        Assert.Contains(read, r => r.Entry.Code == "ar" && r.Words == "arabisk");
        Assert.Equal(read.OrderByDescending(r => r.Weight).Select(r => r.Weight), read.Select(r => r.Weight));
    }

    [Theory]
    [InlineData("TG_ELDER", CodeKind.TargetGroup, "TG_ELDER")]
    [InlineData("seniorer", CodeKind.TargetGroup, "TG_ELDER")]
    [InlineData("Lektiehjælp til skolebørn", CodeKind.Activity, "AK_HOMEWORK")]
    [InlineData("Somali", CodeKind.Language, "so")]
    public void Plain_words_become_codes(string words, CodeKind kind, string code) =>
        Assert.Contains(Demo.Data.Vocabulary.Map(words, kind), e => e.Code == code);

    [Theory]
    [InlineData("TG_ELDER", "ældre")]
    [InlineData("CO_CSR_IT", "it og data")]
    [InlineData("ar", "arabisk")]
    public void A_label_inside_a_sentence_is_in_lower_case(string code, string label) =>
        Assert.Equal(label, Demo.Data.Vocabulary.Find(code)!.InSentence.Danish);

    [Fact]
    public void A_broken_file_is_named_with_line_and_field()
    {
        var json = "{\n \"items\": [\n  { \"code\": \"TG_A\", \"da\": \"A\", \"en\": \"A\" },\n  { \"code\": \"TG_B\", \"da\": 7, \"en\": [] }\n ]\n}";
        var source = new TaxonomySource("grupper.json", CodeKind.TargetGroup, new MemoryStream(Encoding.UTF8.GetBytes(json)));

        var error = Assert.Throws<InterchangeException>(() => Vocabulary.Read([source], []));

        Assert.Equal(("grupper.json", 4, "en"), (error.File, error.Line, error.Field));
    }
}
