using Kem.Match.Engine.Language;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Signals;

/// <summary>
/// A code that is asked for; stated by the asker, or read from the asker's text. Codes of one mention were given by the
/// same words, and one of them is as good as all.
/// </summary>
internal readonly record struct WantedCode(ushort Code, float Weight, bool IsStated, int Mention);

/// <summary>A request with its words mapped to codes, its text read and its place looked up.</summary>
internal sealed class Need
{
    private const float FromTitle = 0.85f;
    private const float FromDescription = 0.6f;
    private const float FromOffer = 0.3f;
    private const float FromOrganisation = 0.25f;
    private const float LeastWorthKeeping = 0.2f;
    private const float TitleTerm = 1.2f;
    private const float DescriptionTerm = 0.7f;
    private const float StatedTerm = 0.6f;
    private const float PartTerm = 0.55f;
    private const float MostPerTerm = 2f;
    private const float RelativeTerm = 0.5f;
    private const int MostRelatives = 12;

    /// <summary>What everybody in the catalogue speaks tells nothing, asked for or not.</summary>
    private const string CommonLanguage = "da";

    /// <summary>Words by which the asker tells what it gives rather than what it lacks; folded.</summary>
    private static readonly string[] OfferCues =
        ["tilbyder", "kan tilbyde", "til gengæld", "stiller ", "til rådighed", "vi giver", "kan give", "vi har allerede", "vi lærer gerne fra os"];

    private readonly WantedCode[][] wanted;

    private Need(
        PartnerRequest request, PreparedPartner? asker, Place place, WantedCode[][] wanted, float[] given, List<QueryTerm> terms, Vocabulary vocabulary)
    {
        Request = request;
        Asker = asker;
        Place = place;
        this.wanted = wanted;
        Given = given;
        Terms = terms;
        Answering = new AnsweringCodes(this, vocabulary);
    }

    public PartnerRequest Request { get; }
    public PreparedPartner? Asker { get; }
    public Place Place { get; }
    public List<QueryTerm> Terms { get; }

    /// <summary>Which codes of a partner answer what is wanted or lacked.</summary>
    public AnsweringCodes Answering { get; }

    /// <summary>By code: how surely the asker has it, or something near it, to give; 0 to 1.</summary>
    public float[] Given { get; }

    public ReadOnlySpan<WantedCode> Wanted(CodeKind kind) => wanted[(int)kind];

    public bool Asks(CodeKind kind) => wanted[(int)kind].Length > 0;

    public static Need Read(PartnerRequest request, PartnerIndex index)
    {
        var vocabulary = index.Data.Vocabulary;
        var asker = request.Asker is { } profile
            ? new ProfileReading(vocabulary, index.Data.Places).Read(profile).OutsideTheIndex()
            : request.AskerId is { } id ? index.FindPrepared(id) : null;

        var stated = new CodeCollector(vocabulary);
        AddStated(stated, vocabulary, request.TargetGroups, CodeKind.TargetGroup);
        AddStated(stated, vocabulary, request.Activities, CodeKind.Activity);
        AddStated(stated, vocabulary, request.Competences, CodeKind.Competence, CodeKind.Resource);
        AddStated(stated, vocabulary, [.. request.Languages.Where(l => l != CommonLanguage)], CodeKind.Language);

        var offered = new CodeCollector(vocabulary);
        AddStated(offered, vocabulary, request.ResourcesOffered, CodeKind.Resource, CodeKind.Competence);

        var read = new MentionCollector();
        ReadText(request.Title, FromTitle, vocabulary, read, offered);
        ReadText(request.Description, FromDescription, vocabulary, read, offered);

        return new Need(
            request,
            asker,
            PlaceOf(request, asker, index.Data.Places),
            WantedByKind(stated.Take(0), read, index),
            GivenCodes(vocabulary, offered.Take(0), asker),
            WithRelatives(QueryTerms(request, vocabulary), index),
            vocabulary);
    }

    private static void AddStated(CodeCollector codes, Vocabulary vocabulary, IReadOnlyList<string> values, params ReadOnlySpan<CodeKind> kinds)
    {
        foreach (var value in values)
        {
            foreach (var kind in kinds)
            {
                var mapped = vocabulary.MapIndexes(value, kind);
                foreach (var code in mapped) codes.Add(code, Knowledge.Stated, 1f);
                if (mapped.Count > 0) break;
            }
        }
    }

    /// <summary>A sentence that offers is still about the subject, but what it names is had, not lacked.</summary>
    private static void ReadText(string text, float factor, Vocabulary vocabulary, MentionCollector wanted, CodeCollector offered)
    {
        foreach (var sentence in text.Split(['.', '!', '?', ';', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            wanted.BeginSentence();
            var findings = vocabulary.Read(vocabulary.Analyser.Analyse(sentence));
            var folded = TextFolding.Fold(sentence);
            if (!Array.Exists(OfferCues, cue => folded.Contains(cue, StringComparison.Ordinal)))
            {
                foreach (var finding in findings) wanted.Add(finding, factor * ShareWanted(vocabulary.Entries[finding.Meaning]));
                continue;
            }

            foreach (var finding in findings)
            {
                var isGift = vocabulary.Entries[finding.Meaning].Kind is CodeKind.Resource or CodeKind.Competence;
                if (isGift) offered.Add(finding.Meaning, Knowledge.Read, finding.Weight * factor);
                else wanted.Add(finding, FromOffer);
            }
        }
    }

    /// <summary>A kind of organisation in a need is where it happens ("ved skolen") more often than what is lacked.</summary>
    private static float ShareWanted(VocabularyEntry entry) => entry.IsOrganisation ? FromOrganisation : 1f;

    private static WantedCode[][] WantedByKind(KnownCode[] stated, MentionCollector read, PartnerIndex index)
    {
        var byKind = new List<WantedCode>[Enum.GetValues<CodeKind>().Length];
        for (var kind = 0; kind < byKind.Length; kind++) byKind[kind] = [];

        foreach (var code in stated)
        {
            var mention = -1 - code.Code;
            byKind[(int)code.Kind].Add(new WantedCode(code.Code, index.Statistics.CodeWeight(code.Code), IsStated: true, mention));
        }

        foreach (var (code, weight, mention) in read.Strongest(LeastWorthKeeping))
        {
            if (Array.Exists(stated, s => s.Code == code) || index.Data.Vocabulary.IsOnlyPeople(code)) continue;

            var kind = (int)index.Data.Vocabulary.Entries[code].Kind;
            byKind[kind].Add(new WantedCode((ushort)code, weight * index.Statistics.CodeWeight(code), IsStated: false, mention));
        }

        return Array.ConvertAll(byKind, list => list.OrderBy(w => w.Mention).ToArray());
    }

    private static float[] GivenCodes(Vocabulary vocabulary, KnownCode[] offered, PreparedPartner? asker)
    {
        var given = new float[vocabulary.Entries.Count];
        foreach (var code in offered) given[code.Code] = Math.Max(given[code.Code], code.Weight);
        foreach (var code in asker is null ? [] : asker.Codes)
        {
            var isGift = code.Kind is CodeKind.Competence or CodeKind.Resource or CodeKind.Activity;
            if (isGift && code.Knowledge == Knowledge.Stated) given[code.Code] = Math.Max(given[code.Code], code.Weight);
        }

        return Spread(vocabulary, given);
    }

    private static float[] Spread(Vocabulary vocabulary, float[] given)
    {
        var spread = (float[])given.Clone();
        for (var had = 0; had < given.Length; had++)
        {
            if (given[had] <= 0) continue;

            foreach (var (wanted, weight) in vocabulary.Answered(had)) spread[wanted] = Math.Max(spread[wanted], given[had] * weight);
        }

        return spread;
    }

    private static Place PlaceOf(PartnerRequest request, PreparedPartner? asker, Places places)
    {
        var place = places.Find(request.Municipality);
        if (place.Kind == PlaceKind.Unknown) place = places.FindIn($"{request.Title} {request.Description}");
        return place.Kind == PlaceKind.Unknown && asker is not null ? asker.Place : place;
    }

    /// <summary>
    /// Adds the catalogue's own words that hold a wanted word, or that a wanted word holds: "tunnel" for
    /// "gangtunnel" and "tandklinik" for "tand".
    /// </summary>
    private static List<QueryTerm> WithRelatives(List<QueryTerm> terms, PartnerIndex index)
    {
        var known = terms.Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        var relatives = new List<QueryTerm>();
        foreach (var term in terms)
        {
            string[] found = [.. index.Relatives(term.Text, MostRelatives).Where(known.Add)];
            var weight = term.Weight * RelativeTerm / MathF.Sqrt(Math.Max(1, found.Length));
            relatives.AddRange(found.Select(relative => new QueryTerm(relative, weight, IsExtra: true)));
        }

        return [.. terms, .. relatives];
    }

    private static List<QueryTerm> QueryTerms(PartnerRequest request, Vocabulary vocabulary)
    {
        var weights = new Dictionary<string, float>(StringComparer.Ordinal);
        var order = new List<string>();
        AddTerms(vocabulary.Analyser.Analyse(request.Title), TitleTerm);
        AddTerms(vocabulary.Analyser.Analyse(request.Description), DescriptionTerm);
        foreach (var value in request.TargetGroups.Concat(request.Activities).Concat(request.Competences))
        {
            AddTerms(vocabulary.Analyser.AnalyseDanish(vocabulary.Find(value)?.Danish ?? value), StatedTerm);
        }

        return order.ConvertAll(t => new QueryTerm(t, Math.Min(MostPerTerm, weights[t])));

        void AddTerms(IReadOnlyList<Term> terms, float weight)
        {
            foreach (var term in terms)
            {
                if (!weights.ContainsKey(term.Text)) order.Add(term.Text);
                weights[term.Text] = weights.GetValueOrDefault(term.Text) + (term.IsPart ? weight * PartTerm : weight);
            }
        }
    }
}

/// <summary>Keeps the strongest sighting of every code and which words gave it.</summary>
internal sealed class MentionCollector
{
    private readonly SortedDictionary<int, (float Weight, int Mention)> found = [];
    private readonly Dictionary<(int Sentence, int Start, int End), int> mentions = [];
    private int sentence;

    public void BeginSentence() => sentence++;

    public void Add(Finding finding, float factor)
    {
        var weight = finding.Weight * factor;
        if (found.TryGetValue(finding.Meaning, out var known) && known.Weight >= weight) return;

        var words = (sentence, finding.Start, finding.End);
        if (!mentions.TryGetValue(words, out var mention)) mentions[words] = mention = mentions.Count;
        found[finding.Meaning] = (weight, mention);
    }

    public IEnumerable<(int Code, float Weight, int Mention)> Strongest(float least) =>
        found.Where(f => f.Value.Weight >= least).Select(f => (f.Key, f.Value.Weight, f.Value.Mention));
}
