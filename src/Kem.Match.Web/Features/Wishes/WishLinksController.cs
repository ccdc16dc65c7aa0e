using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>The same choices from the link in a mail, without an account. The link is the proof; opening it changes nothing.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class WishLinksController(KemDb db, MailLinks links, WishChanges wishes, MailLines lines, TimeProvider clock) : Controller
{
    [HttpGet("v/{token}")]
    public async Task<IActionResult> Edit(string token, CancellationToken cancellationToken)
    {
        if (await MailAsync(token, cancellationToken) is not { } mail) return this.LinkGone();

        var settings = await wishes.ReadAsync(mail.MunicipalityCode!, mail.ToAddress, cancellationToken);
        return await PageAsync(mail, token, WishForm.Of(settings, lines, clock.Today()), cancellationToken);
    }

    [HttpPost("v/{token}")]
    public async Task<IActionResult> Update(string token, [Bind(Prefix = nameof(WishPage.Form))] WishForm form, CancellationToken cancellationToken)
    {
        if (await MailAsync(token, cancellationToken) is not { } mail) return this.LinkGone();

        ModelState.Refuse(form, lines, clock.Today(), await wishes.HasPhoneAsync(mail.MunicipalityCode!, mail.ToAddress, cancellationToken));
        if (!ModelState.IsValid) return await PageAsync(mail, token, form, cancellationToken);

        await wishes.SaveAsync(mail.MunicipalityCode!, mail.ToAddress, form.ToSettings(lines), cancellationToken);

        TempData.LeaveReceipt("Dine valg er gemt.", "De gælder fra nu af, også for det, der venter.", $"/v/{token}/fortryd");
        return Redirect($"/v/{token}");
    }

    [HttpPost("v/{token}/fortryd")]
    public async Task<IActionResult> Undo(string token, CancellationToken cancellationToken)
    {
        if (await MailAsync(token, cancellationToken) is not { } mail) return this.LinkGone();

        if (await wishes.UndoAsync(mail.MunicipalityCode!, mail.ToAddress, cancellationToken))
        {
            TempData.LeaveReceipt("Dine valg er, som de var før.");
        }

        return Redirect($"/v/{token}");
    }

    private async Task<OutgoingMail?> MailAsync(string token, CancellationToken cancellationToken) =>
        links.MailToChooseFrom(token) is { } id
            ? await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.MunicipalityCode != null && m.ReceiverErasedAt == null, cancellationToken)
            : null;

    private async Task<IActionResult> PageAsync(OutgoingMail mail, string token, WishForm form, CancellationToken cancellationToken) => View("ByLink", new WishPage
    {
        Form = form,
        Lines = lines,
        Municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == mail.MunicipalityCode, cancellationToken),
        Address = mail.ToAddress,
        PostTo = $"/v/{token}",
        HasPhone = await wishes.HasPhoneAsync(mail.MunicipalityCode!, mail.ToAddress, cancellationToken),
    });
}
