using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>"Brug i aftalen": the coordinator chooses, place by place, what of the talk goes into the draft.</summary>
public sealed class CarryOversController(KemDb db, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("forventninger/{id:guid}/aftale")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var (talk, agreement) = await FindAsync(id, cancellationToken);
        if (talk is null) return NotFound();
        if (agreement is null) return Redirect($"/forslag/{talk.ProposalId}/aftale");
        if (!agreement.IsDraft) return Redirect($"/aftaler/{agreement.Id}");

        var places = CarryPlaces.Of(talk, agreement, taxonomy);
        var form = new CarryForm { Version = VersionOf(agreement), Choices = places.ToDictionary(place => place.Key, string? (place) => place.Suggested) };
        return View("Carry", new CarryPage(talk, agreement, places, form));
    }

    [HttpPost("forventninger/{id:guid}/aftale")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = "Form")] CarryForm form, CancellationToken cancellationToken)
    {
        var (talk, agreement) = await FindAsync(id, cancellationToken);
        if (talk is null) return NotFound();
        if (agreement is not { IsDraft: true }) return RedirectToAction(nameof(New), new { id });

        var carried = CarryPlaces.Write(agreement, CarryPlaces.Of(talk, agreement, taxonomy), form.Choices, clock.GetUtcNow());
        db.Entry(agreement).Property<long>(KemDb.Version).OriginalValue = form.Version;
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"{DanishText.Capitalised(DanishText.Count(carried, "svar"))} er sat ind i aftalen.", "Læs dem igennem. Resten er, som det var.");
        return Redirect($"/aftaler/{agreement.Id}/ret");
    }

    private async Task<(ExpectationTalk? Talk, CooperationAgreement? Agreement)> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var talk = await db.ExpectationTalks.Whole(User).SingleOrDefaultAsync(t => t.Id == id, cancellationToken);

        return talk is null
            ? (null, null)
            : (talk, await db.Agreements.VisibleTo(User).Include(a => a.Parties).SingleOrDefaultAsync(a => a.ProposalId == talk.ProposalId, cancellationToken));
    }

    private long VersionOf(CooperationAgreement agreement) => db.Entry(agreement).Property<long>(KemDb.Version).CurrentValue;
}
