using System.Net;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Catalogue.Merging;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Programmes;

/// <summary>The board of a programme: who may see and do what, and what is said when something cannot be done.</summary>
public sealed class ProgrammePagesTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_lead_lays_a_programme_and_leads_it()
    {
        Assert.Contains("Der er ingen forløb endnu", await ReadAsync(Person.Freja, "/forloeb"), StringComparison.Ordinal);

        var answer = await app.SubmitAsync(Person.Freja, "/forloeb/nyt",
        [
            new("Form.Title", "Stærke foreninger"), new("Form.StartsOn", "2026-06-01"), new("Form.Months", "14"), new("Form.DaysOpen", "28"),
            new("Form.Associations", $"{Catalogue.WomenAssociation}"), new("Form.Associations", $"{Catalogue.FootballClub}"),
        ]);

        var programme = await app.WithDb(db => db.Programmes.AsNoTracking().Whole().SingleAsync());
        Assert.Equal($"/forloeb/{programme.Id}", answer.Headers.Location?.OriginalString);
        Assert.Equal((Person.Freja.Id, Person.Freja.Email, Places.Hillerød), (programme.LeadId, programme.LeadEmail, programme.MunicipalityCode));
        var board = await ReadAsync(Person.Freja, $"/forloeb/{programme.Id}");
        Assert.Contains("Der er 2 foreninger med. Et forløb er lagt an på 8 til 10.", board, StringComparison.Ordinal);
        Assert.Contains("Forløbet hviler ikke på en aftale", board, StringComparison.Ordinal);
        Assert.Contains("② Runde 2", board, StringComparison.Ordinal);
        Assert.Contains("Kommunen tager ejerskab", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressed_many_times_at_once_a_programme_is_laid_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.SubmitAsync(Person.Freja, "/forloeb/nyt", [new("Form.Title", "Stærke foreninger")])));

        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict }));
        Assert.Equal(1, await app.WithDb(db => db.Programmes.CountAsync()));
    }

    [Theory]
    [InlineData("Form.Title", "", "Skriv, hvad forløbet skal hedde.")]
    [InlineData("Form.Title", "Forløb 010190-1234", "CPR-nummer")]
    [InlineData("Form.StartsOn", "", "Vælg den første dag.")]
    [InlineData("Form.StartsOn", "1999-06-01", "højst tre år fra i dag")]
    [InlineData("Form.Months", "11", "Skriv et tal fra 12 til 16.")]
    [InlineData("Form.DaysOpen", "20", "Skriv et tal fra 21 til 60.")]
    [InlineData("Form.Agreement", "10000000-0000-7000-8000-0000000000ff", "Vælg en af aftalerne på listen")]
    [InlineData("Form.Associations", "10000000-0000-7000-8000-000000000006", "ikke i kataloget mere")]
    public async Task What_cannot_be_is_said_at_the_field_and_what_is_written_stays(string field, string value, string problem)
    {
        var fields = new Dictionary<string, string> { ["Form.Title"] = "Stærke foreninger", ["Form.StartsOn"] = "2026-06-01", ["Form.Months"] = "14", ["Form.DaysOpen"] = "28", [field] = value };

        var answer = await app.SubmitAsync(Person.Freja, "/forloeb/nyt", fields);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(problem, page, StringComparison.Ordinal);
        Assert.Contains(field == "Form.Months" ? "2026-06-01" : "value=\"14\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDb(db => db.Programmes.CountAsync()));
    }

    [Fact]
    public async Task A_coordinator_sees_how_far_they_are_but_neither_answers_nor_numbers()
    {
        var programme = await StartedAsync();
        await app.AnswerAsync(programme, Catalogue.WomenAssociation, CheckupRound.Start, Hillerød.All(CheckupChoice.Begun));
        var result = $"/forloeb/{programme.Id}/foreninger/{programme.MemberOf(Catalogue.WomenAssociation)!.Id}";

        var board = await ReadAsync(Person.Birgit, $"/forloeb/{programme.Id}");
        Assert.Contains("Færdig", board, StringComparison.Ordinal);
        Assert.Contains("Ikke begyndt", board, StringComparison.Ordinal);
        Assert.DoesNotContain("Se resultat", board, StringComparison.Ordinal);
        var lead = await ReadAsync(Person.Freja, result);
        Assert.Contains("2,0", lead, StringComparison.Ordinal);
        Assert.Contains("egen formulering", lead, StringComparison.Ordinal);

        foreach (var other in new[] { Person.Birgit, Person.Erik, Person.Amina, Person.Dorte, Person.Carsten, Person.Henrik })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(other).GetAsync(new Uri(result, UriKind.Relative))).StatusCode);
        }

        foreach (var page in new[] { $"/forloeb/{programme.Id}", $"/forloeb/{programme.Id}.csv", $"/katalog/{Catalogue.WomenAssociation}", "/administration/paamindelser", "/administration/udbakke" })
        {
            var seen = await ReadAsync(Person.Birgit, page);
            Assert.DoesNotContain("2,0", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("k-radar", seen, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".csv")]
    [InlineData("/foreninger")]
    [InlineData("/aftale")]
    [InlineData("/runder/1")]
    [InlineData("/opgaver/P1_MATCH")]
    [InlineData("/stop")]
    public async Task The_pages_of_a_programme_are_for_its_lead_and_its_municipality(string page)
    {
        var programme = await StartedAsync();
        var address = new Uri($"/forloeb/{programme.Id}{page}", UriKind.Relative);

        foreach (var (person, expected) in new (Person? Person, HttpStatusCode Expected)[]
        {
            (Person.Freja, HttpStatusCode.OK), (Person.Birgit, HttpStatusCode.OK), (Person.Henrik, HttpStatusCode.NotFound), (Person.Carsten, HttpStatusCode.NotFound),
            (Person.Amina, HttpStatusCode.NotFound), (Person.Erik, HttpStatusCode.NotFound), (null, HttpStatusCode.Redirect),
        })
        {
            Assert.Equal(expected, (await app.As(person).GetAsync(address)).StatusCode);
        }
    }

    [Fact]
    public async Task A_round_is_moved_before_it_opens_and_only_prolonged_afterwards()
    {
        var programme = await StartedAsync();
        var (first, second) = ($"/forloeb/{programme.Id}/runder/1", $"/forloeb/{programme.Id}/runder/2");

        var early = await app.SubmitAsync(Person.Freja, second, [new("Form.OpensOn", "2026-05-01"), new("Form.ClosesOn", "2026-05-28")]);
        Assert.Contains("Vælg en dag fra i dag og frem.", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var shortly = await app.SubmitAsync(Person.Freja, second, [new("Form.OpensOn", "2027-02-01"), new("Form.ClosesOn", "2027-02-10")]);
        Assert.Contains("mindst 21 dage: til og med 21. februar 2027", await shortly.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Freja, second, [new("Form.OpensOn", "2027-02-01"), new("Form.ClosesOn", "2027-03-01")]);
        await app.SubmitAsync(Person.Freja, first, [new("Form.OpensOn", "2026-09-01"), new("Form.ClosesOn", "2026-07-12")]);

        var now = await app.WithDb(db => db.Programmes.AsNoTracking().Whole().SingleAsync());
        Assert.Equal((new DateOnly(2027, 2, 1), new DateOnly(2027, 3, 1)), (now.Rounds[1].OpensOn, now.Rounds[1].ClosesOn));
        Assert.Equal((Hillerød.Start, new DateOnly(2026, 7, 12)), (now.Rounds[0].OpensOn, now.Rounds[0].ClosesOn));
        Assert.Contains("Runde 2 er lagt fra 1. februar 2027 til 1. marts 2027.", now.PlanText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_ticked_with_its_day_and_can_be_taken_back()
    {
        var programme = await StartedAsync();
        var page = $"/forloeb/{programme.Id}/opgaver/P1_EVENING";

        var tomorrow = await app.SubmitAsync(Person.Freja, page, [new("Form.On", "2026-06-02")]);
        Assert.Contains("til og med i dag", await tomorrow.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.SubmitAsync(Person.Freja, page, [new("Form.On", "2026-05-20")]);
        Assert.Equal(new DateOnly(2026, 5, 20), (await app.WithDb(db => db.Programmes.AsNoTracking().SingleAsync())).DoneOn("P1_EVENING"));

        await app.SubmitAsync(Person.Birgit, page, action: $"{page}/fortryd");
        Assert.Null((await app.WithDb(db => db.Programmes.AsNoTracking().SingleAsync())).DoneOn("P1_EVENING"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Freja).GetAsync(new Uri($"/forloeb/{programme.Id}/opgaver/FINDES_IKKE", UriKind.Relative))).StatusCode);

        app.Clock.Now = DanishTime.At(new(2026, 9, 2), new TimeOnly(9, 0));
        Assert.Contains("Mangler", await ReadAsync(Person.Freja, $"/forloeb/{programme.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Associations_come_in_and_leave_and_pressing_twice_adds_one()
    {
        var programme = await app.SaveAsync(Hillerød.Programme());
        var page = $"/forloeb/{programme.Id}/foreninger";

        var empty = await app.SubmitAsync(Person.Freja, page);
        Assert.Contains("Vælg en forening.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await KemApp.PressAtOnceAsync(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.FillInAsync(Person.Freja, page, [new("Form.Association", $"{Catalogue.WomenAssociation}")]))));
        var member = Assert.Single(await app.WithDb(db => db.ProgrammeMembers.AsNoTracking().ToListAsync()));

        await app.SubmitAsync(Person.Freja, $"{page}/{member.Id}/farvel");
        Assert.NotNull((await app.WithDb(db => db.ProgrammeMembers.AsNoTracking().SingleAsync())).LeftOn);
        Assert.Contains("ude fra", await ReadAsync(Person.Freja, $"/forloeb/{programme.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_programme_can_be_read_but_not_changed()
    {
        var programme = await StartedAsync();
        var empty = await app.SubmitAsync(Person.Freja, $"/forloeb/{programme.Id}/stop");
        Assert.Contains("Skriv, hvorfor forløbet stopper.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Freja, $"/forloeb/{programme.Id}/stop", [new("Form.Reason", "Bevillingen er brugt.")]);

        var board = await ReadAsync(Person.Freja, $"/forloeb/{programme.Id}");
        Assert.Contains("Bevillingen er brugt.", board, StringComparison.Ordinal);
        Assert.DoesNotContain("Sæt kryds", board, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Freja).GetAsync(new Uri($"/forloeb/{programme.Id}/foreninger", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_board_as_a_file_says_how_far_and_nothing_more()
    {
        var programme = await StartedAsync();
        await app.AnswerAsync(programme, Catalogue.WomenAssociation, CheckupRound.Start, Hillerød.All(CheckupChoice.Begun));

        var file = await ReadAsync(Person.Birgit, $"/forloeb/{programme.Id}.csv");

        Assert.Equal(3, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Kvinder på Tværs;2026-03-03;;Færdig;Ikke åbnet;Ikke åbnet", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_association_that_is_closed_down_leaves_its_programmes()
    {
        var programme = await StartedAsync();

        await app.SubmitAsync(Person.Birgit, $"/katalog/{Catalogue.FootballClub}/nedlaeggelse", [new("Form.Reason", "Ingen medlemmer."), new("Form.On", "2026-06-01")]);

        var left = await app.WithDb(db => db.ProgrammeMembers.AsNoTracking().SingleAsync(m => m.OrganisationId == Catalogue.FootballClub));
        Assert.Equal(new DateOnly(2026, 6, 1), left.LeftOn);
        Assert.NotEqual(Guid.Empty, programme.Id);
    }

    [Fact]
    public async Task An_association_that_stood_twice_in_the_catalogue_keeps_its_place_and_its_answers()
    {
        var programme = await StartedAsync();
        await app.AnswerAsync(programme, Catalogue.FootballClub, CheckupRound.Start, Hillerød.All(CheckupChoice.Begun));
        await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.Auditors).ExecuteUpdateAsync(set => set.SetProperty(o => o.Kind, OrganisationKind.Association)));

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        await scope.ServiceProvider.GetRequiredService<OrganisationMerging>().MergeAsync(
            await db.Organisations.SingleAsync(o => o.Id == Catalogue.Auditors), await db.Organisations.SingleAsync(o => o.Id == Catalogue.FootballClub), new MergeForm(), Person.Birgit.Principal, CancellationToken.None);

        var member = programme.MemberOf(Catalogue.FootballClub)!.Id;
        Assert.Equal(Catalogue.Auditors, await app.WithDb(db => db.ProgrammeMembers.Where(m => m.Id == member).Select(m => m.OrganisationId).SingleAsync()));
        Assert.Equal(Catalogue.Auditors, await app.WithDb(db => db.Checkups.Where(c => c.MemberId == member).Select(c => c.OrganisationId).SingleAsync()));
    }

    [Fact]
    public async Task A_status_meeting_shows_the_change_of_those_that_have_said_yes_and_of_nobody_else()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        await app.SaveAsync(agreement);
        var meeting = $"/moeder/{agreement.StatusMeetings[0].Id}";
        Assert.DoesNotContain("Hvad viser sundhedstjekkene?", await ReadAsync(Person.Birgit, meeting), StringComparison.Ordinal);

        var programme = await app.SaveAsync(Hillerød.WithTwo());
        await app.SubmitAsync(Person.Birgit, $"/forloeb/{programme.Id}/aftale", [new("Form.Agreement", $"{agreement.Id}")]);
        var kind = await ReadAsync(Person.Birgit, meeting);
        Assert.Contains("Hvad viser sundhedstjekkene?", kind, StringComparison.Ordinal);
        Assert.Contains("Ingen forening har valgt at vise sit sundhedstjek her. Det er helt i orden.", kind, StringComparison.Ordinal);

        app.Clock.Now = DanishTime.At(Hillerød.Start, new TimeOnly(9, 0));
        await app.AnswerAsync(programme, Catalogue.WomenAssociation, CheckupRound.Start, Hillerød.All(CheckupChoice.Begun));
        await app.AnswerAsync(programme, Catalogue.WomenAssociation, CheckupRound.Midway, Hillerød.All(CheckupChoice.Partly).ToDictionary(
            answer => answer.Key, answer => answer.Key.StartsWith("HC_FINANCE", StringComparison.Ordinal) ? CheckupChoice.Mostly : answer.Value));
        await app.AnswerAsync(programme, Catalogue.FootballClub, CheckupRound.Start, Hillerød.All(CheckupChoice.InPlace));
        await app.ChangeAsync(programme, p => p.MemberOf(Catalogue.WomenAssociation)!.Show(true));

        var shown = WebUtility.HtmlDecode(await ReadAsync(Person.Birgit, meeting));
        Assert.Contains("Kvinder på Tværs er gået mest frem i regnskab og budget", shown, StringComparison.Ordinal);
        Assert.Contains("+2,0", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Byens Boldklub står", shown, StringComparison.Ordinal);
        Assert.Equal(2, shown.Split("class=\"round").Length - 1 - 2);

        // By link the party sees the same, and the calendar and the invitation have the same agenda.
        app.Clock.Now = DanishTime.At(agreement.StatusMeetings[0].On.AddDays(-14), new TimeOnly(9, 0));
        await app.RunAsync<ReminderRounds>();
        var invitation = await app.WithDb(db => db.Outbox.AsNoTracking().FirstAsync(m => m.Kind == "STATUS_INVITE"));
        Assert.Contains("Hvad viser sundhedstjekkene?", invitation.Text, StringComparison.Ordinal);
        Assert.Contains("Hvad viser sundhedstjekkene?", invitation.CalendarText!.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_keep_the_agenda_by_which_they_were_written()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        await app.SaveAsync(agreement);
        var meeting = agreement.StatusMeetings[0].Id;
        var code = Lektiecafe.Taxonomy.AgendaOf(agreement.Method).Items[2].Code;
        await app.WithDb(async db =>
        {
            var held = await db.StatusMeetings.Include(m => m.Agreement).SingleAsync(m => m.Id == meeting);
            held.WriteMinutes([new MinuteLine(code, "Flere børn læser lektier.")], [], null, null, "Birgit", app.Clock.Now);
            await db.SaveChangesAsync();
        });

        await app.SaveAsync(Hillerød.WithTwo());
        var programme = await app.WithDb(db => db.Programmes.Select(p => p.Id).SingleAsync());
        await app.SubmitAsync(Person.Birgit, $"/forloeb/{programme}/aftale", [new("Form.Agreement", $"{agreement.Id}")]);

        Assert.Contains("Flere børn læser lektier.", await ReadAsync(Person.Birgit, $"/moeder/{meeting}"), StringComparison.Ordinal);
    }

    private Task<string> ReadAsync(Person person, string page) => app.As(person).GetStringAsync(new Uri(page, UriKind.Relative));

    /// <summary>On the first day, with both invited.</summary>
    private async Task<CapacityProgramme> StartedAsync()
    {
        var programme = await app.SaveAsync(Hillerød.WithTwo());
        app.Clock.Now = DanishTime.At(Hillerød.Start, new TimeOnly(9, 0));
        await app.RunAsync<ReminderRounds>();
        return programme;
    }
}
