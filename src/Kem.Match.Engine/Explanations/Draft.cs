using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Explanations;

/// <summary>The explanation of one partner while it is asked what its facts are worth.</summary>
internal sealed class Draft
{
    private const int MostImprovements = 2;
    private const int MostTried = 4;

    /// <summary>A rise below this would change nobody's mind.</summary>
    private const double LeastRise = 1;

    private readonly Counterfactual counterfactual;
    private readonly int rank;
    private readonly float[] row;
    private readonly double score;
    private readonly Contribution[] contributions;
    private readonly IReadOnlyList<Wording> unknowns;
    private readonly Reasons toAsker;
    private readonly Reasons toPartner;
    private readonly Dictionary<Fact, int> deletions = [];
    private readonly List<(Wording Text, int Question)> improvements = [];

    /// <summary>Asks about the first sentences and about what would raise the score.</summary>
    /// <param name="fit">Held against the candidate.</param>
    /// <param name="rank">1 is best.</param>
    /// <param name="row">One value per signal.</param>
    /// <param name="score">What the model gives the row.</param>
    /// <param name="points">What each signal added to it.</param>
    public Draft(Fit fit, Counterfactual counterfactual, Candidate candidate, int rank, float[] row, double score, double[] points)
    {
        (this.counterfactual, this.rank, this.row, this.score) = (counterfactual, rank, row, score);
        Candidate = candidate;

        int[] order = [.. Enumerable.Range(0, row.Length)];
        Array.Sort(order, (a, b) => points[a] != points[b] ? points[b].CompareTo(points[a]) : a.CompareTo(b));
        contributions = [.. order.Where(i => points[i] != 0).Select(i => ContributionOf(SignalTable.All[i], fit, row[i], points[i]))];
        unknowns = Unknowns.Of(fit);

        var lenses = SpeakingLens.Of(order, row, points);
        toAsker = new Reasons(lenses, signal => signal.ToAsker(fit));
        toPartner = new Reasons(lenses, signal => signal.ToPartner(fit));
        AskForMore();
        AskWhatWouldRaiseIt(fit);
    }

    public Candidate Candidate { get; }

    /// <summary>Asks about further sentences; the fit that it was made with is held against the candidate.</summary>
    public void AskForMore()
    {
        toAsker.AskForMore(QuestionWithout);
        toPartner.AskForMore(QuestionWithout);
    }

    /// <summary>Takes the answers to what has been asked.</summary>
    /// <returns>False when there must be asked for more.</returns>
    public bool Settle()
    {
        toAsker.Settle(LostIn);
        toPartner.Settle(LostIn);
        return toAsker.AreWhole && toPartner.AreWhole;
    }

    public Suggestion Finished(Func<double, FitBand> bandOf)
    {
        var rises = improvements.ConvertAll(tried => (tried.Text, Score: counterfactual.ScoreOf(tried.Question)));
        return new Suggestion(
            Candidate.Partner.Profile.Id,
            rank,
            score,
            bandOf(score),
            contributions,
            toAsker.InOrder,
            toPartner.InOrder,
            unknowns,
            [
                .. rises.Where(rise => rise.Score - score >= LeastRise)
                    .Select(rise => new Improvement(rise.Text, rise.Score - score, bandOf(rise.Score)))
                    .OrderByDescending(rise => rise.Points)
                    .Take(MostImprovements),
            ])
        {
            Signals = row,
        };
    }

    private static Contribution ContributionOf(Signal signal, Fit fit, double value, double points) =>
        new(signal.Code, signal.Lens, signal.Label, signal.Fact(fit, value), points);

    /// <summary>Both sides may name the same fact; it is asked about once.</summary>
    private int QuestionWithout(Fact fact)
    {
        if (!deletions.TryGetValue(fact, out var question)) deletions[fact] = question = counterfactual.AskWithout(fact, Candidate.Partner.Profile);
        return question;
    }

    private double LostIn(int question) => score - counterfactual.ScoreOf(question);

    private void AskWhatWouldRaiseIt(Fit fit)
    {
        foreach (var missing in Missing(fit))
        {
            improvements.Add((Condition(missing.Kind, fit.Name, missing.InSentence), counterfactual.Ask(ProfileEdits.With(fit.Profile, missing))));
        }

        if (fit.Profile.MonthsSinceConfirmed is not 0)
        {
            improvements.Add((
                new($"Hvis {fit.Name} selv bekræftede sin profil", $"If {fit.Name} confirmed its own profile"),
                counterfactual.Ask(fit.Profile with { MonthsSinceConfirmed = 0 })));
        }
    }

    /// <summary>What is asked for and not stated by the partner, most telling first.</summary>
    private static IEnumerable<VocabularyEntry> Missing(Fit fit) =>
        Fit.WantedKinds
            .SelectMany(kind => fit.Need.Wanted(kind).ToArray())
            .Where(wanted => wanted.IsStated && !fit.Partner.States(wanted.Code))
            .OrderByDescending(wanted => wanted.Weight)
            .Take(MostTried)
            .Select(wanted => fit.Vocabulary.Entries[wanted.Code]);

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
