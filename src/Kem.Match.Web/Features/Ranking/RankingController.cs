using Kem.Match.Engine.Feedback;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>What the suggestions are ranked by, what was learned, and how good it was. For administrators.</summary>
[Route("administration/rangering")]
public sealed class RankingController(KemDb db, CurrentRanking ranking, TrainingHistory history) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();

        var inUse = await ranking.LookAgainAsync(cancellationToken);
        var runs = await db.TrainingRuns.AsNoTracking().OrderByDescending(r => r.StartedAt).Listed().ToListAsync(cancellationToken);
        var latest = await db.ModelsInUse.AsNoTracking().OrderByDescending(m => m.Since).FirstOrDefaultAsync(m => m.RunId == inUse.RunId, cancellationToken);
        var outcomes = await history.OutcomesAsync(cancellationToken);

        return View(new RankingPage
        {
            InUse = runs.Find(run => run.Id == inUse.RunId),
            Since = latest?.Since,
            PassedOver = ranking.PassedOver,
            Runs = runs,
            Outcomes = [.. Enum.GetValues<OutcomeKind>().Select(kind => (kind, outcomes.Count(o => o.Kind == kind)))],
            ShownLists = await db.ShownLists.CountAsync(cancellationToken),
            AnswersNeeded = new PromotionRules().LeastOutcomes,
        });
    }

    [HttpGet("{id:guid}/fil")]
    public async Task<IActionResult> Download(Guid id, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();

        var run = await db.TrainingRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.FileHash != "", cancellationToken);
        return run is null ? NotFound() : File(run.File, "application/json", $"kem-rangering-{DanishTime.DayOf(run.StartedAt):yyyy-MM-dd}.json");
    }

    /// <summary>Trains while the administrator waits; what takes longer goes on without them.</summary>
    [HttpPost("traening")]
    public async Task<IActionResult> Train([FromServices] TrainingOnDemand trainings, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();

        var (title, next) = await trainings.TrainAsync(cancellationToken) switch
        {
            { IsUnderWay: true } => ("Træningen er i gang", "Den fortsætter, selv om du lukker siden. Resultatet kommer til at stå her."),
            { State: TrainingState.Promoted } => ("Den nye model er taget i brug", "Forslagene rangeres med den fra nu af."),
            { State: TrainingState.Rejected } => ("Den nye model er gemt, men ikke taget i brug", "Den var ikke sikkert bedre. Forslagene rangeres som før."),
            { State: TrainingState.TooFew } => ("Der er endnu for få svar til at lære af", "Forslagene rangeres som før."),
            _ => ("Træningen gik i stå", "Forslagene rangeres som før. Fejlen står i programmets log."),
        };

        TempData.LeaveReceipt(title, next);
        return RedirectToAction(nameof(Index));
    }
}
