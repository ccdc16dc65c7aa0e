using System.Text;
using Kem.Match.Engine.Interchange;

namespace Kem.Match.Engine.Tests.Interchange;

public class JsonItemTests
{
    [Fact]
    public void Comments_other_fields_trailing_commas_and_a_byte_order_mark_are_let_pass()
    {
        var items = Read("\uFEFF{ \"other\": [1, {}], // why\n\"items\": [ {\"a\": 7},\n {\"a\": \" b \"}, ], }");

        Assert.Equal(["7", "b"], items.Select(item => item.Text("a")));
    }

    [Theory]
    [InlineData("", 1, "")]
    [InlineData("[]", 1, "")]
    [InlineData("{}", 1, "items")]
    [InlineData("{\n\"items\": 3}", 2, "items")]
    [InlineData("{\n\"items\": [\n}", 3, "")]
    public void A_broken_file_is_refused_with_line_and_field(string json, int line, string field)
    {
        var error = Assert.Throws<InterchangeException>(() => Read(json));

        Assert.Equal(("f.json", line, field), (error.File, error.Line, error.Field));
    }

    [Fact]
    public void A_list_that_need_not_be_there_is_empty_without_it() =>
        Assert.Empty(JsonItem.ReadArray("{}"u8.ToArray(), "f.json", "items", isRequired: false));

    [Fact]
    public void What_is_not_there_or_null_is_empty()
    {
        var item = Assert.Single(Read("""{"items":[{"none":null}]}"""));

        Assert.Equal("", item.TextOrEmpty("none"));
        Assert.Empty(item.Texts("none"));
        Assert.Empty(item.WeightsOrNone("none"));
        Assert.False(item.Has("none"));
    }

    [Fact]
    public void One_text_is_a_list_of_one_and_empty_texts_are_left_out()
    {
        var item = Assert.Single(Read("""{"items":[{"one":" a ","several":["b"," ","c"]}]}"""));

        Assert.Equal(["a"], item.Texts("one"));
        Assert.Equal(["b", "c"], item.Texts("several"));
    }

    [Theory]
    [InlineData("text", "a")]
    [InlineData("text", "b.x")]
    [InlineData("texts", "a")]
    [InlineData("texts", "c")]
    [InlineData("number", "b")]
    [InlineData("number", "missing")]
    [InlineData("weights", "a")]
    [InlineData("weights", "b")]
    [InlineData("object", "c")]
    [InlineData("object", "missing")]
    public void A_value_of_another_kind_is_refused(string asked, string field)
    {
        var item = Assert.Single(Read("""{"items":[{"a":true,"b":{"x":[]},"c":[1]}]}"""));

        var error = Assert.Throws<InterchangeException>(() => Ask(item, asked, field));

        Assert.Equal(asked == "weights" && field == "b" ? "b.x" : field.Split('.')[^1], error.Field);
    }

    [Fact]
    public void An_item_that_is_no_object_is_refused_when_it_is_asked()
    {
        var item = Assert.Single(Read("""{"items":[3]}"""));

        Assert.Throws<InterchangeException>(() => item.Text("a"));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("{")]
    public void A_line_that_is_no_object_is_refused(string text) =>
        Assert.Equal(9, Assert.Throws<InterchangeException>(() => JsonItem.ReadLine(text, "f.jsonl", 9)).Line);

    private static void Ask(JsonItem item, string asked, string field)
    {
        switch (asked)
        {
            case "text" when field == "b.x": item.Object("b").Text("x"); break;
            case "text": item.Text(field); break;
            case "texts": item.Texts(field); break;
            case "number": item.Number(field); break;
            case "weights": item.WeightsOrNone(field); break;
            default: item.Object(field); break;
        }
    }

    private static IReadOnlyList<JsonItem> Read(string json) => JsonItem.ReadArray(Encoding.UTF8.GetBytes(json), "f.json", "items");
}
