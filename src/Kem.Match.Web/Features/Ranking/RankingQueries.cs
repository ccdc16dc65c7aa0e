using Kem.Match.Web.Domain.Ranking;

namespace Kem.Match.Web.Features.Ranking;

internal static class RankingQueries
{
    /// <summary>Everything about the trainings but the files, which are large.</summary>
    public static IQueryable<TrainedModel> Listed(this IQueryable<TrainingRun> runs) => runs.Select(r => new TrainedModel(
        r.Id, r.StartedAt, r.State, r.Answers, r.Window, r.Trial, r.Figures, r.CurrentFigures, r.Reason, r.FileHash != ""));
}
