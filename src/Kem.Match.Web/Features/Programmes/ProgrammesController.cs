using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>The programmes: a list, a new one, and the board of each.</summary>
public sealed class ProgrammesController(KemDb db, ProgrammeChoices choices, ProgrammeOutline outline, LetterHours hours, TimeProvider clock) : Controller
{
    private const int UsualMonths = 14;
    private const int JuneStart = 6;

    [HttpGet("forloeb")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (!choices.MayMake(User)) return NotFound();

        var programmes = await db.Programmes.VisibleTo(User).AsNoTracking().Whole().OrderByDescending(p => p.StartsOn).ThenBy(p => p.Title).ToListAsync(cancellationToken);
        return View(new ProgrammeListPage(await db.AsTheyAreAsync(programmes, cancellationToken), clock.Today()));
    }

    [HttpGet("forloeb/nyt")]
    public async Task<IActionResult> New(CancellationToken cancellationToken)
    {
        if (!choices.MayMake(User)) return NotFound();

        var today = clock.Today();
        var june = new DateOnly(today.Year, JuneStart, 1);
        return View(await choices.NewPageAsync(User, new NewProgrammeForm { StartsOn = june < today ? june.AddYears(1) : june, Months = UsualMonths, DaysOpen = ProgrammePlan.UsualDaysOpen }, cancellationToken));
    }

    [HttpPost("forloeb/nyt")]
    public async Task<IActionResult> New([Bind(Prefix = "Form")] NewProgrammeForm form, CancellationToken cancellationToken)
    {
        if (!choices.MayMake(User)) return NotFound();

        var page = await choices.NewPageAsync(User, form, cancellationToken);
        var lead = Viewer.From(User).IsProgrammeLead ? page.Leads[0] : page.Leads.FirstOrDefault(lead => lead.Id == form.Lead);

        if (lead is null) ModelState.AddModelError("Form.Lead", "Vælg, hvem der leder forløbet.");
        if (form.Agreement is { } agreement && page.Agreements.All(choice => choice.Id != agreement)) ModelState.AddModelError("Form.Agreement", "Vælg en af aftalerne på listen, eller lad feltet stå tomt.");
        if (form.Associations.Exists(id => page.Associations.All(choice => choice.Id != id))) ModelState.AddModelError("Form.Associations", "En af foreningerne er ikke i kataloget mere. Se listen igennem.");
        if (form.StartsOn is { } start && Math.Abs(start.Year - clock.Today().Year) > 3) ModelState.AddModelError("Form.StartsOn", "Vælg en dag, der ligger højst tre år fra i dag.");
        if (!ModelState.IsValid) return View(page);
        if (await db.Programmes.VisibleTo(User).FirstOrDefaultAsync(p => p.LeadId == lead!.Id && p.StartsOn == form.StartsOn && p.Title == form.Title!.Trim(), cancellationToken) is { } same) return Redirect($"/forloeb/{same.Id}");

        var programme = new CapacityProgramme(
            Viewer.From(User).MunicipalityCode, form.Agreement, form.Title!.Trim(), lead!, new ProgrammePlan(form.StartsOn!.Value, form.Months!.Value, form.DaysOpen!.Value), hours, clock.GetUtcNow());

        foreach (var association in page.Associations.Where(choice => form.Associations.Contains(choice.Id)))
        {
            programme.Add(association.Id, association.Name, clock.Today());
        }

        if (form.Agreement is { } restsOn)
        {
            (await db.Agreements.SingleAsync(a => a.Id == restsOn, cancellationToken)).MeetBy(CapacityProgramme.Agenda);
        }

        db.Programmes.Add(programme);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Forløbet er lagt.", $"Runde 1 åbner {DanishText.WeekdayAndDay(programme.Rounds[0].OpensOn)}. Så får foreningerne en mail.");
        return Redirect($"/forloeb/{programme.Id}");
    }

    [HttpGet("forloeb/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) =>
        await BoardAsync(id, cancellationToken) is { } board ? View(board) : NotFound();

    [HttpGet("forloeb/{id:guid}.csv")]
    public async Task<IActionResult> Csv(Guid id, CancellationToken cancellationToken) =>
        await BoardAsync(id, cancellationToken) is { } board
            ? File(ProgrammeSpreadsheet.Write(board), Spreadsheet.ContentType, $"forloeb-{clock.Today():yyyy-MM-dd}.csv")
            : NotFound();

    private async Task<ProgrammeBoard?> BoardAsync(Guid id, CancellationToken cancellationToken)
    {
        var programme = await db.Programmes.VisibleTo(User).AsNoTracking().Whole().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (programme is null) return null;

        var ids = programme.ActiveMembers.Select(member => member.OrganisationId).ToList();
        var agreement = await db.Agreements.AsNoTracking().Where(a => a.Id == programme.AgreementId).Select(a => new { a.Id, a.Title, a.State }).SingleOrDefaultAsync(cancellationToken);
        var withoutMail = await db.Organisations.AsNoTracking().Where(o => ids.Contains(o.Id) && o.ContactEmail == "").Select(o => o.Name).ToListAsync(cancellationToken);

        return new ProgrammeBoard(
            (await db.AsTheyAreAsync([programme], cancellationToken))[0], outline, clock.Today(),
            agreement is null ? null : (agreement.Id, agreement.Title, agreement.State == AgreementState.InForce), withoutMail, Viewer.From(User).IsProgrammeLead);
    }
}
