using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>Whom the coordinator should call about a proposal, what to say, and what came of it.</summary>
public sealed class CallsController(KemDb db, ProposalMail mail, TimeProvider clock) : Controller
{
    private const int DefaultMonthsUntilAskedAgain = 3;
    private const int DaysUntilNextTry = 2;
    private const int MostDaysUntilNextTry = 30;

    [HttpGet("forslag/opkald")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return NotFound();

        var today = clock.Today();
        var candidates = await db.Proposals.VisibleTo(User).AsNoTracking().WithParties()
            .Where(p => p.State == ProposalState.Sent || p.State == ProposalState.Unanswered)
            .OrderBy(p => p.AnswerBy).ToListAsync(cancellationToken);

        return View("CallList", new CallListPage
        {
            Due = [.. candidates.Where(p => p.IsCallDueOn(today))],
            Later = [.. candidates.Where(p => p.State == ProposalState.Sent && p.CallAgainOn > today).OrderBy(p => p.CallAgainOn)],
            Today = today,
        });
    }

    [HttpGet("forslag/{id:guid}/opkald")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();
        if (!proposal.CanBeAnsweredByPhoneOn(clock.Today())) return Redirect($"/forslag/{id}");

        return View("Call", await PageAsync(proposal, new CallForm { CallAgainOn = clock.Today().AddDays(DaysUntilNextTry), SpokeWith = proposal.ReaderName }, cancellationToken));
    }

    [HttpPost("forslag/{id:guid}/opkald")]
    public async Task<IActionResult> Create(Guid id, CallForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();
        if (!proposal.CanBeAnsweredByPhoneOn(clock.Today())) return Redirect($"/forslag/{id}");

        Refuse(form);
        if (!ModelState.IsValid) return View("Call", await PageAsync(proposal, form, cancellationToken));

        if (AnswerOf(form.Result!.Value) is { } answer)
        {
            proposal.Answer(
                answer, form.Message?.Trim() ?? "", form.PreferredTimes?.Trim() ?? "", DeclineReasons.Known(form.DeclineReason),
                clock.Today().AddMonths(form.AskAgainInMonths ?? DefaultMonthsUntilAskedAgain), byPhone: true, clock.GetUtcNow());
            proposal.NoteCall(CallOutcome.Answered, form.SpokeWith?.Trim() ?? "", Viewer.From(User).Name, callAgainOn: null, clock.GetUtcNow());
            await mail.SendAnswerAsync(proposal, cancellationToken);

            if (answer == ProposalAnswer.No)
            {
                await mail.SendFallAsync(proposal, cancellationToken);
            }
        }
        else
        {
            var outcome = form.Result == CallResult.WrongNumber ? CallOutcome.WrongNumber : CallOutcome.NobodyPickedUp;
            proposal.NoteCall(outcome, spokeWith: "", Viewer.From(User).Name, form.CallAgainOn, clock.GetUtcNow());
        }

        // Somebody may have asked them again in the meantime; then the newer proposal is the one to answer.
        if (await db.SaveUnlessTakenAsync(cancellationToken) is not null) return Redirect("/forslag");

        TempData.LeaveReceipt(Told(proposal, form), Next(proposal, form));
        return Redirect($"/forslag/{id}");
    }

    private void Refuse(CallForm form)
    {
        var (first, last) = (clock.Today(), clock.Today().AddDays(MostDaysUntilNextTry));

        if (form.Result == CallResult.NobodyPickedUp && (form.CallAgainOn is not { } day || day < first || day > last))
        {
            ModelState.AddModelError("Form.CallAgainOn", $"Vælg en dag fra i dag til {DanishText.DayAndMonth(last)}.");
        }

        if (form.Result == CallResult.Question && string.IsNullOrWhiteSpace(form.Message)) ModelState.AddModelError("Form.Message", "Skriv, hvad de spurgte om.");
        if (AnswerOf(form.Result) is not null && string.IsNullOrWhiteSpace(form.SpokeWith)) ModelState.AddModelError("Form.SpokeWith", "Skriv, hvem du talte med.");
    }

    private static ProposalAnswer? AnswerOf(CallResult? result) => result switch
    {
        CallResult.Yes => ProposalAnswer.Yes,
        CallResult.Later => ProposalAnswer.Later,
        CallResult.No => ProposalAnswer.No,
        CallResult.Question => ProposalAnswer.Question,
        _ => null,
    };

    private static string Told(MatchProposal proposal, CallForm form) => form.Result switch
    {
        CallResult.NobodyPickedUp => $"Ring til {proposal.Partner.Name} igen {DanishText.WeekdayAndDay(form.CallAgainOn!.Value)}",
        CallResult.WrongNumber => "Nummeret er forkert",
        _ => $"Svaret fra {proposal.Partner.Name} er gemt",
    };

    private static string Next(MatchProposal proposal, CallForm form) => form.Result switch
    {
        CallResult.NobodyPickedUp => "Så står det på I dag den dag.",
        CallResult.WrongNumber => "Find det rigtige, og skriv det på profilen. Så kan du ringe igen.",
        _ when proposal.CanBeMailed => "De får en kvittering på mail.",
        _ => "De får ingen mail.",
    };

    private Task<MatchProposal?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Viewer.From(User).IsCoordinator
            ? db.Proposals.VisibleTo(User).WithStory().SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
            : Task.FromResult<MatchProposal?>(null);

    private async Task<CallPage> PageAsync(MatchProposal proposal, CallForm form, CancellationToken cancellationToken) => new()
    {
        Proposal = proposal,
        Reasons = await mail.ReasonsForPartnerAsync(proposal.Need, proposal.Partner, cancellationToken),
        Form = form,
        Now = clock.GetUtcNow(),
    };
}
