using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>Associations come in and leave, and the lead reads what they have come to.</summary>
public sealed class ProgrammeMembersController(KemDb db, ProgrammeChoices choices, CheckupQuestions questions, TimeProvider clock) : Controller
{
    [HttpGet("forloeb/{id:guid}/foreninger")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var programme = await FindAsync(id, cancellationToken);
        return programme is { IsStopped: false } ? await PageAsync(programme, new NewMemberForm(), cancellationToken) : NotFound();
    }

    [HttpPost("forloeb/{id:guid}/foreninger")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = "Form")] NewMemberForm form, CancellationToken cancellationToken)
    {
        var programme = await FindAsync(id, cancellationToken);
        if (programme is not { IsStopped: false }) return NotFound();

        // Pressed twice is added once.
        if (form.Association is { } known && programme.MemberOf(known) is not null) return Redirect($"/forloeb/{id}");

        var chosen = (await AssociationsAsync(programme, cancellationToken)).FirstOrDefault(choice => choice.Id == form.Association);
        if (form.Association is not null && chosen.Id == default) ModelState.AddModelError("Form.Association", "Foreningen er ikke i kataloget mere. Vælg en anden.");
        if (!ModelState.IsValid) return await PageAsync(programme, form, cancellationToken);

        programme.Add(chosen.Id, chosen.Name, clock.Today());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt($"{chosen.Name} er med.", programme.Rounds.Any(round => round.IsOpenOn(clock.Today())) ? "De får sundhedstjekket, fordi en runde er åben." : "De får sundhedstjekket, når næste runde åbner.");
        return Redirect($"/forloeb/{id}");
    }

    /// <summary>Numbers are for the lead alone; to the municipality there is no such page.</summary>
    [HttpGet("forloeb/{id:guid}/foreninger/{memberId:guid}")]
    public async Task<IActionResult> Result(Guid id, Guid memberId, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsProgrammeLead) return NotFound();

        var programme = await FindAsync(id, cancellationToken);
        if (programme?.Members.FirstOrDefault(member => member.Id == memberId) is not { } found) return NotFound();

        var checkups = await db.Checkups.VisibleTo(User).AsNoTracking().Where(c => c.MemberId == memberId).ToListAsync(cancellationToken);
        return View(new MemberResultPage(programme, found, CheckupStory.Of(found.Name, questions, checkups)));
    }

    [HttpGet("forloeb/{id:guid}/foreninger/{memberId:guid}/farvel")]
    public async Task<IActionResult> Leave(Guid id, Guid memberId, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } programme && programme.ActiveMembers.FirstOrDefault(member => member.Id == memberId) is { } found
            ? View((programme, found))
            : NotFound();

    [HttpPost("forloeb/{id:guid}/foreninger/{memberId:guid}/farvel")]
    public async Task<IActionResult> SayFarewell(Guid id, Guid memberId, CancellationToken cancellationToken)
    {
        var programme = await FindAsync(id, cancellationToken);
        if (programme?.Members.FirstOrDefault(member => member.Id == memberId) is not { } found) return NotFound();

        if (found.IsActive)
        {
            programme.Leave(found, clock.Today(), clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            TempData.LeaveReceipt($"{found.Name} er ikke med mere.", "De får ikke flere mails om sundhedstjek. Deres egne svar er stadig deres.");
        }

        return Redirect($"/forloeb/{id}");
    }

    private async Task<ViewResult> PageAsync(CapacityProgramme programme, NewMemberForm form, CancellationToken cancellationToken) =>
        View("NewMember", new NewMemberPage(programme, form, await AssociationsAsync(programme, cancellationToken)));

    private Task<IReadOnlyList<(Guid Id, string Name)>> AssociationsAsync(CapacityProgramme programme, CancellationToken cancellationToken) =>
        choices.AssociationsAsync(programme.MunicipalityCode, [.. programme.ActiveMembers.Select(member => member.OrganisationId)], cancellationToken);

    private Task<CapacityProgramme?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Programmes.VisibleTo(User).Whole().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
}
