using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>
/// One side prepares: from the link in the mail, or through the coordinator on the phone. Anything can be left out and
/// kept half done; "Send" says that this is the answer.
/// </summary>
public sealed class TalkAnswersController(KemDb db, AccessLinks links, TalkPost post, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    private const string Send = "send";

    [HttpGet("f/{token}"), AllowAnonymous, PrivateLetter]
    public async Task<IActionResult> Open(string token, CancellationToken cancellationToken)
    {
        var side = await FindAsync(token, cancellationToken);
        if (side is null) return this.LinkGone();

        return side.HasSent || !side.Talk.CanBeAnswered
            ? View("SideBySide", Together(side, token))
            : await AskAsync(side, Given(side), $"/f/{token}", byPhone: false, cancellationToken);
    }

    /// <summary>The same questions again, for those who have thought again.</summary>
    [HttpGet("f/{token}/ret"), AllowAnonymous, PrivateLetter]
    public async Task<IActionResult> Change(string token, CancellationToken cancellationToken)
    {
        var side = await FindAsync(token, cancellationToken);
        if (side is null) return this.LinkGone();
        if (!side.Talk.CanBeAnswered) return Redirect($"/f/{token}");

        return await AskAsync(side, Given(side), $"/f/{token}", byPhone: false, cancellationToken);
    }

    /// <summary>All answers, once the coordinator has opened the talk.</summary>
    [HttpGet("f/{token}/svar"), AllowAnonymous, PrivateLetter]
    public async Task<IActionResult> Together(string token, CancellationToken cancellationToken)
    {
        var side = await FindAsync(token, cancellationToken);
        if (side is null) return this.LinkGone();

        return side.Talk.ShowsOthersTo(side) ? View("SideBySide", Together(side, token)) : Redirect($"/f/{token}");
    }

    [HttpPost("f/{token}"), AllowAnonymous, PrivateLetter]
    public async Task<IActionResult> Write(string token, [Bind(Prefix = "Form")] AnswersForm form, string? handling, CancellationToken cancellationToken)
    {
        var side = await FindAsync(token, cancellationToken);
        if (side is null) return this.LinkGone();
        if (!side.Talk.CanBeAnswered) return Redirect($"/f/{token}");
        if (!await KeptAsync(side, form, handling == Send, cancellationToken)) return await AskAsync(side, form, $"/f/{token}", byPhone: false, cancellationToken);

        Tell(handling == Send);
        return Redirect(handling == Send || !side.HasSent ? $"/f/{token}" : $"/f/{token}/ret");
    }

    [HttpGet("forventninger/{id:guid}/parter/{sideId:guid}")]
    public async Task<IActionResult> OpenByPhone(Guid id, Guid sideId, CancellationToken cancellationToken)
    {
        var side = await FindAsync(id, sideId, cancellationToken);
        if (side is null) return NotFound();

        return side.Talk.CanBeAnswered ? await AskAsync(side, Given(side), $"/forventninger/{id}/parter/{sideId}", byPhone: true, cancellationToken) : Redirect($"/forventninger/{id}");
    }

    [HttpPost("forventninger/{id:guid}/parter/{sideId:guid}")]
    public async Task<IActionResult> WriteByPhone(Guid id, Guid sideId, [Bind(Prefix = "Form")] AnswersForm form, string? handling, CancellationToken cancellationToken)
    {
        var side = await FindAsync(id, sideId, cancellationToken);
        if (side is null) return NotFound();
        if (!side.Talk.CanBeAnswered) return Redirect($"/forventninger/{id}");
        if (!await KeptAsync(side, form, handling == Send, cancellationToken)) return await AskAsync(side, form, $"/forventninger/{id}/parter/{sideId}", byPhone: true, cancellationToken);

        TempData.LeaveReceipt("Gemt.", $"Svarene fra {side.Name} ligger ved siden af de andres.");
        return Redirect($"/forventninger/{id}");
    }

    /// <returns>False when the form must be shown again, with everything that was written.</returns>
    private async Task<bool> KeptAsync(TalkSide side, AnswersForm form, bool isSent, CancellationToken cancellationToken)
    {
        var answers = form.For(taxonomy.PreparationFor(side.Talk.Method)).ToList();

        if (isSent && answers.Count == 0) ModelState.AddModelError("", "Svar på mindst ét spørgsmål, før du sender.");
        if (form.Version != VersionOf(side)) ModelState.AddModelError("", "En anden hos jer har gemt imens. Læs jeres svar igennem, og gem igen, hvis det er dine, der skal gælde.");
        if (!ModelState.IsValid) return false;

        var isFirst = isSent && !side.HasSent;
        side.Write(answers, isSent, clock.GetUtcNow());

        if (isFirst)
        {
            await post.ThankAsync(side, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private void Tell(bool isSent) => TempData.LeaveReceipt(
        isSent ? "Tak. Jeres svar er sendt." : "Gemt.",
        isSent ? "I kan rette dem, indtil I har talt sammen." : "Ingen andre end koordinatoren kan se svarene endnu. Send dem, når I er klar.");

    private async Task<IActionResult> AskAsync(TalkSide side, AnswersForm form, string postTo, bool byPhone, CancellationToken cancellationToken)
    {
        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == side.Talk.MunicipalityCode, cancellationToken);
        var meetingAt = await db.Proposals.Where(p => p.Id == side.Talk.ProposalId).Select(p => p.MeetingStartsAt).SingleAsync(cancellationToken);

        // What is shown again belongs to the newest version, so that a second press counts.
        ModelState.Remove("Form.Version");
        var questions = taxonomy.PreparationFor(side.Talk.Method);
        var page = new AnswersForm { Version = VersionOf(side), Answers = form.Answers };
        page.Complete(questions);
        return View("Answer", new AnswerTalkPage(side, questions, page, municipality, postTo, byPhone, meetingAt));
    }

    private TalkPage Together(TalkSide side, string token) => new(side.Talk, taxonomy.PreparationFor(side.Talk.Method), side, new TalkNotesForm(), Agreement: null, token);

    private static AnswersForm Given(TalkSide side) => new() { Answers = side.Answers.ToDictionary(answer => answer.QuestionCode, string? (answer) => answer.Text) };

    private long VersionOf(TalkSide side) => db.Entry(side).Property<long>(KemDb.Version).CurrentValue;

    private async Task<TalkSide?> FindAsync(string token, CancellationToken cancellationToken) =>
        await links.FindAsync(LinkPurpose.PrepareTalk, token, cancellationToken) is { } link
            ? await db.TalkSides.Whole().SingleOrDefaultAsync(s => s.Id == link.SubjectId, cancellationToken)
            : null;

    private async Task<TalkSide?> FindAsync(Guid id, Guid sideId, CancellationToken cancellationToken) =>
        (await db.ExpectationTalks.Whole(User).SingleOrDefaultAsync(t => t.Id == id, cancellationToken))?.Sides.SingleOrDefault(side => side.Id == sideId);
}
