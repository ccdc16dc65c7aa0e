using System.Globalization;
using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Feedback;

/// <summary>A decision, and the model it is about; null when nothing was trained.</summary>
public sealed record Promotion(PromotionDecision Decision, IRankingModel? Candidate);

/// <summary>
/// Trains on what is known and lets the new model take over only when it proves better. The proof is forward in time
/// (rolling origin, Tashman 2000): the latest lists are cut into stretches, each ranked by a model that was trained on
/// what came before it, needs seen in both left out of the training. The candidate that is handed back is trained in
/// the same way on everything. What it learned must agree with what it had not seen, beyond chance; its order must be another
/// on NDCG@5 or MRR, and on neither worse beyond chance; and it must be no less fair.
/// </summary>
public sealed class PromotionGate(IRankingTrainer trainer, PromotionRules rules)
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    public PromotionGate(IRankingTrainer trainer)
        : this(trainer, new PromotionRules())
    {
    }

    /// <param name="judged">What <see cref="FeedbackLog.Judge"/> made, oldest first. Lists that tell no order are passed over.</param>
    /// <param name="current">The model in use.</param>
    public Promotion Decide(IReadOnlyList<JudgedList> judged, IRankingModel current)
    {
        JudgedList[] lists = [.. judged.Where(l => l.TellsOrder)];
        var training = lists.Length == 0 ? null : WindowOf(lists);
        var heldOut = lists.Skip(FirstHeldOut(lists)).ToArray();
        if (training is null || training.Outcomes < rules.LeastOutcomes || Requests(heldOut) < rules.LeastHeldOut)
        {
            return new Promotion(new PromotionDecision(Verdict.TooLittle, TooLittle(training, Requests(heldOut)), training, null), null);
        }

        var figures = Compare(lists, heldOut, current, Examination.Estimate(judged, current));
        var verdict = VerdictOn(figures);
        var candidate = trainer.Train(FeedbackLog.Judgments(lists));
        return new Promotion(new PromotionDecision(verdict, Reason(verdict, figures), training, figures), candidate);
    }

    private PromotionFigures Compare(JudgedList[] lists, JudgedList[] heldOut, IRankingModel current, Examination examination)
    {
        var (before, after, foresight) = (new HeldOutScore(examination), new HeldOutScore(examination), new ForesightTest());
        var first = lists.Length - heldOut.Length;
        for (var stretch = 0; stretch < rules.Stretches; stretch++)
        {
            var from = first + (heldOut.Length * stretch / rules.Stretches);
            var to = first + (heldOut.Length * (stretch + 1) / rules.Stretches);
            var tried = lists.Skip(from).Take(to - from).ToArray();
            var triedRequests = tried.Select(l => l.RequestId).ToHashSet(StringComparer.Ordinal);
            var past = lists.Take(from).Where(l => !triedRequests.Contains(l.RequestId));
            var candidate = trainer.Train(FeedbackLog.Judgments(past));
            foreach (var list in tried)
            {
                var (now, then) = (list.ScoresBy(current), list.ScoresBy(candidate));
                before.Add(list, now);
                after.Add(list, then);
                foresight.Add(list, now, then);
            }
        }

        return new PromotionFigures(
            WindowOf(heldOut),
            before.Figures,
            after.Figures,
            foresight.Result(rules.Seed),
            Difference(s => s.Ndcg),
            Difference(s => s.ReciprocalRank));

        Difference Difference(Func<HeldOutScore.ListScore, double> figure) =>
            PairedTest.Of([.. after.ByRequest(figure).Zip(before.ByRequest(figure), (mine, theirs) => mine - theirs)], rules.Seed);
    }

    private Verdict VerdictOn(PromotionFigures figures)
    {
        var ordersAlike = figures.Ndcg5.Mean == 0 && figures.Mrr.Mean == 0;
        var ordersWorse = figures.Ndcg5.High < 0 || figures.Mrr.High < 0;
        if (figures.Foresight.PValue > rules.MostPValue || ordersAlike || ordersWorse) return Verdict.NotBetter;

        return figures.Candidate.ExposureGini > figures.Current.ExposureGini + rules.GiniTolerance ? Verdict.LessFair : Verdict.Promoted;
    }

    private int FirstHeldOut(JudgedList[] lists) => (int)(lists.Length * rules.FirstShare);

    private static int Requests(IEnumerable<JudgedList> lists) => lists.Select(l => l.RequestId).Distinct(StringComparer.Ordinal).Count();

    private static FeedbackWindow WindowOf(JudgedList[] lists) => new(
        lists[0].Day,
        lists[^1].Day,
        Requests(lists),
        lists.Length,
        lists.Sum(l => l.Partners.Count(p => p.IsTouched)));

    private Wording TooLittle(FeedbackWindow? training, int heldOut) => new(
        string.Create(Danish, $"Der er for lidt at lære af: {training?.Outcomes ?? 0} udfald og {heldOut} behov at prøve på. Der skal være mindst {rules.LeastOutcomes} og {rules.LeastHeldOut}."),
        string.Create(CultureInfo.InvariantCulture, $"There is too little to learn from: {training?.Outcomes ?? 0} outcomes and {heldOut} needs to try on. At least {rules.LeastOutcomes} and {rules.LeastHeldOut} are needed."));

    private static Wording Reason(Verdict verdict, PromotionFigures f)
    {
        var danish = string.Create(Danish, $"Det, den har lært, og det, der skete for {f.HeldOut.Requests} behov, som den ikke havde set, hænger sammen med r = {f.Foresight.Correlation:F2} (p = {f.Foresight.PValue:F3}). NDCG@5 gik fra {f.Current.Ndcg5:F3} til {f.Candidate.Ndcg5:F3} og MRR fra {f.Current.Mrr:F3} til {f.Candidate.Mrr:F3}. Skævheden i, hvem der bliver set, gik fra {f.Current.ExposureGini:F2} til {f.Candidate.ExposureGini:F2}.");
        var english = string.Create(CultureInfo.InvariantCulture, $"What it learned and what happened to {f.HeldOut.Requests} needs that it had not seen correlate with r = {f.Foresight.Correlation:F2} (p = {f.Foresight.PValue:F3}). NDCG@5 went from {f.Current.Ndcg5:F3} to {f.Candidate.Ndcg5:F3} and MRR from {f.Current.Mrr:F3} to {f.Candidate.Mrr:F3}. Inequality of who is seen went from {f.Current.ExposureGini:F2} to {f.Candidate.ExposureGini:F2}.");
        return verdict switch
        {
            Verdict.Promoted => new($"Den nye model er bedre og er taget i brug. {danish}", $"The new model is better and is in use. {english}"),
            Verdict.LessFair => new($"Den nye model er bedre, men viser de samme partnere for tit. {danish}", $"The new model is better, but shows the same partners too often. {english}"),
            _ => new($"Den nye model er ikke sikkert bedre, så den gamle bliver. {danish}", $"The new model is not surely better, so the old one stays. {english}"),
        };
    }
}
