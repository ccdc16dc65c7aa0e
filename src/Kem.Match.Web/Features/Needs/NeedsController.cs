using Kem.Match.Engine.Taxonomy;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Features.Suggestions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Needs;

/// <summary>The list of needs, one need, and the first step of a new one.</summary>
[Route("behov")]
public sealed class NeedsController(KemDb db, EngineInUse engine, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    private const int MostRead = 3;

    [HttpGet("")]
    public async Task<IActionResult> Index(NeedState? vis, CancellationToken cancellationToken)
    {
        var needs = await db.Needs.VisibleTo(User).AsNoTracking().Include(n => n.Asker)
            .Where(n => vis == null ? n.State != NeedState.Closed : n.State == vis)
            .OrderByDescending(n => n.CreatedAt)
            .ToListAsync(cancellationToken);
        var asked = await CountAsync(db.Proposals.VisibleTo(User).Open(), cancellationToken);
        var saidYes = await CountAsync(db.Proposals.VisibleTo(User).Where(p => p.State == ProposalState.Interested || p.State == ProposalState.Agreed), cancellationToken);

        return View(new NeedsPage
        {
            Shown = vis,
            Needs = [.. needs.Select(need => new NeedRow(need, asked.GetValueOrDefault(need.Id), saidYes.GetValueOrDefault(need.Id)))],
        });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var need = await db.Needs.VisibleTo(User).AsNoTracking().Include(n => n.Asker).SingleOrDefaultAsync(n => n.Id == id, cancellationToken);
        if (need is null) return NotFound();

        return View(new NeedPage
        {
            Need = need,
            Taxonomy = taxonomy,
            Proposals = await db.Proposals.VisibleTo(User).AsNoTracking().Include(p => p.Partner)
                .Where(p => p.NeedId == id).OrderByDescending(p => p.SentAt).ToListAsync(cancellationToken),
            CanPropose = Viewer.From(User).IsCoordinator,
        });
    }

    [HttpGet("nyt")]
    public async Task<IActionResult> New(Guid? @for, string? metode, CancellationToken cancellationToken)
    {
        var method = taxonomy.HasMethod(metode) ? taxonomy.Method(metode!) : null;
        var viewer = Viewer.From(User);
        var form = new SentenceForm { AskerId = @for ?? viewer.OrganisationId, PartnerKind = method?.UsualPartner ?? OrganisationKind.Association, Method = method?.Code };

        return View("Sentence", await SentencePageAsync(form, need: null, cancellationToken));
    }

    [HttpPost("nyt")]
    public async Task<IActionResult> New(SentenceForm form, CancellationToken cancellationToken)
    {
        var asker = await AskerAsync(form.AskerId, cancellationToken);

        if (form.AskerId is not null && asker is null) ModelState.AddModelError("Form.AskerId", "Vælg en forening, skole eller virksomhed fra listen.");
        if (!ModelState.IsValid) return View("Sentence", await SentencePageAsync(form, need: null, cancellationToken));

        var now = clock.GetUtcNow();
        var need = new Need(asker!.MunicipalityCode, asker.Id, form.PartnerKind!.Value, form.Title.Trim(), Viewer.From(User).Name, now);
        Read(need, taxonomy.HasMethod(form.Method) ? form.Method! : "", (await engine.GetAsync(cancellationToken)).Vocabulary);

        db.Needs.Add(need);
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/behov/{need.Id}/hvem-og-hvad");
    }

    [HttpGet("{id:guid}/ret")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        var form = new SentenceForm { Title = need.Title, AskerId = need.AskerId, PartnerKind = need.PartnerKind, Method = need.Method };
        return View("Sentence", await SentencePageAsync(form, need, cancellationToken));
    }

    [HttpPost("{id:guid}/ret")]
    public async Task<IActionResult> Edit(Guid id, SentenceForm form, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        var asker = await AskerAsync(form.AskerId, cancellationToken);
        if (form.AskerId is not null && asker is null) ModelState.AddModelError("Form.AskerId", "Vælg en forening, skole eller virksomhed fra listen.");
        if (!ModelState.IsValid) return View("Sentence", await SentencePageAsync(form, need, cancellationToken));

        need.Ask(asker!.Id, form.PartnerKind!.Value, form.Title.Trim(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/behov/{id}/hvem-og-hvad");
    }

    [HttpPost("{id:guid}/lukning")]
    public async Task<IActionResult> Close(Guid id, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        need.Close(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Behovet er lukket", "Forslag, der er sendt, gælder stadig.", $"/behov/{id}/aabning");
        return Redirect($"/behov/{id}");
    }

    [HttpPost("{id:guid}/aabning")]
    public async Task<IActionResult> Open(Guid id, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        need.Open(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/behov/{id}/forslag");
    }

    private static Task<Dictionary<Guid, int>> CountAsync(IQueryable<MatchProposal> proposals, CancellationToken cancellationToken) =>
        proposals.GroupBy(p => p.NeedId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

    private Task<Need?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Needs.VisibleTo(User).Include(n => n.Asker).SingleOrDefaultAsync(n => n.Id == id, cancellationToken);

    // The sentence answers the next step before it is asked; the writer only has to say whether it is right.
    private static void Read(Need need, string method, Vocabulary words)
    {
        var read = words.ReadSentence(need.Title);

        need.DescribeWhoAndWhat(
            method.Length > 0 ? method : MethodFor(need),
            Codes(CodeKind.TargetGroup), Codes(CodeKind.Activity), Codes(CodeKind.Competence), Codes(CodeKind.Language),
            description: "", need.CreatedAt);

        IEnumerable<string> Codes(CodeKind kind) => read.Where(code => code.Entry.Kind == kind).Take(MostRead).Select(code => code.Entry.Code);
    }

    private static string MethodFor(Need need) => need.PartnerKind switch
    {
        OrganisationKind.Company => "M6",
        OrganisationKind.MunicipalUnit => "M3",
        OrganisationKind.Association => "M4",
    };

    private async Task<Organisation?> AskerAsync(Guid? id, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        var allowed = viewer.IsPartner
            ? db.Organisations.VisibleTo(User).Where(o => o.Id == viewer.OrganisationId)
            : db.Organisations.VisibleTo(User);

        return viewer.IsAdministrator ? null : await allowed.InUse().SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
    }

    private async Task<SentencePage> SentencePageAsync(SentenceForm form, Need? need, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        var organisations = await db.Organisations.VisibleTo(User).InUse().AsNoTracking()
            .Where(o => !viewer.IsPartner || o.Id == viewer.OrganisationId)
            .OrderBy(o => EF.Functions.Collate(o.Name, KemDb.DanishOrder))
            .Select(o => new { o.Id, o.Name, o.Kind })
            .ToListAsync(cancellationToken);

        var groups = new Dictionary<OrganisationKind, SelectListGroup>
        {
            [OrganisationKind.MunicipalUnit] = new() { Name = "Kommunen, skoler og klubber" },
            [OrganisationKind.Association] = new() { Name = "Foreninger" },
            [OrganisationKind.Company] = new() { Name = "Virksomheder" },
        };

        return new SentencePage
        {
            Step = new StepFrame(1, need, Partners: null, need?.ChangedAt),
            Form = form,
            Askers = [.. groups.Keys.SelectMany(kind => organisations.Where(o => o.Kind == kind))
                .Select(o => new SelectListItem(o.Name, o.Id.ToString()) { Group = groups[o.Kind] })],
        };
    }
}
