using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Explanations;

/// <summary>
/// Scores a partner as if its profile said something else, for the same request and with the counts of the catalogue
/// (how rare a word or a code is) as they are.
/// </summary>
internal sealed class Counterfactual(Need need, Sought sought, PartnerIndex index, ProfileReading reading, IRankingModel model)
{
    private readonly Fit fit = new(need, index);

    public double Score(PartnerProfile profile)
    {
        var read = reading.Read(profile);
        var (words, wordsInName) = sought.WordsOf(read);
        Span<float> row = stackalloc float[SignalTable.All.Count];
        Span<double> score = stackalloc double[1];
        SignalTable.Compute(fit.With(read.OutsideTheIndex(), words, wordsInName), row);
        model.Score(row, score);
        return score[0];
    }

    /// <summary>How much the score falls when a fact is deleted.</summary>
    public double PointsOf(Fact fact, PartnerProfile profile, double score) => 
        score - Score(ProfileEdits.Without(profile, fact, index.Data, reading));
}
