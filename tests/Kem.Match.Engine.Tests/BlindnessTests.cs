using System.Reflection;
using System.Text.Json.Nodes;
using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Tests;

/// <summary>An association that criticises its municipality is ranked as if it had not. The engine cannot know better.</summary>
public class BlindnessTests
{
    private static readonly string[] Private =
        ["dilemma", "critic", "complain", "reason", "decline", "grievance", "note", "comment", "remark", "faith", "religio", "ethnic", "gender", "person", "contact", "mail", "phone"];

    /// <summary>What the ranking and the learning take in. Whoever adds a field here says what it is for.</summary>
    private static readonly Dictionary<Type, string[]> Inputs = new()
    {
        [typeof(PartnerProfile)] =
        [
            "ActiveAgreements", "Activities", "Boundaries", "Branch", "CompetenceLevels", "Competences", "Coverage", "DaysSinceAsked", "Description", "Form", "FreeSlots",
            "Gaps", "Id", "IsPaused", "Kind", "Languages", "MonthsSinceConfirmed", "MonthsSinceVisited", "Municipality", "Name", "OpenProposals", "PostalCode",
            "Resources", "TargetGroups", "Times", "TimesShown", "VolunteerHours", "YearsSinceFounded",
        ],
        [typeof(PartnerRequest)] =
        [
            "Activities", "Asker", "AskerId", "Competences", "Description", "Dismissed", "Emphasis", "GivesRoomToTheLittleSeen", "Languages", "Method",
            "Municipality", "PartnerKind", "PostalCode", "Required", "ResourcesOffered", "TargetGroups", "Times", "Title", "VolunteerHours",
        ],
        [typeof(ShownList)] = ["Day", "Id", "ModelId", "Partners", "RequestId", "SignalCodes"],
        [typeof(ShownPartner)] = ["PartnerId", "Rank", "Signals"],
        [typeof(Outcome)] = ["Day", "PartnerId", "RequestId", "Stage"],
        [typeof(Judgment)] = ["Day", "Grade", "IsTouched", "QueryId", "Rank", "Signals"],
        [typeof(TwoSides)] = ["AskerSaysYes", "FreeSlots", "OpenProposals", "PartnerSaysYes"],
    };

    [Fact]
    public void No_input_has_a_field_for_what_must_not_count() =>
        Assert.All(Inputs, input => Assert.Equal(input.Value, Properties(input.Key).Select(p => p.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void No_public_property_of_the_engine_that_can_be_set_is_named_for_it()
    {
        var settable = typeof(PartnerRanker).Assembly.GetExportedTypes()
            .SelectMany(Properties)
            .Where(p => p.CanWrite && IsInput(p.DeclaringType!))
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}");

        Assert.All(settable, name => Assert.DoesNotContain(Private, word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void A_what_if_list_carries_no_rows_to_learn_from() =>
        Assert.DoesNotContain(Properties(typeof(SearchHit)), p => typeof(IEnumerable<float>).IsAssignableFrom(p.PropertyType));

    /// <summary>100 needs by 100 organisations, each file line with and without random private fields.</summary>
    [Fact]
    public void Random_edits_of_what_is_private_leave_ten_thousand_pairs_in_the_same_order()
    {
        var random = new Random(20261122);
        JsonObject[] organisations = [.. Enumerable.Range(0, 100).Select(n => Organisation(n, random))];
        JsonObject[] cases = [.. Enumerable.Range(0, 100).Select(n => Case(n, random))];
        var plain = Ranked(organisations, cases);

        foreach (var item in organisations.Concat(cases).Concat(cases.Select(c => (JsonObject)c["need"]!))) Edit(item, random);
        var edited = Ranked(organisations, cases);

        Assert.Equal(10_000, plain.Sum(list => list.Count));
        Assert.Equal(plain, edited);

        // The same words where they are read do change the order.
        foreach (var item in organisations) item["description_da"] = item["dilemmas"]?.GetValue<string>();
        Assert.NotEqual(plain, Ranked(organisations, cases));
    }

    private static List<IReadOnlyList<SearchHit>> Ranked(JsonObject[] organisations, JsonObject[] cases)
    {
        var index = PartnerIndex.Build(Demo.Data, OrganisationsFile.Read(new StringReader(Lines(organisations)), "organisations.jsonl"));
        return [.. CasesFile.Read(new StringReader(Lines(cases)), "cases.jsonl").Select(c => Demo.Ranker.RankAll(index, c.Request))];
    }

    private static string Lines(JsonObject[] items) => string.Join('\n', items.Select(i => i.ToJsonString()));

    private static JsonObject Organisation(int n, Random random) => new()
    {
        ["id"] = $"o{n}",
        ["type"] = "association",
        ["name"] = $"Forening {n}",
        ["municipality"] = random.Next(2) == 0 ? "Hillerød" : "Randers",
        ["description_da"] = Some(random),
        ["activities"] = new JsonArray(random.Next(2) == 0 ? "AK_HOMEWORK" : "AK_VISITING"),
        ["target_groups"] = new JsonArray(random.Next(2) == 0 ? "TG_ELDER" : "TG_CHILDREN"),
    };

    private static JsonObject Case(int n, Random random) => new()
    {
        ["id"] = $"c{n}",
        ["kind"] = "municipality_association",
        ["need"] = new JsonObject { ["title_da"] = Some(random), ["description_da"] = Some(random), ["municipality"] = "Hillerød" },
        ["partner_ids"] = new JsonArray("o0"),
    };

    private static string Some(Random random)
    {
        string[] words = ["lektiehjælp til børn", "besøgsvenner til ældre", "skak", "strikkecafé", "hjælp til breve", "cykelture", "fodbold for piger"];
        return $"{words[random.Next(words.Length)]} og {words[random.Next(words.Length)]}";
    }

    /// <summary>Adds, under words that somebody might think of, text that would change every rank if it were read.</summary>
    private static void Edit(JsonObject item, Random random)
    {
        string[] fields = ["dilemmas", "criticism", "complaints", "decline_reasons", "public_criticism", "notes", "reason"];
        foreach (var field in fields.Where(_ => random.Next(3) > 0))
        {
            item[field] = $"{Some(random)}. Kommunen lytter ikke, sagde formanden, og {Some(random)}.";
        }
    }

    private static PropertyInfo[] Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    /// <summary>What a caller hands in, in contrast to what the engine says: reasons and comments to read are answers.</summary>
    private static bool IsInput(Type type) => type.Namespace is { } room && (room.EndsWith(".Profiles", StringComparison.Ordinal) || Inputs.ContainsKey(type));
}
