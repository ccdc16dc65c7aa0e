using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Checkups;

/// <summary>
/// The association answers its health check from the link in the mail, on as many days and telephones as it likes, and says
/// itself when it is done. Opening a page changes nothing.
/// </summary>
[AllowAnonymous, PrivateLetter]
public sealed class CheckupsController(KemDb db, AccessLinks links, CheckupQuestions questions, TimeProvider clock) : Controller
{
    private const string Later = "senere";
    private const int MostAttempts = 5;

    [HttpGet("t/{token}")]
    public async Task<IActionResult> Open(string token, CancellationToken cancellationToken)
    {
        var page = await FindAsync(token, cancellationToken);
        if (page is null) return this.LinkGone();

        return page.Checkup.IsClosed ? await ResultAsync(page, cancellationToken)
            : page.WhyNot(clock.Today()) is { } why ? View("Closed", (page, why))
            : View("Start", page);
    }

    [HttpGet("t/{token}/{number}")]
    public async Task<IActionResult> Ask(string token, int number, CancellationToken cancellationToken)
    {
        var page = await FindAsync(token, cancellationToken);
        if (page is null) return this.LinkGone();
        if (!CanAnswer(page) || number < 1 || number > questions.Subjects.Count) return Redirect($"/t/{token}");

        var subject = questions.Subjects[number - 1];
        var given = subject.Core.ToDictionary(statement => statement.Code, statement => page.Checkup.AnswerTo(statement.Code));
        return View("Subject", new SubjectPage(page, number, new SubjectForm { Answers = given }));
    }

    [HttpPost("t/{token}/{number}")]
    public async Task<IActionResult> Answer(string token, int number, [Bind(Prefix = "Form")] SubjectForm form, string? handling, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await KeepAsync(token, number, form, handling, cancellationToken);
            }
            // Two who fill in together save their pages at the same moment, and both are kept.
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<IActionResult> KeepAsync(string token, int number, SubjectForm form, string? handling, CancellationToken cancellationToken)
    {
        var page = await FindAsync(token, cancellationToken);
        if (page is null) return this.LinkGone();
        if (!CanAnswer(page) || number < 1 || number > questions.Subjects.Count) return Redirect($"/t/{token}");

        if (form.For(questions.Subjects[number - 1]) is { Count: > 0 } given)
        {
            page.Checkup.Answer(given, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        if (handling == Later)
        {
            TempData.LeaveReceipt("Gemt.", $"I kan gå videre med det samme link til og med {DanishText.WeekdayAndDay(page.Round.ClosesOn)}.");
            return Redirect($"/t/{token}");
        }

        return Redirect(number < questions.Subjects.Count ? $"/t/{token}/{number + 1}" : $"/t/{token}/slut");
    }

    /// <summary>What is answered and what is not, before the association says that it is done.</summary>
    [HttpGet("t/{token}/slut")]
    public async Task<IActionResult> Finish(string token, CancellationToken cancellationToken)
    {
        var page = await FindAsync(token, cancellationToken);
        if (page is null) return this.LinkGone();

        return CanAnswer(page) ? View("Finish", page) : Redirect($"/t/{token}");
    }

    [HttpPost("t/{token}/slut")]
    public async Task<IActionResult> Close(string token, CancellationToken cancellationToken)
    {
        var page = await FindAsync(token, cancellationToken);
        if (page is null) return this.LinkGone();
        if (!CanAnswer(page)) return Redirect($"/t/{token}");

        if (!page.Checkup.CanBeClosed)
        {
            ModelState.AddModelError("", "Svar på mindst ét udsagn, før I slutter.");
            return View("Finish", page);
        }

        page.Checkup.Close(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/t/{token}");
    }

    /// <summary>Somebody pressed too soon, or has thought again.</summary>
    [HttpPost("t/{token}/ret")]
    public async Task<IActionResult> Reopen(string token, CancellationToken cancellationToken)
    {
        var page = await FindAsync(token, cancellationToken);
        if (page is null) return this.LinkGone();

        if (page.Checkup.IsClosed && page.WhyNot(clock.Today()) is null)
        {
            page.Checkup.Reopen();
            await db.SaveChangesAsync(cancellationToken);
        }

        return Redirect($"/t/{token}");
    }

    /// <summary>Only what is ticked here is ever known outside: as a wish, or as something the association can.</summary>
    [HttpPost("t/{token}/hjaelp")]
    public async Task<IActionResult> Decide(string token, [Bind(Prefix = "Form")] DecisionForm form, CancellationToken cancellationToken)
    {
        var page = await FindAsync(token, cancellationToken);
        if (page is null) return this.LinkGone();
        if (!page.Checkup.IsClosed) return Redirect($"/t/{token}");

        var score = CheckupScore.Of(questions, page.Checkup.Answers);
        var organisation = await db.Organisations.SingleAsync(o => o.Id == page.Checkup.OrganisationId, cancellationToken);
        var wanted = score.Subjects.Where(subject => subject.IsGap && form.Wanted.Contains(subject.Subject.Code)).Select(subject => subject.Subject.Code).ToList();
        var offered = score.Subjects.Where(subject => subject.IsStrength && form.Offered.Contains(subject.Subject.Code)).Select(subject => subject.Subject.Code).ToList();

        organisation.WantHelpWith(Competences(wanted), insteadOf: Competences(page.Checkup.HelpWanted));
        organisation.OfferHelpWith(Competences(offered), insteadOf: Competences(page.Checkup.HelpOffered));
        page.Checkup.Decide(wanted, offered);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Gemt.", wanted.Count + offered.Count == 0
            ? "Ingen andre får noget at vide."
            : "Det, I har sat kryds ved, står nu på jeres profil. I kan altid fjerne det igen.");
        return Redirect($"/t/{token}");
    }

    [HttpPost("t/{token}/visning")]
    public async Task<IActionResult> Show(string token, bool vis, CancellationToken cancellationToken)
    {
        var page = await FindAsync(token, cancellationToken);
        if (page is null) return this.LinkGone();

        page.Member.Show(vis);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Gemt.", vis ? "Ændringen kommer med på statusmøderne." : "Ændringen bliver ikke vist på statusmøderne.");
        return Redirect($"/t/{token}");
    }

    private bool CanAnswer(CheckupPage page) => !page.Checkup.IsClosed && page.WhyNot(clock.Today()) is null;

    private List<string> Competences(IEnumerable<string> subjects) => [.. subjects.Select(questions.Find).OfType<CheckupSubject>().Select(subject => subject.Competence)];

    private async Task<IActionResult> ResultAsync(CheckupPage page, CancellationToken cancellationToken)
    {
        var rounds = await db.Checkups.AsNoTracking().Where(c => c.MemberId == page.Member.Id).ToListAsync(cancellationToken);
        var story = CheckupStory.Of(page.Name, questions, rounds.Where(checkup => checkup.Round <= page.Checkup.Round))!;

        return View("Result", new ResultPage(page, story, page.WhyNot(clock.Today()) is null));
    }

    private async Task<CheckupPage?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(LinkPurpose.TakeCheckup, token, cancellationToken) is not { } link) return null;

        var checkup = await db.Checkups.Include(c => c.Programme).ThenInclude(p => p.Members).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == link.SubjectId, cancellationToken);
        if (checkup is null) return null;

        var member = checkup.Programme.Members.Single(m => m.Id == checkup.MemberId);
        var name = await db.Organisations.Where(o => o.Id == checkup.OrganisationId).Select(o => o.Name).SingleAsync(cancellationToken);
        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == checkup.Programme.MunicipalityCode, cancellationToken);
        return new CheckupPage(checkup, member, name, questions, municipality, token);
    }
}
