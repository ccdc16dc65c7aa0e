using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Alive;

/// <summary>
/// "Holder det?": what became of the matches. Every number is counted from the events each time the page is opened; nothing
/// is kept in between.
/// </summary>
public sealed class AliveController(KemDb db, TimeProvider clock) : Controller
{
    [HttpGet("holder-det")]
    public async Task<IActionResult> Index(DateOnly? fra, DateOnly? til, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return NotFound();

        var matches = MatchHistory.Of(await EventsAsync(fra, til, cancellationToken), await db.Organisations.VisibleTo(User).MergedIntoAsync(cancellationToken));
        var ends = MatchFunnel.Ends(matches);

        return View(new AlivePage
        {
            Period = new AlivePeriod(fra, til),
            Matches = matches.Count,
            Steps = MatchFunnel.Count(matches, clock.Today()),
            Ends = [.. Enum.GetValues<MatchEnd>().Where(end => end != MatchEnd.NeverBegan).Select(end => (end, ends.GetValueOrDefault(end)))],
            Open = await OpenAsync(cancellationToken),
            Today = clock.Today(),
        });
    }

    [HttpGet("holder-det/{trin}")]
    public async Task<IActionResult> List(string trin, DateOnly? fra, DateOnly? til, CancellationToken cancellationToken)
    {
        var step = StepText.All.SingleOrDefault(text => text.Code == trin);
        if (step is null || !Viewer.From(User).IsCoordinator) return NotFound();

        return View(new AliveListPage { Step = step, Period = new AlivePeriod(fra, til), Rows = await RowsAsync(step.Step, fra, til, cancellationToken) });
    }

    [HttpGet("holder-det.csv")]
    public async Task<IActionResult> Csv(DateOnly? fra, DateOnly? til, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return NotFound();

        var today = clock.Today();
        var rows = await RowsAsync(MatchStep.Proposed, fra, til, cancellationToken);
        IEnumerable<string> headings = ["Parter", "Behov", .. StepText.All.Select(text => text.Name), "Sådan endte det"];

        return File(
            Spreadsheet.Write(rows.Select(row => (IEnumerable<string>)[row.Names, row.Title, .. StepText.All.Select(text => StepText.Of(row.Match.On(text.Step, today))), StepText.Of(row.Match.End)]).Prepend(headings)),
            Spreadsheet.ContentType, "holder-det.csv");
    }

    /// <summary>The raw events, from which anybody can count again.</summary>
    [HttpGet("holder-det/haendelser.csv")]
    public async Task<IActionResult> Events(DateOnly? fra, DateOnly? til, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return NotFound();

        var events = await EventsAsync(fra, til, cancellationToken);
        var names = await db.Organisations.VisibleTo(User).AsNoTracking().ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        string[] headings = ["Match", "Trin", "Hvem siger det", "Nummer", "Skete det", "Dag", "Hvordan ved vi det", "Skrevet ned"];

        return File(
            Spreadsheet.Write(events.OrderBy(e => e.MatchId).ThenBy(e => e.Step).ThenBy(e => e.Number).Select(e => (IEnumerable<string>)
            [
                e.MatchId.ToString(), $"{e.Step}", names.GetValueOrDefault(e.OrganisationId, ""), $"{e.Number}", e.Happened ? "Ja" : "Nej", $"{e.On:yyyy-MM-dd}", StepText.Of(e.Way), $"{DanishTime.DayOf(e.RecordedAt):yyyy-MM-dd}",
            ]).Prepend(headings)),
            Spreadsheet.ContentType, "haendelser.csv");
    }

    /// <summary>All events of the matches that began in the period.</summary>
    private Task<List<MatchEvent>> EventsAsync(DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        var own = db.MatchEvents.VisibleTo(User).AsNoTracking();
        var began = own.Where(e => e.Step == MatchStep.Proposed && (from == null || e.On >= from) && (to == null || e.On <= to)).Select(e => e.MatchId);

        return own.Where(e => began.Contains(e.MatchId)).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<AliveRow>> RowsAsync(MatchStep step, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var matches = MatchHistory.Of(await EventsAsync(from, to, cancellationToken), await db.Organisations.VisibleTo(User).MergedIntoAsync(cancellationToken));
        var proposals = (await db.Proposals.VisibleTo(User).AsNoTracking().Include(p => p.Partner).Include(p => p.Need.Asker).ToListAsync(cancellationToken)).ToLookup(p => p.BundleId ?? p.Id);

        return
        [
            .. from match in matches
               let asked = proposals[match.Id].ToList()
               where asked.Count > 0
               let standing = match.On(step, today)
               orderby standing, match.DayOf(MatchStep.Proposed) descending
               select new AliveRow(asked[0].Id, DanishText.List(asked.Select(p => p.Partner.Name).Append(asked[0].Need.Asker.Name)), asked[0].Need.Title, match, standing),
        ];
    }

    private async Task<IReadOnlyList<OpenQuestion>> OpenAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-MatchQuestion.DaysOpen);

        return await (
            from question in db.MatchQuestions.VisibleTo(User).AsNoTracking()
            where question.AnsweredAt == null && question.AskedAt > since
            join organisation in db.Organisations on question.OrganisationId equals organisation.Id
            join proposal in db.Proposals on question.ProposalId equals proposal.Id
            orderby question.AskedAt
            select new OpenQuestion(question, organisation.Name, proposal.Need.Title)).ToListAsync(cancellationToken);
    }
}
