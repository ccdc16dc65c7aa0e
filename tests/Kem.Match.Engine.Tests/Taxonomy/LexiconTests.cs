using System.Text;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Tests.Taxonomy;

public class LexiconTests
{
    private const string Food = """{"code":"LX_FOOD","da":"mad","en":"food","say":["mad"]}""";

    [Theory]
    [InlineData("""{"code":"LX_A","en":"a"}""", "da")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","isA":{"AK_NONE":1}}""", "isA.AK_NONE")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","isA":{"LX_FOOD":0}}""", "isA.LX_FOOD")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","helpsWith":{"LX_FOOD":1.5}}""", "helpsWith.LX_FOOD")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","reaches":{"LX_FOOD":"meget"}}""", "reaches.LX_FOOD")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","impliedBy":["LX_FOOD"]}""", "impliedBy")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","gives":{"LX_A":0.5}}""", "gives")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","branch":["fisk"]}""", "branch")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","form":["OF_NONE"]}""", "form")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","say":[7]}""", "say")]
    [InlineData("""{"code":"LX_A","da":"a","en":"a","weights":{"mad":2}}""", "weights.mad")]
    [InlineData("""{"code":"LX_FOOD","da":"mad","en":"food"}""", "code")]
    public void A_bad_line_is_named_with_file_line_and_field(string line, string field)
    {
        var error = Assert.Throws<InterchangeException>(() => Read($$"""
            { "concepts": [
            {{Food}},
            {{line}}
            ] }
            """));

        Assert.Equal(("mad.json", 3, field), (error.File, error.Line, error.Field));
    }

    [Fact]
    public void A_relation_may_point_to_a_concept_of_a_later_file()
    {
        var vocabulary = Read(
            """{"concepts":[{"code":"LX_SOUP","da":"suppe","en":"soup","say":["suppe"],"isA":{"LX_FOOD":0.9}}]}""",
            $$"""{"concepts":[{{Food}}]}""");

        Assert.Equal(0.9, vocabulary.Nearness(wanted: "LX_FOOD", had: "LX_SOUP"));
    }

    [Fact]
    public void A_later_file_adds_words_takes_them_away_and_weighs_them_anew()
    {
        var first = """{"concepts":[{"code":"LX_FOOD","da":"mad","en":"food","say":["mad","gryderet","frikadeller"]}]}""";
        var later = """{"concepts":[{"code":"LX_FOOD","say":["brunch"],"not":["gryderet"],"weights":{"frikadeller":0.5}}]}""";
        var vocabulary = Read(first, later);

        Assert.Equal([("LX_FOOD", 1.0)], Found(vocabulary, "en brunch"));
        Assert.Equal([], Found(vocabulary, "en gryderet"));
        Assert.Equal([("LX_FOOD", 0.5)], Found(vocabulary, "en frikadelle"));
    }

    [Fact]
    public void A_silent_word_means_nothing()
    {
        var vocabulary = Read($$"""{"concepts":[{{Food}}],"silent":[{"words":["mad"]}]}""");

        Assert.Empty(Found(vocabulary, "mad"));
    }

    private static (string, double)[] Found(Vocabulary vocabulary, string text) =>
        [.. vocabulary.Understand(text).Select(f => (f.Entry.Code, f.Weight))];

    private static Vocabulary Read(params string[] files) =>
        Vocabulary.Read([], files.Select(f => new ConceptSource("mad.json", new MemoryStream(Encoding.UTF8.GetBytes(f)))));
}
