using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Administration;

/// <summary>The addresses that the municipality does not write to, why, and since when.</summary>
public sealed class MailStopsController(KemDb db, MailStops stops, TimeProvider clock) : Controller
{
    private const string Address = "/administration/mailstop";
    private const int MostLifted = 50;

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        MaySee ? View("MailStops", await PageAsync(new MailStopForm(), cancellationToken)) : NotFound();

    [HttpPost(Address)]
    public async Task<IActionResult> Create([Bind(Prefix = nameof(MailStopsPage.Form))] MailStopForm form, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        if (!MaySee) return NotFound();
        if (!ModelState.IsValid) return View("MailStops", await PageAsync(form, cancellationToken));

        await stops.StopAsync(viewer.MunicipalityCode, form.Address, form.Scope, MailStopCause.Coordinator, form.Why, viewer.Name, cancellationToken);

        TempData.LeaveReceipt("Adressen er på listen.", "Det, der venter til den, bliver holdt tilbage.");
        return Redirect(Address);
    }

    [HttpPost(Address + "/{id:guid}/ophaev")]
    public async Task<IActionResult> Lift(Guid id, LiftStopForm form, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { IsInForce: true } stop) return NotFound();

        if (!ModelState.IsValid)
        {
            var page = await PageAsync(new MailStopForm(), cancellationToken);
            return View("MailStops", page with { Lifting = (id, form) });
        }

        stop.Lift(MailText.OneLine(form.Why), Viewer.From(User).Name, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Vi skriver til adressen igen.", stop.Address);
        return Redirect(Address);
    }

    [HttpPost(Address + "/{id:guid}/ordnet")]
    public async Task<IActionResult> MarkHandled(Guid id, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } stop) return NotFound();

        stop.MarkHandled(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Det er ordnet.", "Der skrives stadig ikke til adressen.");
        return Redirect(Address);
    }

    private bool MaySee => Viewer.From(User) is { IsCoordinator: true } or { IsAdministrator: true };

    private Task<MailStop?> OwnAsync(Guid id, CancellationToken cancellationToken) =>
        db.MailStops.VisibleTo(User).SingleOrDefaultAsync(s => s.Id == id, cancellationToken);

    private async Task<MailStopsPage> PageAsync(MailStopForm form, CancellationToken cancellationToken)
    {
        var all = db.MailStops.VisibleTo(User).AsNoTracking();

        return new MailStopsPage
        {
            Form = form,
            InForce = await all.Where(s => s.LiftedAt == null).OrderByDescending(s => s.At).ToListAsync(cancellationToken),
            Lifted = await all.Where(s => s.LiftedAt != null).OrderByDescending(s => s.LiftedAt).Take(MostLifted).ToListAsync(cancellationToken),
        };
    }
}
