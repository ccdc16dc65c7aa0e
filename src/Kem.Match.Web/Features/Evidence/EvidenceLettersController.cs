using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Agreements;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>The same evidence for somebody with a personal link and no account. Only to look; the link signs elsewhere.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class EvidenceLettersController(KemDb db, AccessLinks links, EvidenceFiles files) : Controller
{
    [HttpGet("u/{token}/bevis")]
    public async Task<IActionResult> Letter(string token, CancellationToken cancellationToken) =>
        await AgreementAsync(token, cancellationToken) is { } agreement
            ? View(await files.PageAsync(agreement, Door(token), isCoordinator: false, cancellationToken))
            : this.LinkGone();

    [HttpGet("u/{token}/udskrift")]
    public async Task<IActionResult> Print(string token, CancellationToken cancellationToken) =>
        await AgreementAsync(token, cancellationToken) is { } agreement
            ? await files.PrintPageAsync(agreement, Door(token), Response, cancellationToken) ?? this.LinkGone()
            : this.LinkGone();

    [HttpGet("u/{token}/dokument")]
    public Task<IActionResult> Html(string token, CancellationToken cancellationToken) => FileAsync(token, DocumentFormat.Html, cancellationToken);

    [HttpGet("u/{token}/dokument.pdf")]
    public Task<IActionResult> Pdf(string token, CancellationToken cancellationToken) => FileAsync(token, DocumentFormat.Pdf, cancellationToken);

    private async Task<IActionResult> FileAsync(string token, DocumentFormat format, CancellationToken cancellationToken) =>
        await AgreementAsync(token, cancellationToken) is { } agreement ? await files.FileAsync(agreement, format, cancellationToken) ?? this.LinkGone() : this.LinkGone();

    private async Task<CooperationAgreement?> AgreementAsync(string token, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(LinkPurpose.SignAgreement, token, cancellationToken) is not { } link) return null;

        return await db.Agreements.Include(a => a.Parties).AsNoTracking()
            .SingleOrDefaultAsync(a => a.State != AgreementState.Draft && a.Parties.Any(p => p.Id == link.SubjectId), cancellationToken);
    }

    private static string Door(string token) => $"/u/{token}";
}
