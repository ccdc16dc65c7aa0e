using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Explanations;

/// <summary>
/// Says why partners are suggested, to either side. A sentence is only said when deleting the fact it names would lower
/// the score, and it carries by how much.
/// </summary>
/// <param name="fit">Of the request; it is held against one partner after the other.</param>
internal sealed class Explanation(Fit fit, Sought sought, PartnerIndex index, IRankingModel model, Func<double, FitBand> bandOf)
{
    private readonly Counterfactual counterfactual = new(fit.Need, sought, index, fit.Reading, model);

    /// <summary>Explains them together, so that what is asked about all of them is scored at once.</summary>
    /// <param name="shown">Best first.</param>
    /// <param name="signals">One value per signal for each of them.</param>
    public List<Suggestion> Of(List<Candidate> shown, float[] signals)
    {
        var width = SignalTable.All.Count;
        var (scores, points) = (new double[shown.Count], new double[signals.Length]);
        model.Explain(signals, scores, points);

        var drafts = new List<Draft>(shown.Count);
        foreach (var candidate in shown)
        {
            var at = drafts.Count;
            var (row, contributions) = (signals[(at * width)..((at + 1) * width)], points[(at * width)..((at + 1) * width)]);
            drafts.Add(new Draft(HeldAgainst(candidate), counterfactual, candidate, at + 1, row, scores[at], contributions));
        }

        counterfactual.Answer();
        for (var open = drafts.FindAll(draft => !draft.Settle()); open.Count > 0; open = open.FindAll(draft => !draft.Settle()))
        {
            foreach (var draft in open)
            {
                HeldAgainst(draft.Candidate);
                draft.AskForMore();
            }

            counterfactual.Answer();
        }

        return drafts.ConvertAll(draft => draft.Finished(bandOf));
    }

    private Fit HeldAgainst(in Candidate candidate) => fit.With(candidate.Partner, candidate.Words, candidate.WordsInName);
}
