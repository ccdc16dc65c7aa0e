using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Needs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Features.Home;

public sealed class HomeController(KemDb db, Today today, WeekAhead week, TimeProvider clock, IWebHostEnvironment environment) : Controller
{
    private const string SecondsUntilAnotherTry = "10";
    private const int DaysUntilOld = 14;

    [HttpGet("/"), AllowAnonymous]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (User.Identity is not { IsAuthenticated: true }) return View("Start", await DemoPeopleAsync(cancellationToken));

        var viewer = Viewer.From(User);
        if (viewer.IsProgrammeLead) return Redirect("/forloeb");

        return View(new TodayPage
        {
            Today = clock.Today(),
            Now = clock.GetUtcNow(),
            Role = viewer.Role,
            Tasks = await today.TasksForAsync(User, cancellationToken),
            Coming = await week.ComingAsync(User, cancellationToken),
            Drafts = await DraftsAsync(cancellationToken),
            GoodNews = await week.GoodNewsAsync(User, cancellationToken),
            Figures = viewer.IsCoordinator ? await FiguresAsync(cancellationToken) : null,
            IsNewHere = viewer.IsCoordinator && !await db.Organisations.VisibleTo(User).AnyAsync(cancellationToken),
        });
    }

    [Route("/findes-ikke"), AllowAnonymous, IgnoreAntiforgeryToken]
    public IActionResult Missing()
    {
        Response.StatusCode = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null ? StatusCodes.Status404NotFound : Response.StatusCode;
        return View(Response.StatusCode == StatusCodes.Status413PayloadTooLarge ? "TooLarge" : "NotFound");
    }

    [Route("/fejl"), AllowAnonymous, IgnoreAntiforgeryToken]
    public async Task<IActionResult> Error(CancellationToken cancellationToken)
    {
        if (HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { } failed && StoreTrouble.IsPassing(failed.Error))
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = SecondsUntilAnotherTry;
            return View("TryAgain", await Unsaved.FromAsync(Request, failed.Path, cancellationToken));
        }

        Response.StatusCode = StatusCodes.Status500InternalServerError;
        return View("Error", HttpContext.TraceIdentifier);
    }

    private async Task<IReadOnlyList<DemoPerson>> DemoPeopleAsync(CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment()) return [];

        var people =
            from user in db.Users
            join municipality in db.Municipalities on user.MunicipalityCode equals municipality.Code
            join organisation in db.Organisations on user.OrganisationId equals organisation.Id into own
            from organisation in own.DefaultIfEmpty()
            orderby user.MunicipalityCode, user.Id
            select new DemoPerson(user.Id, user.DisplayName, user.Title, organisation == null ? municipality.OfficialName : organisation.Name, municipality.OfficialName);

        return await people.ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Draft>> DraftsAsync(CancellationToken cancellationToken)
    {
        var needs = await db.Needs.VisibleTo(User).AsNoTracking().Where(n => n.State == NeedState.Draft)
            .Select(n => new Draft(n.Title, $"/behov/{n.Id}/ret", "Behov", n.ChangedAt)).ToListAsync(cancellationToken);
        var agreements = await db.Agreements.VisibleTo(User).AsNoTracking().Where(a => a.State == AgreementState.Draft)
            .Select(a => new Draft(a.Title, $"/aftaler/{a.Id}/ret", "Aftale", a.ChangedAt)).ToListAsync(cancellationToken);

        return [.. needs.Concat(agreements).OrderByDescending(draft => draft.ChangedAt)];
    }

    private async Task<Figures> FiguresAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (yearAgo, fortnightAgo) = (now.AddYears(-1), now.AddDays(-DaysUntilOld));
        var dayToday = clock.Today();

        var agreements = await db.Agreements.VisibleTo(User).AsNoTracking().Include(a => a.StatusMeetings)
            .Where(a => a.State == AgreementState.InForce && a.EndsOn >= dayToday).ToListAsync(cancellationToken);
        var answered = await db.Proposals.VisibleTo(User).AsNoTracking().Where(p => p.AnsweredAt != null && p.SentAt > yearAgo)
            .Select(p => new { p.SentAt, p.AnsweredAt }).ToListAsync(cancellationToken);
        var openNeeds = await db.Needs.VisibleTo(User).AsNoTracking().Where(n => n.State == NeedState.Open)
            .Select(n => n.CreatedAt).ToListAsync(cancellationToken);

        var days = answered.Select(a => (a.AnsweredAt!.Value - a.SentAt).TotalDays).Order().ToList();

        return new Figures(
            agreements.Count,
            agreements.Count(a => a.HealthOn(dayToday) is AgreementHealth.New or AgreementHealth.OnTime),
            days.Count == 0 ? null : (int)Math.Round(days[days.Count / 2]),
            openNeeds.Count,
            openNeeds.Count(created => created < fortnightAgo));
    }
}
