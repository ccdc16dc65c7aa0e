using System.Text.Json;
using Kem.Match.Engine.Language;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Tests.Taxonomy;

/// <summary>What the files in <c>data/engine/lexicon</c> hold, and that people who paraphrase are understood.</summary>
public class LexiconDataTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "data/engine/lexicon");

    [Fact]
    public void There_are_at_least_1500_concepts_and_8000_words_and_phrases()
    {
        var lines = Files().Where(f => Path.GetFileName(f) != "files.json").SelectMany(Concepts).ToList();
        var concepts = lines.Select(c => c.GetProperty("code").GetString()).Distinct().Count();

        var words = lines.SelectMany(c => Texts(c, "say").Concat(Texts(c, "sayEn")).Append(Text(c, "da")).Append(Text(c, "en")))
            .Where(word => word.Length > 0)
            .Select(word => string.Join(' ', Demo.Data.Vocabulary.Analyser.AnalyseDanish(word).Where(t => !t.IsPart).Select(t => t.Text)))
            .Where(word => word.Length > 0)
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(concepts >= 1500, $"{concepts} concepts");
        Assert.True(words.Count >= 8000, $"{words.Count} words and phrases");
    }

    [Fact]
    public void Every_file_of_the_lexicon_is_in_the_list_and_every_listed_file_is_there()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "files.json")));
        var listed = list.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()!);

        Assert.Equal(Files().Select(f => Path.GetFileName(f)).Where(f => f != "files.json").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Vi mangler nogen at tale dansk med", "Sprogmakkerne")]
    [InlineData("Hjælp til breve fra det offentlige", "Åben borgerrådgivning")]
    [InlineData("Vores kasserer kan ikke finde ud af bilagene", "Nordkystens Revision")]
    [InlineData("Vi laver mad til familier med få penge og mangler varer", "Superbrugsen på torvet")]
    [InlineData("Børnene skal ud i naturen", "Spejderne ved åen")]
    [InlineData("Vi mangler nogle flere hænder", "Røde Kors Hillerød")]
    [InlineData("Vi er sagt op fra vores lokaler og kan ikke mødes nogen steder", "Boligforeningen Vest")]
    [InlineData("Kontrakten om lokalet er svær at forstå", "Advokaterne i Nord")]
    [InlineData("Unge, der gerne vil tjene deres egne penge", "Købmanden i Midtbyen")]
    [InlineData("Plakater til sommerfesten", "Torvets Trykkeri")]
    public void Who_could_help_is_found_without_a_shared_word(string need, string partner)
    {
        string[] others = ["Skakklubben Tårnet", "Optiker Klar", "Museumsforeningen", "Rideklubben Hesteskoen", "Kattens Venner"];
        var index = PartnerIndex.Build(Demo.Data, others.Append(partner).Select(name => new PartnerProfile
        {
            Id = name,
            Kind = PartnerKind.Association,
            Name = name,
            Municipality = "Hillerød",
        }));

        var ranked = Demo.Ranker.RankAll(index, new PartnerRequest { Title = need, Municipality = "Hillerød" });

        Assert.Equal(partner, ranked[0].PartnerId);
    }

    [Theory]
    [InlineData("LX_AUDITOR", "TP_ACCOUNTS")]
    [InlineData("LX_SUPERMARKET", "TP_SURPLUS")]
    [InlineData("LX_SCOUTS", "AK_OUTDOOR")]
    [InlineData("LX_RED_CROSS", "RS_VOLUNTEERS")]
    [InlineData("LX_HOUSING_ASSOCIATION", "RS_ROOM")]
    public void What_somebody_is_answers_the_wish_for_what_follows(string being, string wanted) =>
        Assert.True(Demo.Data.Vocabulary.Nearness(wanted, being) >= 0.7, $"{Demo.Data.Vocabulary.Nearness(wanted, being)}");

    [Theory]
    [InlineData("regnskab", "LX_TABLES_AND_CHAIRS")]
    [InlineData("billeder", "TP_AUTO")]
    [InlineData("Horsens", "TP_HORSE")]
    [InlineData("rummelig", "RS_ROOM")]
    [InlineData("synlige", "TP_EYES")]
    public void A_word_is_not_surely_what_it_only_looks_like(string word, string code) =>
        Assert.DoesNotContain(Demo.Data.Vocabulary.Understand(word), u => u.Entry.Code == code && u.Weight >= 0.5);

    [Fact]
    public void A_company_is_known_by_its_branch()
    {
        var baker = new PartnerProfile { Id = "b", Kind = PartnerKind.Company, Name = "Hansen & Søn", Branch = "10.71.20", Municipality = "Hillerød" };
        var index = PartnerIndex.Build(Demo.Data, [baker with { Id = "a", Branch = "" }, baker]);

        var ranked = Demo.Ranker.RankAll(index, new PartnerRequest { Title = "Brød til madposerne", Municipality = "Hillerød" });

        Assert.Equal("b", ranked[0].PartnerId);
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*.json");

    private static List<JsonElement> Concepts(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("concepts").EnumerateArray().Select(c => c.Clone())];
    }

    private static string Text(JsonElement concept, string field) =>
        concept.TryGetProperty(field, out var value) ? TextFolding.Fold(value.GetString()!) : "";

    private static IEnumerable<string> Texts(JsonElement concept, string field) =>
        concept.TryGetProperty(field, out var values) ? values.EnumerateArray().Select(v => v.GetString()!) : [];
}
