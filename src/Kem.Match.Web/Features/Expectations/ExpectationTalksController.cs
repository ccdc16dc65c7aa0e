using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>A coordinator asks the sides to prepare, and puts their answers side by side at the meeting.</summary>
public sealed class ExpectationTalksController(KemDb db, TalkPost post, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("forslag/{proposalId:guid}/forventninger")]
    public async Task<IActionResult> New(Guid proposalId, CancellationToken cancellationToken)
    {
        var proposal = await ProposalAsync(proposalId, cancellationToken);
        if (proposal is null) return NotFound();
        if (await TalkOfAsync(proposalId, cancellationToken) is { } talk) return Redirect($"/forventninger/{talk}");

        var method = taxonomy.HasMethod(proposal.Need.Method) ? proposal.Need.Method : null;
        return View(await NewPageAsync(proposal, new NewTalkForm { Method = method }, cancellationToken));
    }

    [HttpPost("forslag/{proposalId:guid}/forventninger")]
    public async Task<IActionResult> New(Guid proposalId, [Bind(Prefix = "Form")] NewTalkForm form, CancellationToken cancellationToken)
    {
        var proposal = await ProposalAsync(proposalId, cancellationToken);
        if (proposal is null) return NotFound();
        if (await TalkOfAsync(proposalId, cancellationToken) is { } earlier) return Redirect($"/forventninger/{earlier}");

        var page = await NewPageAsync(proposal, form, cancellationToken);
        if (!ModelState.IsValid || !taxonomy.HasMethod(form.Method)) return View(page);

        var viewer = Viewer.From(User);
        var talk = new ExpectationTalk(proposal.MunicipalityCode, proposal.Id, form.Method!, MailTitle(proposal), viewer.Name, viewer.Email, clock.GetUtcNow());

        foreach (var organisation in new[] { proposal.Need.Asker, proposal.Partner }.Concat(page.Others.Where(other => form.Others.Contains(other.Id))).Take(ExpectationTalk.MostSides))
        {
            talk.AddSide(organisation.Id, organisation.Name, organisation.ContactName, organisation.ContactEmail);
        }

        db.ExpectationTalks.Add(talk);
        await post.InviteAsync(talk, cancellationToken);
        await SaveOnceAsync(cancellationToken);

        TempData.LeaveReceipt("I er i gang.", "Alle får en mail med spørgsmålene. Her ser du svarene, når de kommer.");
        return Redirect($"/forventninger/{await TalkOfAsync(proposalId, cancellationToken)}");
    }

    [HttpGet("forventninger/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken) =>
        await TalkAsync(id, cancellationToken) is { } talk ? View(await PageAsync(talk, NotesOf(talk), cancellationToken)) : NotFound();

    /// <summary>The same on paper, with room to write.</summary>
    [HttpGet("forventninger/{id:guid}/papir")]
    public async Task<IActionResult> Paper(Guid id, CancellationToken cancellationToken) =>
        await TalkAsync(id, cancellationToken) is { } talk ? View(await PageAsync(talk, NotesOf(talk), cancellationToken)) : NotFound();

    [HttpPost("forventninger/{id:guid}/aabning")]
    public async Task<IActionResult> Open(Guid id, CancellationToken cancellationToken)
    {
        var talk = await TalkAsync(id, cancellationToken);
        if (talk is null) return NotFound();

        talk.Open(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Samtalen er åbnet.", "Nu kan alle parter se hinandens svar med det link, de har.");
        return Redirect($"/forventninger/{id}");
    }

    [HttpPost("forventninger/{id:guid}/noter")]
    public async Task<IActionResult> WriteDown(Guid id, [Bind(Prefix = "Form")] TalkNotesForm form, bool holdt, CancellationToken cancellationToken)
    {
        var talk = await TalkAsync(id, cancellationToken);
        if (talk is null) return NotFound();
        if (!ModelState.IsValid) return View("Show", await PageAsync(talk, form, cancellationToken));

        talk.WriteDown(form.For(taxonomy.PreparationFor(talk.Method)), (form.Minutes ?? "").ReplaceLineEndings("\n").Trim(), holdt, clock.GetUtcNow());
        db.Entry(talk).Property<long>(KemDb.Version).OriginalValue = form.Version;
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Gemt.", holdt ? "Svarene ligger nu fast. Brug dem i aftalen, når I skriver den." : null);
        return Redirect($"/forventninger/{id}");
    }

    private async Task<TalkPage> PageAsync(ExpectationTalk talk, TalkNotesForm form, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.VisibleTo(User).AsNoTracking().SingleOrDefaultAsync(a => a.ProposalId == talk.ProposalId, cancellationToken);
        var questions = taxonomy.PreparationFor(talk.Method);
        form.Complete(questions);
        return new TalkPage(talk, questions, Reader: null, form, agreement);
    }

    private TalkNotesForm NotesOf(ExpectationTalk talk) => new()
    {
        Version = db.Entry(talk).Property<long>(KemDb.Version).CurrentValue,
        Answers = talk.Notes.ToDictionary(note => note.QuestionCode, string? (note) => note.Text),
        Minutes = talk.Minutes,
    };

    // Others who said yes about the same need, and the coordinator's own part of the municipality, may sit at the table too.
    private async Task<NewTalkPage> NewPageAsync(MatchProposal proposal, NewTalkForm form, CancellationToken cancellationToken)
    {
        var own = Viewer.From(User).OrganisationId;
        var willing = await db.Proposals.VisibleTo(User)
            .Where(p => p.NeedId == proposal.NeedId && (p.State == ProposalState.Interested || p.State == ProposalState.Agreed))
            .Select(p => p.PartnerId)
            .ToListAsync(cancellationToken);
        Guid[] atTheTable = [proposal.PartnerId, proposal.Need.AskerId];
        var others = await db.Organisations.VisibleTo(User).InUse().AsNoTracking()
            .Where(o => (willing.Contains(o.Id) || o.Id == own) && !atTheTable.Contains(o.Id))
            .OrderBy(o => o.Name)
            .ToListAsync(cancellationToken);

        return new NewTalkPage(proposal, form, taxonomy.Methods, others);
    }

    private Task<MatchProposal?> ProposalAsync(Guid id, CancellationToken cancellationToken) =>
        Viewer.From(User).IsCoordinator
            ? db.Proposals.VisibleTo(User).Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker)
                .SingleOrDefaultAsync(p => p.Id == id && (p.State == ProposalState.Interested || p.State == ProposalState.Agreed), cancellationToken)
            : Task.FromResult<MatchProposal?>(null);

    private Task<Guid?> TalkOfAsync(Guid proposalId, CancellationToken cancellationToken) =>
        db.ExpectationTalks.VisibleTo(User).Where(t => t.ProposalId == proposalId).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(cancellationToken);

    private Task<ExpectationTalk?> TalkAsync(Guid id, CancellationToken cancellationToken) =>
        db.ExpectationTalks.Whole(User).SingleOrDefaultAsync(t => t.Id == id, cancellationToken);

    // The second of two presses meets the talk of the first.
    private async Task SaveOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }

    private static string MailTitle(MatchProposal proposal) => $"{proposal.Need.Asker.Name} og {proposal.Partner.Name}" is { Length: <= 200 } both ? both : proposal.Partner.Name;
}
