using Kem.Match.Engine.Feedback;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>
/// Every night: learns from what people chose, tries the new model on what it has not seen, and lets it take over only when
/// it is better. One run has one key, so two servers that begin at once train once; a night without news trains nothing.
/// </summary>
public sealed class RankingTraining(
    KemDb db, TrainingHistory history, CurrentRanking ranking, ILearnedModels learned, TimeProvider clock, ILogger<RankingTraining> logger) : IRoutine
{
    /// <summary>Runs that are kept besides those whose model was in use.</summary>
    private const int RunsKept = 60;

    private const string BrokeOff = "Træningen gik i stå. Den model, der er i brug, er ikke rørt. Fejlen står i programmets log.";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ForgetAsync(cancellationToken);

        var lists = await history.ReadAsync(cancellationToken);
        if (await IsNewsAsync(lists, cancellationToken))
        {
            await TrainAsync(NightKey, lists, cancellationToken);
        }
    }

    /// <summary>Trains now, because somebody asked for it.</summary>
    /// <returns>How it ended; null when a training is under way already.</returns>
    public async Task<TrainingRun?> TrainNowAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var running = await db.TrainingRuns.AsNoTracking().Where(r => r.State == TrainingState.Running).ToListAsync(cancellationToken);
        if (running.Exists(run => !run.WasCutOffBy(now))) return null;

        return await TrainAsync($"{DanishTime.Local(now):yyyy-MM-dd HH.mm}", await history.ReadAsync(cancellationToken), cancellationToken);
    }

    private string NightKey => $"{clock.Today():yyyy-MM-dd}";

    private async Task<TrainingRun?> TrainAsync(string key, IReadOnlyList<JudgedList> lists, CancellationToken cancellationToken)
    {
        if (await ClaimAsync(key, cancellationToken) is not { } run) return null;

        try
        {
            var current = await ranking.LookAgainAsync(cancellationToken);
            var gate = new PromotionGate(learned.Trainer);
            var outcome = await Task.Run(() => gate.Decide(lists, current.Model), cancellationToken);
            Conclude(run, lists, outcome);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "Training {Key} broke off.", key);
            run.End(TrainingState.Failed, BrokeOff, clock.GetUtcNow());
        }

        // The model and its taking over are saved together, so that no server can look for one without the other.
        await db.SaveChangesAsync(cancellationToken);
        await ranking.LookAgainAsync(cancellationToken);
        return run;
    }

    /// <summary>The run under this key, ours alone; null when it is somebody else's, or done.</summary>
    private async Task<TrainingRun?> ClaimAsync(string key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var run = await db.TrainingRuns.SingleOrDefaultAsync(r => r.Key == key, cancellationToken);

        if (run is null)
        {
            run = new TrainingRun(key, now);
            db.TrainingRuns.Add(run);
        }
        else if (run.WasCutOffBy(now))
        {
            run.StartOver(now);
        }
        else
        {
            return null;
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return run;
        }
        catch (DbUpdateException)
        {
            // Another server was first.
            db.Entry(run).State = EntityState.Detached;
            return null;
        }
    }

    private void Conclude(TrainingRun run, IReadOnlyList<JudgedList> lists, Promotion outcome)
    {
        var (decision, now) = (outcome.Decision, clock.GetUtcNow());
        var window = WindowOf(decision.Training);
        var figures = FiguresOf(decision.Figures?.Candidate);
        var file = outcome.Candidate is { } model ? learned.Write(model, lists, figures) : [];

        run.Learned(window?.Answers ?? 0, window, file, file.Length == 0 ? "" : RankingModels.HashOf(file));

        if (decision.Figures is { } tried)
        {
            run.Tried(WindowOf(tried.HeldOut)!, figures!, FiguresOf(tried.Current)!);
        }

        if (decision.IsPromoted)
        {
            db.ModelsInUse.Add(new ModelInUse(run.Id, ModelChange.Promoted, now));
        }

        run.End(StateOf(decision.Verdict), decision.Reason.Danish, now);
    }

    /// <summary>
    /// Is there more to go by than at the last run? While there is too little to learn from, any news is enough; after that a
    /// try is made when there is a good deal more, because every try is a chance to be wrong.
    /// </summary>
    private async Task<bool> IsNewsAsync(IReadOnlyList<JudgedList> lists, CancellationToken cancellationToken)
    {
        var last = await db.TrainingRuns.AsNoTracking().Where(r => r.State != TrainingState.Failed)
            .OrderByDescending(r => r.StartedAt).Select(r => new { r.State, r.Answers, Lists = r.Window == null ? 0 : r.Window.Lists })
            .FirstOrDefaultAsync(cancellationToken);
        var answers = lists.Sum(list => list.Partners.Count(partner => partner.IsTouched));

        return last switch
        {
            null or { State: TrainingState.Running } => true,
            { State: TrainingState.TooFew } => (last.Answers, last.Lists) != (answers, lists.Count),
            _ => new PromotionRules().IsTimeToTry(answers, last.Answers),
        };
    }

    /// <summary>What is too old to say anything about today goes, and models that nobody ever used make room.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var oldest = clock.Today().AddMonths(-Domain.Ranking.ShownList.MonthsKept);
        await db.ShownLists.Where(list => list.Day < oldest).ExecuteDeleteAsync(cancellationToken);
        await db.ComparedPartners.Where(compared => compared.Day < oldest).ExecuteDeleteAsync(cancellationToken);

        // By age, never by not being on a list: a run that another server has begun meanwhile must stay.
        var kept = await db.TrainingRuns.OrderByDescending(r => r.StartedAt).Select(r => r.StartedAt).Take(RunsKept).ToListAsync(cancellationToken);
        if (kept.Count < RunsKept) return;

        var first = kept[^1];
        await db.TrainingRuns.Where(r => r.StartedAt < first && !db.ModelsInUse.Any(m => m.RunId == r.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private static TrainingState StateOf(Verdict verdict) => verdict switch
    {
        Verdict.Promoted => TrainingState.Promoted,
        Verdict.NotBetter or Verdict.LessFair => TrainingState.Rejected,
        Verdict.TooLittle => TrainingState.TooFew,
    };

    private static TrainingWindow? WindowOf(FeedbackWindow? window) =>
        window is null ? null : new(window.From, window.To, window.Requests, window.Lists, window.Outcomes);

    private static RankingFigures? FiguresOf(ModelFigures? figures) =>
        figures is null ? null : new(figures.Ndcg5, figures.Mrr, figures.ExposureGini);
}
