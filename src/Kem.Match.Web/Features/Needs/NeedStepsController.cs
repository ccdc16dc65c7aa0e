using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Features.Suggestions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Needs;

/// <summary>Steps 2 to 5 of describing a need. Each step saves, so one can stop anywhere and go on tomorrow.</summary>
[Route("behov/{id:guid}")]
public sealed class NeedStepsController(KemDb db, EngineInUse engine, PartnerSuggestions suggestions, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("hvem-og-hvad")]
    public async Task<IActionResult> WhoAndWhat(Guid id, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        return View(await PageAsync(need, new WhoAndWhatForm
        {
            TargetGroups = need.TargetGroups,
            Activities = need.Activities,
            Competences = need.Competences,
            Languages = need.Languages,
            RequiredLanguages = need.RequiredLanguages,
            MustMention = string.Join(", ", need.MustMention),
            Method = need.Method,
            Description = need.Description,
        }, cancellationToken));
    }

    [HttpPost("hvem-og-hvad")]
    public async Task<IActionResult> WhoAndWhat(Guid id, WhoAndWhatForm form, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        var phrases = Phrases(form.MustMention);
        if (phrases.Length > WhoAndWhatForm.MostChoices) ModelState.AddModelError("Form.MustMention", $"Skriv højst {WhoAndWhatForm.MostChoices} ting.");

        var words = (await engine.GetAsync(cancellationToken)).Vocabulary.Analyser;
        if (phrases.FirstOrDefault(phrase => words.AnalyseDanish(phrase).Count == 0) is { } empty)
        {
            ModelState.AddModelError("Form.MustMention", $"»{empty}« siger ikke noget alene. Skriv et ord, der fortæller, hvad det handler om.");
        }

        if (!ModelState.IsValid) return View(await PageAsync(need, form, cancellationToken));

        need.DescribeWhoAndWhat(
            taxonomy.HasMethod(form.Method) ? form.Method! : "",
            Known(form.TargetGroups, taxonomy.TargetGroups), Known(form.Activities, taxonomy.Activities),
            Known(form.Competences, taxonomy.Competences), Known(form.Languages, taxonomy.Languages),
            form.Description?.Trim() ?? "", clock.GetUtcNow());
        need.RequireLanguages(Known(form.RequiredLanguages, taxonomy.Languages), clock.GetUtcNow());
        need.RequireMentioned(phrases, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/behov/{id}/hvor-og-hvornaar");
    }

    [HttpGet("hvor-og-hvornaar")]
    public async Task<IActionResult> WhereAndWhen(Guid id, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        return View(new WhereAndWhenPage
        {
            Step = await StepAsync(3, need, cancellationToken),
            Form = new WhereAndWhenForm
            {
                Place = need.Place,
                Times = need.Times,
                BeginsOn = need.BeginsOn,
                VolunteerHours = need.VolunteerHours,
                WithinKilometres = need.WithinKilometres,
                RestDays = need.RestDays,
            },
        });
    }

    [HttpPost("hvor-og-hvornaar")]
    public async Task<IActionResult> WhereAndWhen(Guid id, WhereAndWhenForm form, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        if (form.BeginsOn < clock.Today()) ModelState.AddModelError("Form.BeginsOn", "Vælg i dag eller en senere dag.");
        if (!ModelState.IsValid) return View(new WhereAndWhenPage { Step = await StepAsync(3, need, cancellationToken), Form = form });

        need.DescribeWhereAndWhen(
            form.Place?.Trim() ?? "", (form.Times ?? []).Where(WeekTimes.Contains), form.BeginsOn, form.VolunteerHours, form.WithinKilometres, clock.GetUtcNow());
        need.RequireRest(form.RestDays, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/behov/{id}/hvad-giver-i");
    }

    [HttpGet("hvad-giver-i")]
    public async Task<IActionResult> Gives(Guid id, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();

        return View(await PageAsync(need, new GivesForm { Gives = need.Gives, PartnerGains = need.PartnerGains }, cancellationToken));
    }

    [HttpPost("hvad-giver-i")]
    public async Task<IActionResult> Gives(Guid id, GivesForm form, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        if (need is null) return NotFound();
        if (!ModelState.IsValid) return View(await PageAsync(need, form, cancellationToken));

        need.DescribeWhatIsGiven(Known(form.Gives, taxonomy.Resources), form.PartnerGains?.Trim() ?? "", clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/behov/{id}/tjek");
    }

    [HttpGet("tjek")]
    public async Task<IActionResult> Check(Guid id, CancellationToken cancellationToken)
    {
        var need = await FindAsync(id, cancellationToken);
        return need is null ? NotFound() : View(new CheckPage { Step = await StepAsync(5, need, cancellationToken), Taxonomy = taxonomy });
    }

    private Task<Need?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Needs.VisibleTo(User).Include(n => n.Asker).SingleOrDefaultAsync(n => n.Id == id, cancellationToken);

    private async Task<StepFrame> StepAsync(int number, Need need, CancellationToken cancellationToken) =>
        new(number, need, await suggestions.CountAsync(need, cancellationToken), need.ChangedAt);

    private async Task<WhoAndWhatPage> PageAsync(Need need, WhoAndWhatForm form, CancellationToken cancellationToken)
    {
        var words = (await engine.GetAsync(cancellationToken)).Vocabulary;
        var read = words.ReadSentence($"{need.Title} {need.Description}").Select(code => code.Entry.Code).ToHashSet();

        return new WhoAndWhatPage
        {
            Step = await StepAsync(2, need, cancellationToken),
            Form = form,
            TargetGroups = Chips(taxonomy.TargetGroups, form.TargetGroups, read),
            Activities = Chips(taxonomy.Activities, form.Activities, read),
            Competences = Chips(taxonomy.Competences, form.Competences, read),
            Languages = Chips(taxonomy.Languages, form.Languages, read),
            RequiredLanguages = Chips(taxonomy.Languages, [.. form.Languages ?? [], .. form.RequiredLanguages ?? []], read),
            Methods = [.. taxonomy.Methods.Select(method => new SelectListItem(method.Name, method.Code))],
        };
    }

    private async Task<GivesPage> PageAsync(Need need, GivesForm form, CancellationToken cancellationToken) => new()
    {
        Step = await StepAsync(4, need, cancellationToken),
        Form = form,
        Resources = [.. taxonomy.Resources.Terms.Select(term => new SelectListItem(term.Label, term.Code))],
    };

    private static ChipChoices Chips(TermList list, IReadOnlyCollection<string>? chosen, HashSet<string> read)
    {
        var isNear = list.Terms.ToLookup(term => read.Contains(term.Code) || chosen?.Contains(term.Code) == true);

        return new ChipChoices(
            [.. isNear[true].Select(term => new SelectListItem(term.Label, term.Code))],
            [.. isNear[false].Select(term => new SelectListItem(term.Label, term.Code))]);
    }

    private static string[] Phrases(string? typed) =>
        [.. (typed ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<string> Known(IEnumerable<string>? codes, TermList list) => (codes ?? []).Where(list.Contains).Distinct();
}
