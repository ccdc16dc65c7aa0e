using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>What came of a call that took the place of a reminder. The calls stand on the list of whom to call.</summary>
public sealed class PhoneRemindersController(KemDb db, TimeProvider clock) : Controller
{
    private const string List = "/forslag/opkald";

    [HttpPost(List + "/{id:guid}/ringet")]
    public async Task<IActionResult> Reached(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } call) return NotFound();

        if (call.IsOpen)
        {
            call.Reached(Viewer.From(User).Name, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        TempData.LeaveReceipt($"{call.Name} ved det nu.", call.About, $"{List}/{id}/fortryd");
        return Redirect(List);
    }

    [HttpPost(List + "/{id:guid}/igen")]
    public async Task<IActionResult> NobodyPickedUp(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } call) return NotFound();

        // A second click the same day changes nothing.
        if (call.IsDueOn(clock.Today()))
        {
            call.NobodyPickedUp(clock.Today());
            await db.SaveChangesAsync(cancellationToken);
        }

        TempData.LeaveReceipt($"Ring til {call.Name} igen i morgen.", "Så står det på I dag.", $"{List}/{id}/fortryd");
        return Redirect(List);
    }

    [HttpPost(List + "/{id:guid}/fortryd")]
    public async Task<IActionResult> Undo(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } call) return NotFound();

        call.Reopen(clock.Today());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"{call.Name} står på listen igen.");
        return Redirect(List);
    }

    private Task<PhoneReminder?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.PhoneReminders.VisibleTo(User).SingleOrDefaultAsync(call => call.Id == id, cancellationToken);
}
