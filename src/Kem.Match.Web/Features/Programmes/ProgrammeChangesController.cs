using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>What happens to a programme on its way: a round gets other days, a task is done, the programme stops.</summary>
public sealed class ProgrammeChangesController(KemDb db, ProgrammeChoices choices, ProgrammeOutline outline, TimeProvider clock) : Controller
{
    [HttpGet("forloeb/{id:guid}/aftale")]
    public async Task<IActionResult> Rest(Guid id, CancellationToken cancellationToken) =>
        await RunningAsync(id, cancellationToken) is { } programme
            ? View(new RestPage(programme, new RestForm { Agreement = programme.AgreementId }, await AgreementsAsync(programme, cancellationToken)))
            : NotFound();

    [HttpPost("forloeb/{id:guid}/aftale")]
    public async Task<IActionResult> Rest(Guid id, [Bind(Prefix = "Form")] RestForm form, CancellationToken cancellationToken)
    {
        var programme = await RunningAsync(id, cancellationToken);
        if (programme is null) return NotFound();

        var agreements = await AgreementsAsync(programme, cancellationToken);
        if (form.Agreement is { } chosen && agreements.All(agreement => agreement.Id != chosen)) ModelState.AddModelError("Form.Agreement", "Aftalen er ikke i kraft mere. Vælg en anden.");
        if (!ModelState.IsValid) return View(new RestPage(programme, form, agreements));

        programme.RestOn(form.Agreement!.Value, clock.GetUtcNow());
        (await db.Agreements.SingleAsync(a => a.Id == form.Agreement, cancellationToken)).MeetBy(CapacityProgramme.Agenda);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Gemt.", "Aftalens møder får KEM's dagsorden.");
        return Redirect($"/forloeb/{id}");
    }

    [HttpGet("forloeb/{id:guid}/runder/{number}")]
    public async Task<IActionResult> Move(Guid id, int number, CancellationToken cancellationToken) =>
        await RunningAsync(id, cancellationToken) is { } programme && RoundOf(programme, number) is { } round
            ? View(new MoveRoundPage(programme, round, MoveRoundForm.Of(round), round.HasOpenedBy(clock.Today())))
            : NotFound();

    [HttpPost("forloeb/{id:guid}/runder/{number}")]
    public async Task<IActionResult> Move(Guid id, int number, [Bind(Prefix = "Form")] MoveRoundForm form, CancellationToken cancellationToken)
    {
        var programme = await RunningAsync(id, cancellationToken);
        if (programme is null || RoundOf(programme, number) is not { } round) return NotFound();

        foreach (var (field, problem) in form.Problems(programme, round, clock.Today()))
        {
            ModelState.AddModelError($"Form.{field}", problem);
        }

        if (!ModelState.IsValid) return View(new MoveRoundPage(programme, round, form, round.HasOpenedBy(clock.Today())));

        programme.MoveRound(round.Which, form.FirstDay(round, clock.Today())!.Value, form.ClosesOn!.Value, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Gemt.", $"Runde {number} er åben fra {DanishText.Date(round.OpensOn)} til {DanishText.Date(round.ClosesOn)}.");
        return Redirect($"/forloeb/{id}");
    }

    [HttpGet("forloeb/{id:guid}/opgaver/{code}")]
    public async Task<IActionResult> Tick(Guid id, string code, CancellationToken cancellationToken) =>
        await RunningAsync(id, cancellationToken) is { } programme && outline.Find(code) is { } item
            ? View(new TickPage(programme, item, new TickForm { On = programme.DoneOn(code) ?? clock.Today() }))
            : NotFound();

    [HttpPost("forloeb/{id:guid}/opgaver/{code}")]
    public async Task<IActionResult> Tick(Guid id, string code, [Bind(Prefix = "Form")] TickForm form, CancellationToken cancellationToken)
    {
        var programme = await RunningAsync(id, cancellationToken);
        if (programme is null || outline.Find(code) is not { } item) return NotFound();

        if (form.On > clock.Today()) ModelState.AddModelError("Form.On", "Vælg en dag til og med i dag. Det, der ikke er sket, kan ikke være i orden.");
        if (!ModelState.IsValid) return View(new TickPage(programme, item, form));

        programme.Tick(code, form.On, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/forloeb/{id}#{code}");
    }

    [HttpPost("forloeb/{id:guid}/opgaver/{code}/fortryd")]
    public async Task<IActionResult> Untick(Guid id, string code, CancellationToken cancellationToken)
    {
        var programme = await RunningAsync(id, cancellationToken);
        if (programme is null || outline.Find(code) is null) return NotFound();

        programme.Tick(code, null, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/forloeb/{id}#{code}");
    }

    [HttpGet("forloeb/{id:guid}/stop")]
    public async Task<IActionResult> Stop(Guid id, CancellationToken cancellationToken) =>
        await RunningAsync(id, cancellationToken) is { } programme ? View(new StopProgrammePage(programme, new StopProgrammeForm())) : NotFound();

    [HttpPost("forloeb/{id:guid}/stop")]
    public async Task<IActionResult> Stop(Guid id, [Bind(Prefix = "Form")] StopProgrammeForm form, CancellationToken cancellationToken)
    {
        var programme = await RunningAsync(id, cancellationToken);
        if (programme is null) return NotFound();
        if (!ModelState.IsValid) return View(new StopProgrammePage(programme, form));

        programme.Stop(form.Reason!.Trim(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Forløbet er stoppet.", "Der bliver ikke sendt flere mails om det. Foreningerne kan stadig se deres egne resultater.");
        return Redirect($"/forloeb/{id}");
    }

    private Task<IReadOnlyList<(Guid Id, string Title)>> AgreementsAsync(CapacityProgramme programme, CancellationToken cancellationToken) =>
        choices.AgreementsAsync(Viewer.From(User), programme.MunicipalityCode, cancellationToken);

    private static ProgrammeRound? RoundOf(CapacityProgramme programme, int number) => programme.Rounds.FirstOrDefault(round => round.Number == number);

    private Task<CapacityProgramme?> RunningAsync(Guid id, CancellationToken cancellationToken) =>
        db.Programmes.VisibleTo(User).Whole().SingleOrDefaultAsync(p => p.Id == id && p.StoppedAt == null, cancellationToken);
}
