using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Tests.Interchange;

public class FilesTests
{
    [Fact]
    public void Plain_words_places_and_unknown_fields_are_accepted()
    {
        var line = """{"id":"a","type":"association","name":"A","municipality":"hele landet","activities":["strikkeklub"],"farve":"blå"}""";

        var profile = Assert.Single(OrganisationsFile.Read(new StringReader("\n" + line + "\n"), "f"));

        Assert.Equal(Coverage.National, profile.Coverage);
        Assert.Equal(["strikkeklub"], profile.Activities);
    }

    [Theory]
    [InlineData("""{"id":"b","type":"club","name":"B"}""", "type")]
    [InlineData("""{"type":"company","name":"B"}""", "id")]
    [InlineData("""{"id":"a","type":"company","name":"B"}""", "id")]
    [InlineData("""{"id":"b","type":"company","name":"B","activities":[1]}""", "activities")]
    [InlineData("""{"id":"b","type":"company","name":"B","coverage":"månen"}""", "coverage")]
    [InlineData("""{"id":"b","type":""", "")]
    public void A_broken_organisation_is_named_with_file_line_and_field(string broken, string field)
    {
        var text = """{"id":"a","type":"company","name":"A"}""" + "\n\n" + broken;

        var error = Assert.Throws<InterchangeException>(() => OrganisationsFile.Read(new StringReader(text), "organisations.jsonl"));

        Assert.Equal(("organisations.jsonl", 3, field), (error.File, error.Line, error.Field));
    }

    [Theory]
    [InlineData("""{"id":"c","kind":"x","need":{},"partner_ids":["a"]}""", "kind")]
    [InlineData("""{"id":"c","kind":"association_company","partner_ids":["a"]}""", "need")]
    [InlineData("""{"id":"c","kind":"association_company","need":{},"partner_ids":[]}""", "partner_ids")]
    public void A_broken_case_is_named_with_file_line_and_field(string broken, string field)
    {
        var error = Assert.Throws<InterchangeException>(() => CasesFile.Read(new StringReader(broken), "cases.jsonl"));
        Assert.Equal(("cases.jsonl", 1, field), (error.File, error.Line, error.Field));
    }
}
