using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Explanations;

/// <summary>
/// Says why a partner is suggested, to either side. A sentence is only said when deleting the fact it names would lower
/// the score, and it carries by how much.
/// </summary>
internal sealed class Explanation(Need need, Sought sought, PartnerIndex index, ProfileReading reading, IRankingModel model, Func<double, FitBand> bandOf)
{
    private const int MostReasons = 3;
    private const int MostImprovements = 2;
    private const int MostTried = 4;

    /// <summary>A signal below this is too weak to be given as a reason.</summary>
    private const double LeastForAReason = 0.2;

    /// <summary>A fact that moves the score less than this is not worth a sentence.</summary>
    private const double LeastPoints = 0.1;

    /// <summary>A rise below this would change nobody's mind.</summary>
    private const double LeastRise = 1;

    private readonly Counterfactual counterfactual = new(need, sought, index, reading, model);
    private readonly float[] row = new float[SignalTable.All.Count];
    private readonly double[] points = new double[SignalTable.All.Count];

    /// <param name="signals">One value per signal, of the same fit.</param>
    /// <param name="score">What the model gives the signals.</param>
    /// <param name="contributions">What each signal added to it.</param>
    public Suggestion Of(Fit fit, int rank, ReadOnlySpan<float> signals, double score, ReadOnlySpan<double> contributions)
    {
        signals.CopyTo(row);
        contributions.CopyTo(points);
        int[] order = [.. Enumerable.Range(0, row.Length)];
        Array.Sort(order, (a, b) => points[a] != points[b] ? points[b].CompareTo(points[a]) : a.CompareTo(b));
        var effects = new Dictionary<Fact, double>();
        return new Suggestion(
            fit.Profile.Id,
            rank,
            score,
            bandOf(score),
            [.. order.Where(i => points[i] != 0).Select(i => Contribution(SignalTable.All[i], fit, row[i], points[i]))],
            Reasons(fit, order, score, effects, s => s.ToAsker(fit)),
            Reasons(fit, order, score, effects, s => s.ToPartner(fit)),
            Unknowns.Of(fit),
            Improvements(fit, score))
        {
            Signals = [.. row],
        };
    }

    private static Contribution Contribution(Signal signal, Fit fit, double value, double points) =>
        new(signal.Code, signal.Lens, signal.Label, signal.Fact(fit, value), points);

    /// <summary>
    /// Strongest first. One from each lens before a second from any, and what the two share before what is
    /// practical, so that three sentences tell three different things.
    /// </summary>
    private List<Reason> Reasons(Fit fit, int[] order, double score, Dictionary<Fact, double> effects, Func<Signal, Sentence?> sentenceOf)
    {
        var said = new List<(int At, Reason Reason)>();
        foreach (var (at, signal, sentence) in InTurn(order, sentenceOf))
        {
            var effect = EffectOf(sentence.Fact, fit.Profile, score, effects);
            if (effect >= LeastPoints) said.Add((at, new Reason(signal.Lens, sentence.Text, sentence.Fact, effect)));
            if (said.Count == MostReasons) break;
        }

        return [.. said.OrderBy(s => s.At).Select(s => s.Reason)];
    }

    /// <summary>Every sentence there is, each made when its turn comes: most are never said.</summary>
    private IEnumerable<(int At, Signal Signal, Sentence Sentence)> InTurn(int[] order, Func<Signal, Sentence?> sentenceOf)
    {
        var lenses = Enumerable.Range(0, order.Length)
            .Where(at => points[order[at]] > 0 && row[order[at]] >= LeastForAReason)
            .Select(at => (At: at, Signal: SignalTable.All[order[at]]))
            .GroupBy(s => (s.Signal.Lens, s.Signal.SaysLittle))
            .Select(lens => (IsSecondary: IsSecondary(lens.Key.Lens, lens.Key.SaysLittle), Signals: new Queue<(int At, Signal Signal)>(lens)))
            .ToList();

        for (var secondary = false; lenses.Exists(lens => lens.Signals.Count > 0); secondary = !secondary)
        {
            var turn = new List<(int At, Signal Signal, Sentence Sentence)>();
            foreach (var lens in lenses.Where(lens => lens.IsSecondary == secondary))
            {
                if (NextOf(lens.Signals, sentenceOf) is { } next) turn.Add(next);
            }

            foreach (var next in turn.OrderBy(t => t.At)) yield return next;
        }
    }

    private static (int At, Signal Signal, Sentence Sentence)? NextOf(Queue<(int At, Signal Signal)> signals, Func<Signal, Sentence?> sentenceOf)
    {
        while (signals.TryDequeue(out var next))
        {
            if (sentenceOf(next.Signal) is { } sentence) return (next.At, next.Signal, sentence);
        }

        return null;
    }

    private static bool IsSecondary(Lens lens, bool saysLittle) => saysLittle || lens == Lens.Practical;

    private double EffectOf(Fact fact, PartnerProfile profile, double score, Dictionary<Fact, double> effects)
    {
        if (!effects.TryGetValue(fact, out var effect)) effects[fact] = effect = counterfactual.PointsOf(fact, profile, score);
        return effect;
    }

    private List<Improvement> Improvements(Fit fit, double score)
    {
        var name = fit.Name;
        var rises = new List<Improvement>();
        foreach (var missing in Missing(fit))
        {
            Add(ProfileEdits.With(fit.Profile, missing), Condition(missing.Kind, name, missing.InSentence));
        }

        if (fit.Profile.MonthsSinceConfirmed is not 0)
        {
            Add(fit.Profile with { MonthsSinceConfirmed = 0 },
                new($"Hvis {name} selv bekræftede sin profil", $"If {name} confirmed its own profile"));
        }

        return [.. rises.OrderByDescending(r => r.Points).Take(MostImprovements)];

        void Add(PartnerProfile profile, Wording text)
        {
            var would = counterfactual.Score(profile);
            if (would - score >= LeastRise) rises.Add(new Improvement(text, would - score, bandOf(would)));
        }
    }

    /// <summary>What is asked for and not stated by the partner, most telling first.</summary>
    private IEnumerable<VocabularyEntry> Missing(Fit fit) =>
        Fit.WantedKinds
            .SelectMany(kind => need.Wanted(kind).ToArray())
            .Where(wanted => wanted.IsStated && !fit.Partner.States(wanted.Code))
            .OrderByDescending(wanted => wanted.Weight)
            .Take(MostTried)
            .Select(wanted => index.Data.Vocabulary.Entries[wanted.Code]);

    private static Wording Condition(CodeKind kind, string name, Wording what) => kind switch
    {
        CodeKind.TargetGroup => new($"Hvis {name} også kendte {what.Danish}", $"If {name} also knew {what.English}"),
        CodeKind.Activity => new($"Hvis {name} også arbejdede med {what.Danish}", $"If {name} also worked with {what.English}"),
        CodeKind.Language => new($"Hvis {name} også talte {what.Danish}", $"If {name} also spoke {what.English}"),
        CodeKind.Resource => new($"Hvis {name} også havde {what.Danish}", $"If {name} also had {what.English}"),
        CodeKind.Competence or CodeKind.OrganisationForm or CodeKind.Topic =>
            new($"Hvis {name} også kunne hjælpe med {what.Danish}", $"If {name} could also help with {what.English}"),
    };
}
