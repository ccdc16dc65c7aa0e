using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Suggestions;

[Route("behov/{needId:guid}")]
public sealed class SuggestionsController(KemDb db, SuggestionPages pages, TimeProvider clock) : Controller
{
    [HttpGet("forslag")]
    public async Task<IActionResult> Index(
        Guid needId, WhatIf whatIf, int vis = SuggestionPages.Shown, Guid[]? partner = null, CancellationToken cancellationToken = default)
    {
        var need = await FindAsync(needId, cancellationToken);
        if (need is null) return NotFound();

        var page = await pages.ListAsync(User, need, whatIf, vis, cancellationToken);
        page.Chosen = partner ?? [];
        return View(page);
    }

    [HttpPost("fravalg")]
    public async Task<IActionResult> Dismiss(Guid needId, DismissalForm form, CancellationToken cancellationToken)
    {
        var need = await FindAsync(needId, cancellationToken);
        var partner = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == form.PartnerId, cancellationToken);
        if (need is null || partner is null || !Viewer.From(User).IsCoordinator) return NotFound();

        need.Dismiss(partner.Id, DismissalReasons.All.ContainsKey(form.Reason ?? "") ? form.Reason! : "", clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"{partner.Name} er skjult for dette behov", "Andre behov er ikke berørt.", $"/behov/{needId}/fravalg/{partner.Id}/fortryd");
        return RedirectToAction(nameof(Index), new { needId });
    }

    [HttpPost("fravalg/{partnerId:guid}/fortryd")]
    public async Task<IActionResult> TakeBackDismissal(Guid needId, Guid partnerId, CancellationToken cancellationToken)
    {
        var need = await FindAsync(needId, cancellationToken);
        if (need is null || !Viewer.From(User).IsCoordinator) return NotFound();

        need.TakeBackDismissal(partnerId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return RedirectToAction(nameof(Index), new { needId });
    }

    /// <summary>Whether small and new associations are given room; remembered for the need.</summary>
    [HttpPost("raekkefoelge")]
    public async Task<IActionResult> ChooseOrder(Guid needId, bool kunMatch, CancellationToken cancellationToken)
    {
        var need = await FindAsync(needId, cancellationToken);
        if (need is null) return NotFound();

        need.RankByFitOnly(kunMatch);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt(
            kunMatch ? "Forslagene står nu kun efter, hvor godt de passer" : "Små og nye foreninger får nu også plads",
            "Vi husker det for dette behov. Andre behov er ikke berørt.");
        return RedirectToAction(nameof(Index), new { needId });
    }

    private Task<Need?> FindAsync(Guid needId, CancellationToken cancellationToken) =>
        db.Needs.VisibleTo(User).Include(n => n.Asker).SingleOrDefaultAsync(n => n.Id == needId, cancellationToken);
}

/// <summary>Why a suggested partner was put aside. Said by the coordinator alone, about the fit and never about the partner's opinions.</summary>
public static class DismissalReasons
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["NR_PURPOSE"] = "Passer ikke til behovet",
        ["NR_PLACE"] = "Ligger for langt væk",
        ["NR_BUSY"] = "Har nok at gøre lige nu",
        ["NR_KNOWN"] = "De kender allerede hinanden",
        ["NR_PROFILE"] = "Profilen er ikke rigtig",
    };
}

public sealed class DismissalForm
{
    public Guid PartnerId { get; init; }
    public string? Reason { get; init; }
}
