using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Kem.Match.Web.Features.Stories;

/// <summary>Stories from the first line to the shared page.</summary>
public sealed class StoriesController(KemDb db, StoryPost post, IConfiguration configuration, TimeProvider clock) : Controller
{
    [HttpGet("historier")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var stories = await db.Stories.VisibleTo(User).AsNoTracking().OrderByDescending(s => s.ChangedAt).ToListAsync(cancellationToken);
        return View(new StoriesPage(stories, Viewer.From(User).IsCoordinator));
    }

    [HttpGet("aftaler/{agreementId:guid}/historie")]
    public async Task<IActionResult> New(Guid agreementId, CancellationToken cancellationToken) =>
        await AgreementAsync(agreementId, cancellationToken) is { } agreement ? View(new NewStoryPage(agreement)) : NotFound();

    [HttpPost("aftaler/{agreementId:guid}/historie")]
    public async Task<IActionResult> Create(Guid agreementId, CancellationToken cancellationToken)
    {
        var agreement = await AgreementAsync(agreementId, cancellationToken);
        if (agreement is null) return NotFound();

        var viewer = Viewer.From(User);
        var story = new Story(agreement.MunicipalityCode, agreement.Id, agreement.Title.Length <= 120 ? agreement.Title : "", viewer.Name, viewer.Email, clock.GetUtcNow());

        foreach (var party in agreement.Parties)
        {
            story.NeedsYesFrom(party.OrganisationId, party.Name, party.ContactName, party.ContactEmail);
        }

        story.Write(story.Text with { Who = $"{DanishText.List(agreement.Parties.Select(party => party.Name))}." }, clock.GetUtcNow());
        db.Stories.Add(story);
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/historier/{story.Id}/ret");
    }

    [HttpGet("historier/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) =>
        await db.Stories.VisibleTo(User).Whole().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } story
            ? View(await PageAsync(story, cancellationToken))
            : NotFound();

    [HttpGet("historier/{id:guid}/ret")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var story = await EditableAsync(id, cancellationToken);
        return story is null ? NotFound() : View(new EditStoryPage(story, StoryForm.Of(story, db.Entry(story).Property<long>(KemDb.Version).CurrentValue)));
    }

    [HttpPost("historier/{id:guid}/ret")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = "Form")] StoryForm form, CancellationToken cancellationToken)
    {
        var story = await EditableAsync(id, cancellationToken);
        if (story is null) return NotFound();
        if (!ModelState.IsValid) return View(new EditStoryPage(story, form));

        var wasSettled = story.State is not (StoryState.Draft or StoryState.Withdrawn);
        story.Write(form.Text, clock.GetUtcNow());
        db.Entry(story).Property<long>(KemDb.Version).OriginalValue = form.Version;
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Gemt.", wasSettled && story.State == StoryState.Draft ? "Teksten er ændret, så alle parter skal godkende den igen." : null);
        return Redirect($"/historier/{id}");
    }

    [HttpPost("historier/{id:guid}/godkendelse")]
    public async Task<IActionResult> SendForApproval(Guid id, CancellationToken cancellationToken)
    {
        var story = await EditableAsync(id, cancellationToken);
        if (story is null) return NotFound();
        if (story.State != StoryState.Draft || (await MissingAsync(story, cancellationToken)).Count > 0) return Redirect($"/historier/{id}");

        story.SendForApproval(clock.GetUtcNow());
        await post.AskPartiesAsync(story, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Sendt til godkendelse.", "Alle parter får en mail. Historien deles først, når alle har sagt ja.");
        return Redirect($"/historier/{id}");
    }

    [HttpPost("historier/{id:guid}/deling")]
    public async Task<IActionResult> Share(Guid id, bool findes, CancellationToken cancellationToken)
    {
        var story = await EditableAsync(id, cancellationToken);
        if (story is null) return NotFound();
        if (story.State != StoryState.Approved || (await MissingAsync(story, cancellationToken)).Count > 0) return Redirect($"/historier/{id}");

        story.Share(StorySlug.For(story.Title), findes, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Historien er delt.", "Nu kan alle med linket læse den.");
        return Redirect($"/historier/{id}");
    }

    [HttpPost("historier/{id:guid}/tilbagetraekning")]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken cancellationToken)
    {
        var story = await EditableAsync(id, cancellationToken);
        if (story is null) return NotFound();

        if (story.State is not (StoryState.Draft or StoryState.Withdrawn))
        {
            story.Withdraw($"{Viewer.From(User).Name} trak den tilbage.", clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            TempData.LeaveReceipt("Historien er trukket tilbage.", "Ingen kan læse den nu. Ret den, hvis den skal godkendes igen.");
        }

        return Redirect($"/historier/{id}");
    }

    private async Task<StoryPage> PageAsync(Story story, CancellationToken cancellationToken) => new(
        story, await MissingAsync(story, cancellationToken), Viewer.From(User).IsCoordinator,
        story.IsShared ? new Uri(new Uri(configuration["PublicBaseUrl"] ?? "http://localhost:5080"), $"/historie/{story.Slug}") : null,
        new PictureForm(), new ConsentForm());

    // The people whose names the service knows are looked for in the text, so that nobody is named by oversight.
    private async Task<IReadOnlyList<string>> MissingAsync(Story story, CancellationToken cancellationToken)
    {
        var organisations = story.Approvals.Select(approval => approval.OrganisationId).ToList();
        var names = await db.Organisations.VisibleTo(User).Where(o => organisations.Contains(o.Id)).Select(o => o.ContactName).ToListAsync(cancellationToken);

        return story.WhatIsMissing(names.Concat(story.Approvals.Select(approval => approval.ContactName)).Distinct());
    }

    private Task<CooperationAgreement?> AgreementAsync(Guid id, CancellationToken cancellationToken) =>
        Viewer.From(User).IsCoordinator
            ? db.Agreements.VisibleTo(User).Include(a => a.Parties)
                .SingleOrDefaultAsync(a => a.Id == id && (a.State == AgreementState.InForce || a.State == AgreementState.Ended), cancellationToken)
            : Task.FromResult<CooperationAgreement?>(null);

    private Task<Story?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Stories.EditableBy(User).Whole().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
}
