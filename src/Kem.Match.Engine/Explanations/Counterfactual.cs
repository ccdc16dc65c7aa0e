using System.Runtime.InteropServices;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Explanations;

/// <summary>
/// Scores partners as if their profiles said something else, for the same request and with the counts of the catalogue
/// (how rare a word or a code is) as they are. Many are asked about first and then scored at once, since the model is
/// then gone through once.
/// </summary>
internal sealed class Counterfactual(Need need, Sought sought, PartnerIndex index, ProfileReading reading, IRankingModel model)
{
    private readonly Fit fit = new(need, index);
    private readonly List<float> rows = [];
    private readonly List<double> scores = [];

    /// <summary>Asks what a profile would score.</summary>
    /// <returns>The number of the question, for <see cref="ScoreOf"/>.</returns>
    public int Ask(PartnerProfile profile)
    {
        var read = reading.Read(profile);
        var (words, wordsInName) = sought.WordsOf(read);
        var first = rows.Count;
        CollectionsMarshal.SetCount(rows, first + SignalTable.All.Count);
        SignalTable.Compute(fit.With(read.OutsideTheIndex(), words, wordsInName), CollectionsMarshal.AsSpan(rows)[first..]);
        return first / SignalTable.All.Count;
    }

    /// <summary>Asks what a profile would score with a fact deleted.</summary>
    public int AskWithout(Fact fact, PartnerProfile profile) => Ask(ProfileEdits.Without(profile, fact, index.Data, reading));

    /// <summary>Scores what has been asked since the last time.</summary>
    public void Answer()
    {
        var answered = scores.Count;
        CollectionsMarshal.SetCount(scores, rows.Count / SignalTable.All.Count);
        model.Score(CollectionsMarshal.AsSpan(rows)[(answered * SignalTable.All.Count)..], CollectionsMarshal.AsSpan(scores)[answered..]);
    }

    /// <summary>The answer to a question; known after <see cref="Answer"/>.</summary>
    public double ScoreOf(int question) => scores[question];
}
