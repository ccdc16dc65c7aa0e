using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>Going back to a model that was made earlier, or to the hand-set ranking.</summary>
[Route("administration/rangering")]
public sealed class ModelChoicesController(KemDb db, CurrentRanking ranking, TimeProvider clock) : Controller
{
    [HttpGet("haandsat/brug"), HttpGet("{id:guid}/brug")]
    public async Task<IActionResult> New([FromRoute] Guid? id, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();

        var model = await FindAsync(id, cancellationToken);
        return id is not null && model is null ? NotFound() : View(new ModelChoicePage(model, AddressOf(id)));
    }

    [HttpPost("haandsat/brug"), HttpPost("{id:guid}/brug")]
    public async Task<IActionResult> Create([FromRoute] Guid? id, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();
        if (id is not null && await FindAsync(id, cancellationToken) is null) return NotFound();

        var before = await ranking.LookAgainAsync(cancellationToken);
        db.ModelsInUse.Add(new ModelInUse(id, ModelChange.Chosen, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        var now = await ranking.LookAgainAsync(cancellationToken);

        if (now.RunId == id)
        {
            TempData.LeaveReceipt(
                id is null ? "Den håndsatte rangering er i brug igen" : "Modellen er i brug igen",
                "Forslagene rangeres med den fra nu af. Andre servere følger med inden for et minut.", before.RunId == id ? null : AddressOf(before.RunId));
        }

        return RedirectToAction("Index", "Ranking");
    }

    private Task<TrainedModel?> FindAsync(Guid? id, CancellationToken cancellationToken) =>
        db.TrainingRuns.AsNoTracking().Where(r => r.Id == id && r.FileHash != "").Listed().SingleOrDefaultAsync(cancellationToken);

    private static string AddressOf(Guid? id) => $"/administration/rangering/{(id is { } run ? run.ToString() : "haandsat")}/brug";
}
