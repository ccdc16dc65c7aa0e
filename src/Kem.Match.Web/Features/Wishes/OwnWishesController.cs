using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>Which mails somebody with an account wants, when and how.</summary>
public sealed class OwnWishesController(KemDb db, WishChanges wishes, MailLines lines, TimeProvider clock) : Controller
{
    private const string Address = "/mig/mails";

    [HttpGet(Address)]
    public async Task<IActionResult> Edit(CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        var settings = await wishes.ReadAsync(viewer.MunicipalityCode, viewer.Email, cancellationToken);
        return await PageAsync(WishForm.Of(settings, lines, clock.Today()), cancellationToken);
    }

    [HttpPost(Address)]
    public async Task<IActionResult> Update([Bind(Prefix = nameof(WishPage.Form))] WishForm form, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);

        ModelState.Refuse(form, lines, clock.Today(), await wishes.HasPhoneAsync(viewer.MunicipalityCode, viewer.Email, cancellationToken));
        if (!ModelState.IsValid) return await PageAsync(form, cancellationToken);

        await wishes.SaveAsync(viewer.MunicipalityCode, viewer.Email, form.ToSettings(lines), cancellationToken);

        TempData.LeaveReceipt("Dine valg er gemt.", "De gælder fra nu af, også for det, der venter.", $"{Address}/fortryd");
        return Redirect(Address);
    }

    [HttpPost(Address + "/fortryd")]
    public async Task<IActionResult> Undo(CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);

        if (await wishes.UndoAsync(viewer.MunicipalityCode, viewer.Email, cancellationToken))
        {
            TempData.LeaveReceipt("Dine valg er, som de var før.");
        }

        return Redirect(Address);
    }

    /// <summary>A mail to whoever asks, and to nobody else.</summary>
    [HttpPost(Address + "/proeve")]
    public async Task<IActionResult> Test(CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);

        db.Outbox.Add(OutgoingMail.From(new TestLetter(Recipient.Create(viewer.Name, viewer.Email), viewer.MunicipalityCode), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"Prøven er på vej til {viewer.Email}.", "Kommer den ikke, så se efter i uønsket post.");
        return Redirect(Address);
    }

    private async Task<IActionResult> PageAsync(WishForm form, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        var municipality = await db.Municipalities.AsNoTracking().SingleOrDefaultAsync(m => m.Code == viewer.MunicipalityCode, cancellationToken);
        if (municipality is null) return NotFound();

        return View("Own", new WishPage
        {
            Form = form,
            Lines = lines,
            Municipality = municipality,
            Address = viewer.Email,
            PostTo = Address,
            HasPhone = await wishes.HasPhoneAsync(municipality.Code, viewer.Email, cancellationToken),
        });
    }
}
