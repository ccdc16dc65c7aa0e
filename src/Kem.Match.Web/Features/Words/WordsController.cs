using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Words;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Features.Suggestions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Words;

/// <summary>What the engine understands by a word, and how a coordinator puts it right.</summary>
public sealed class WordsController(KemDb db, WordPages pages, EngineInUse engine, TimeProvider clock) : Controller
{
    private const string Address = "/administration/ord";
    private const int LongestLookedUp = 500;
    private const double WholePercent = 100;

    [HttpGet(Address)]
    public async Task<IActionResult> Index(string? q, CancellationToken cancellationToken)
    {
        if (!MayCorrect) return NotFound();

        var lookedUp = (q ?? "").Trim();
        return View(await ShowAsync(lookedUp.Length > LongestLookedUp ? lookedUp[..LongestLookedUp] : lookedUp, null, cancellationToken));
    }

    [HttpPost(Address + "/rettelser")]
    public async Task<IActionResult> Create([Bind(Prefix = nameof(WordsPage.Form))] WordCorrectionForm form, CancellationToken cancellationToken)
    {
        if (!MayCorrect) return NotFound();

        var concept = form.IsSilent ? null : await pages.FindConceptAsync(form.Concept, cancellationToken);
        if (concept is null && !form.IsSilent) ModelState.AddModelError($"{nameof(WordsPage.Form)}.{nameof(form.Concept)}", "Vælg et begreb fra listen.");
        if (!ModelState.IsValid) return View("Index", await ShowAsync(form.LookedUp ?? form.Word, form, cancellationToken));

        var change = form.IsSilent ? WordChange.Silence : form.IsTakenAway ? WordChange.TakeAway : WordChange.Add;
        var correction = new WordCorrection(
            change, form.Word.Trim(), concept?.Code ?? "", change == WordChange.Add ? form.Strength / WholePercent : 0, Viewer.From(User).Name, clock.GetUtcNow());
        db.WordCorrections.Add(correction);
        await SaveAsync(cancellationToken);

        TempData.LeaveReceipt(
            WordText.Of(correction, concept?.Danish ?? ""), "Det gælder med det samme for alle, der bruger KEM Match her.", $"{Address}/rettelser/{correction.Id}/fortryd");
        return Redirect($"{Address}?q={Uri.EscapeDataString(form.LookedUp ?? form.Word)}");
    }

    [HttpPost(Address + "/rettelser/{id:guid}/fortryd")]
    public async Task<IActionResult> Undo(Guid id, CancellationToken cancellationToken)
    {
        if (!MayCorrect) return NotFound();

        var correction = await db.WordCorrections.SingleOrDefaultAsync(c => c.Id == id && c.UndoneAt == null, cancellationToken);
        if (correction is null) return NotFound();

        correction.Undo(Viewer.From(User).Name, clock.GetUtcNow());
        await SaveAsync(cancellationToken);

        TempData.LeaveReceipt("Rettelsen er fortrudt.", $"»{correction.Word}« bliver forstået som før.");
        return Redirect($"{Address}?q={Uri.EscapeDataString(correction.Word)}");
    }

    [HttpGet(Address + "/rettelser.json")]
    public async Task<IActionResult> Export(CancellationToken cancellationToken)
    {
        if (!MayCorrect) return NotFound();

        var corrections = await db.WordCorrections.AsNoTracking().Where(c => c.UndoneAt == null).ToListAsync(cancellationToken);
        var vocabulary = (await engine.GetAsync(cancellationToken)).Vocabulary;
        return File(CorrectionsFile.Of(corrections, vocabulary), "application/json", CorrectionsFile.Name);
    }

    private bool MayCorrect => Viewer.From(User) is { IsCoordinator: true } or { IsAdministrator: true };

    private Task<WordsPage> ShowAsync(string lookedUp, WordCorrectionForm? form, CancellationToken cancellationToken) =>
        pages.ShowAsync(lookedUp, Viewer.From(User).MunicipalityCode, form, cancellationToken);

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await engine.LookAgainAsync(cancellationToken);
    }
}
