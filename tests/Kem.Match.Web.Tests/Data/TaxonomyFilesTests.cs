using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Tests.Data;

public sealed class TaxonomyFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kem-taxonomy-").FullName;

    public TaxonomyFilesTests()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "data/taxonomy")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_eight_methods_have_steps_clauses_and_an_agenda()
    {
        var taxonomy = Read();

        Assert.Equal(["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"], taxonomy.Methods.Select(method => method.Code));
        Assert.All(taxonomy.Methods, method =>
        {
            Assert.NotEmpty(method.Steps);
            Assert.All(method.RequiredClauses.Concat(method.OptionalClauses), code => Assert.True(taxonomy.Clauses.ContainsKey(code), code));
            Assert.True(taxonomy.Agendas.ContainsKey(method.Agenda));
        });
    }

    [Fact]
    public void Every_answer_that_a_clause_leaves_room_for_is_asked_for()
    {
        foreach (var clause in Read().Clauses.Values)
        {
            var asked = clause.Fields.Select(field => $"{{{field.Code}}}").Order();
            var room = System.Text.RegularExpressions.Regex.Matches(clause.Text, @"\{\w+\}").Select(found => found.Value).Distinct().Order();

            Assert.Equal(room, asked);
            Assert.All(clause.Fields.Where(field => !field.IsAutomatic), field => Assert.NotEmpty(field.Question));
        }
    }

    [Fact]
    public void The_associations_own_voice_is_locked() =>
        Assert.All(["CL_VOICE", "CL_SUPPLEMENT", "CL_DATA", "CL_TERM"], code => Assert.True(Read().Clauses[code].IsLocked, code));

    [Fact]
    public void A_broken_line_is_named_with_its_file()
    {
        Change("languages.json", text => text.Replace("\"items\"", "\"items", StringComparison.Ordinal));

        var problem = Assert.Throws<DataFileException>(() => Read());
        Assert.Contains("languages.json, line ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_field_is_named_with_the_item_it_is_missing_from()
    {
        Change("target-groups.json", text => text.Replace("\"da\": \"Kvinder\",", "", StringComparison.Ordinal));

        var problem = Assert.Throws<DataFileException>(() => Read());
        Assert.Contains("target-groups.json, number 5 of \"items\" (TG_WOMEN): the field \"da\" is missing", problem.Message, StringComparison.Ordinal);
    }

    private Taxonomy Read() => new TaxonomyFiles(folder).Read();

    private void Change(string file, Func<string, string> change)
    {
        var path = Path.Combine(folder, file);
        var before = File.ReadAllText(path);
        var after = change(before);

        Assert.NotEqual(before, after);
        File.WriteAllText(path, after);
    }
}
