using Kem.Match.Engine.Language;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>Reads a profile: which codes it states, which its text speaks about, which follow from what it is.</summary>
internal sealed class ProfileReading(Vocabulary vocabulary, Places places)
{
    private const float FromName = 0.95f;
    private const float FromDescription = 0.8f;
    private const float ImpliedByDescription = 0.6f;
    private const float LeastWorthKeeping = 0.12f;

    public (PreparedPartner Partner, FieldTerms Terms) Read(PartnerProfile profile, long order)
    {
        var name = vocabulary.Analyser.AnalyseDanish(profile.Name);
        var description = vocabulary.Analyser.Analyse(profile.Description);
        var codes = new CodeCollector(vocabulary);
        var stated = new List<string>();

        AddStated(codes, stated, profile.TargetGroups, CodeKind.TargetGroup);
        AddStated(codes, stated, profile.Activities, CodeKind.Activity);
        AddStated(codes, stated, profile.Competences, CodeKind.Competence, CodeKind.Resource);
        AddStated(codes, stated, profile.Resources, CodeKind.Resource, CodeKind.Competence);
        AddStated(codes, stated, profile.Languages, CodeKind.Language);
        AddForm(codes, profile.Form);
        foreach (var concept in vocabulary.OfBranch(profile.Branch)) AddWhatItIs(codes, concept);

        codes.Add(vocabulary.Read(name), Knowledge.Read, FromName);
        codes.Add(vocabulary.Read(description), Knowledge.Read, FromDescription);
        codes.Add(vocabulary.ReadGiven(name), Knowledge.Implied, 1f);
        codes.Add(vocabulary.ReadGiven(description), Knowledge.Implied, ImpliedByDescription);

        var gaps = new CodeCollector(vocabulary);
        AddStated(gaps, [], profile.Gaps, CodeKind.Competence, CodeKind.Resource, CodeKind.Activity);

        var partner = new PreparedPartner(
            profile,
            order,
            places.Find(profile.Municipality),
            codes.ToArray(LeastWorthKeeping),
            gaps.ToArray(LeastWorthKeeping));
        return (partner, new FieldTerms(name, description, vocabulary.Analyser.AnalyseDanish(string.Join(" . ", stated))));
    }

    private void AddStated(CodeCollector codes, List<string> stated, IReadOnlyList<string> values, params ReadOnlySpan<CodeKind> kinds)
    {
        foreach (var value in values)
        {
            stated.Add(vocabulary.Find(value)?.Danish ?? value);
            foreach (var kind in kinds)
            {
                var mapped = vocabulary.MapIndexes(value, kind);
                foreach (var code in mapped) codes.Add(code, Knowledge.Stated, 1f);
                if (mapped.Count > 0) break;
            }
        }
    }

    private void AddForm(CodeCollector codes, string form)
    {
        var index = vocabulary.IndexOf(form);
        if (index < 0) return;

        codes.Add(index, Knowledge.Stated, 1f);
        AddWhatItIs(codes, index);
    }

    private void AddWhatItIs(CodeCollector codes, int concept)
    {
        codes.Add(concept, Knowledge.Implied, 1f);
        foreach (var (code, weight) in vocabulary.Meaning(concept)) codes.Add(code, Knowledge.Implied, weight);
        foreach (var (code, weight) in vocabulary.Given(concept)) codes.Add(code, Knowledge.Implied, weight);
    }
}

/// <summary>The analysed text of a profile, field by field.</summary>
internal readonly record struct FieldTerms(
    IReadOnlyList<Term> Name,
    IReadOnlyList<Term> Description,
    IReadOnlyList<Term> Stated);

/// <summary>Keeps the surest and strongest sighting of every code.</summary>
internal sealed class CodeCollector(Vocabulary vocabulary)
{
    private readonly SortedDictionary<int, (Knowledge Knowledge, float Weight)> found = [];

    public void Add(int code, Knowledge knowledge, float weight)
    {
        if (found.TryGetValue(code, out var known) && known.Knowledge > knowledge) return;
        if (found.ContainsKey(code) && known.Knowledge == knowledge && known.Weight >= weight) return;
        found[code] = (knowledge, weight);
    }

    public void Add(IReadOnlyList<PhraseBook.Finding> findings, Knowledge knowledge, float factor)
    {
        foreach (var finding in findings) Add(finding.Meaning, knowledge, finding.Weight * factor);
    }

    public KnownCode[] ToArray(float least) =>
    [
        .. found.Where(f => f.Value.Weight >= least)
            .Select(f => new KnownCode((ushort)f.Key, vocabulary.Entries[f.Key].Kind, f.Value.Knowledge, f.Value.Weight)),
    ];
}
