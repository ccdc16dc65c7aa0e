using System.Net;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

public sealed class StatusMeetingPagesTests : IDisposable
{
    /// <summary>The first meeting of the agreement.</summary>
    private static readonly DateOnly Day = new(2026, 6, 2);

    private readonly KemApp app = new();

    [Fact]
    public async Task Invites_once_two_weeks_before_with_a_personal_link_and_a_calendar_entry()
    {
        await MeetingAsync();

        foreach (var (day, expected) in new[] { (Day.AddDays(-15), 0), (Day.AddDays(-14), 3), (Day.AddDays(-13), 3) })
        {
            await On(day).RunAsync<ReminderRounds>();
            await app.RunAsync<ReminderRounds>();
            Assert.Equal(expected, await CountAsync("STATUS_INVITE"));
        }

        var mail = await app.WithDb(db => db.Outbox.FirstAsync(m => m.Kind == "STATUS_INVITE" && m.ToAddress == "amina@kem.example"));
        Assert.Equal("Statusmøde tirsdag 2. juni kl. 19.00: Lektiecafé på Engskolen", mail.Subject);
        Assert.Equal("REQUEST", mail.CalendarMethod);
        Assert.Contains("- Hvordan går samarbejdet?", mail.Text, StringComparison.Ordinal);
        Assert.StartsWith("/m/", await app.LinkInMailToAsync("amina@kem.example", "STATUS_INVITE"), StringComparison.Ordinal);
        Assert.StartsWith("/moeder/", await app.LinkInMailToAsync("birgit@kem.example", "STATUS_INVITE"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminds_once_two_days_before()
    {
        await MeetingAsync();
        await On(Day.AddDays(-14)).RunAsync<ReminderRounds>();

        // Two days before is a Sunday, and then nobody writes; so it is the day before that.
        foreach (var (day, expected) in new[] { (Day.AddDays(-4), 0), (Day.AddDays(-3), 3), (Day.AddDays(-2), 3), (Day, 3) })
        {
            await On(day).RunAsync<ReminderRounds>();
            Assert.Equal(expected, await CountAsync("STATUS_REMINDER"));
        }

        Assert.Equal(
            await app.LinkInMailToAsync("amina@kem.example", "STATUS_INVITE"),
            await app.LinkInMailToAsync("amina@kem.example", "STATUS_REMINDER"));
    }

    [Fact]
    public async Task Asks_the_responsible_for_minutes_after_3_and_7_and_14_days()
    {
        await MeetingAsync();

        // Three days after is Constitution Day, a Friday; so it is the Monday.
        foreach (var (days, expected) in new[] { (5, 0), (6, 1), (7, 2), (14, 3), (40, 3) })
        {
            await On(Day.AddDays(days)).RunAsync<ReminderRounds>();
            await app.RunAsync<ReminderRounds>();
            Assert.Equal(expected, await CountAsync("MINUTES_OVERDUE"));
        }

        Assert.Equal(["birgit@kem.example"], await app.WithDb(db => db.Outbox.Select(m => m.ToAddress).Distinct().ToListAsync()));
    }

    [Fact]
    public async Task An_agreement_that_was_stopped_is_left_in_peace()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        agreement.End("Skolen flytter.", Lektiecafe.Morning);
        await app.SaveAsync(agreement);

        await On(Day.AddDays(-14)).RunAsync<ReminderRounds>();
        await On(Day.AddDays(-2)).RunAsync<ReminderRounds>();
        await On(Day.AddDays(14)).RunAsync<ReminderRounds>();

        Assert.Equal(0, await app.WithDb(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Three_lines_are_minutes_and_everybody_gets_them()
    {
        var id = await MeetingAsync();
        On(Day.AddDays(1));

        var response = await app.SubmitAsync(
            Person.Birgit, $"/moeder/{id}/referat",
            [
                new("Form.Lines[AG_STATUS_3]", "24 børn kommer fast."),
                new("Form.Lines[AG_STATUS_4]", "Der mangler frivillige i maj.\r\nPeter spørger forældrene."),
                new("Form.Lines[AG_STATUS_5]", "Matematik en time om ugen."),
                new("Form.Ratings[part0]", "4"),
                new("Form.Ratings[part2]", "5"),
                new("Form.NewActions[1].Text", "Spørg forældre i 9. klasse"),
                new("Form.NewActions[1].Owner", "Peter"),
                new("Form.NewActions[1].DueOn", "2026-06-20"),
            ]);

        Assert.Equal($"/moeder/{id}", response.Headers.Location?.ToString());
        var agreement = await app.AgreementAsync((await app.WithDb(db => db.Agreements.SingleAsync())).Id);
        var meeting = agreement.StatusMeetings[0];
        Assert.Equal((MeetingState.Held, "Birgit", 3), (meeting.State, meeting.MinutesBy, meeting.Lines.Count));
        Assert.Equal([4, 5], meeting.Ratings.OrderBy(rating => rating.Value).Select(rating => rating.Value));
        Assert.Equal(("Spørg forældre i 9. klasse", new DateOnly(2026, 6, 20)), (agreement.OpenActions[0].Text, agreement.OpenActions[0].DueOn));
        Assert.Equal(3, await CountAsync("MINUTES"));

        var mail = await app.WithDb(db => db.Outbox.FirstAsync(m => m.ToAddress == "amina@kem.example"));
        Assert.Contains("> 24 børn kommer fast.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("- Spørg forældre i 9. klasse (Peter, senest 20. juni)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Næste møde er onsdag 2. september kl. 19.00.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_agenda_remembers_what_was_said_promised_and_rated()
    {
        var id = await MeetingAsync();
        On(Day);
        await app.SubmitAsync(
            Person.Birgit, $"/moeder/{id}/referat",
            [
                new("Form.Lines[AG_STATUS_5]", "Matematik en time om ugen."), new("Form.Ratings[part0]", "4"),
                new("Form.NewActions[0].Text", "Find en, der kan matematik"), new("Form.NewActions[0].Owner", "Amina"),
            ]);
        var next = await app.WithDb(db => db.StatusMeetings.Where(m => m.Number == 2).Select(m => m.Id).SingleAsync());

        var html = await app.As(Person.Amina).GetStringAsync(new Uri($"/moeder/{next}", UriKind.Relative));

        Assert.Contains("Mangler: Find en, der kan matematik (Amina)", html, StringComparison.Ordinal);
        Assert.Contains("Sidst, fra 1 til 5: Kvinder på Tværs 4", html, StringComparison.Ordinal);
        Assert.Contains("Sidst: Matematik en time om ugen.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticking_an_action_closes_it()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        agreement.AgreeOn(new ActionItem(1, "Bestil plakater", "Birgit", Day));
        await app.SaveAsync(agreement);
        var action = (await app.AgreementAsync(agreement.Id)).OpenActions.Single();
        On(Day);

        await app.SubmitAsync(
            Person.Birgit, $"/moeder/{agreement.StatusMeetings[0].Id}/referat", [new("Form.Lines[AG_STATUS_1]", "Fint."), new("Form.Done", $"{action.Id}")]);

        Assert.Empty((await app.AgreementAsync(agreement.Id)).OpenActions);
    }

    [Fact]
    public async Task Empty_minutes_and_actions_without_a_person_are_explained()
    {
        var id = await MeetingAsync();
        On(Day);

        var empty = await (await app.SubmitAsync(Person.Birgit, $"/moeder/{id}/referat")).Content.ReadAsStringAsync();
        var noOwner = await (await app.SubmitAsync(
            Person.Birgit, $"/moeder/{id}/referat", [new("Form.Lines[AG_STATUS_1]", "Fint."), new("Form.NewActions[0].Text", "Ring")])).Content.ReadAsStringAsync();

        Assert.Contains("Skriv mindst en linje.", empty, StringComparison.Ordinal);
        Assert.Contains("Skriv, hvem der gør det.", noOwner, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("MINUTES"));
    }

    [Fact]
    public async Task A_move_raises_the_sequence_and_tells_everybody()
    {
        var id = await MeetingAsync();

        await app.SubmitAsync(Person.Birgit, $"/moeder/{id}/flytning", [new("Form.On", "2026-06-09"), new("Form.Time", "17:30"), new("Form.Place", "Kvarterhuset")]);

        var meeting = await app.WithDb(db => db.StatusMeetings.SingleAsync(m => m.Id == id));
        Assert.Equal((new DateOnly(2026, 6, 9), new TimeOnly(17, 30), "Kvarterhuset", 1), (meeting.On, meeting.Time, meeting.Place, meeting.Sequence));
        Assert.Equal(3, await CountAsync("MEETING_MOVED"));
        var mail = await app.WithDb(db => db.Outbox.FirstAsync(m => m.Kind == "MEETING_MOVED"));
        Assert.Contains("SEQUENCE:1", mail.CalendarText, StringComparison.Ordinal);
        Assert.Contains("Før var det tirsdag 2. juni kl. 19.00.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_is_not_moved_to_the_past()
    {
        var id = await MeetingAsync();

        var response = await app.SubmitAsync(Person.Birgit, $"/moeder/{id}/flytning", [new("Form.On", "2026-03-02")]);

        Assert.Contains("Vælg en dag fra i dag og frem.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("MEETING_MOVED"));
    }

    [Fact]
    public async Task One_tap_says_that_the_meeting_was_not_held()
    {
        var id = await MeetingAsync();
        On(Day.AddDays(1));

        await app.SubmitAsync(Person.Birgit, $"/moeder/{id}", action: $"/moeder/{id}/aflysning");

        Assert.Equal(MeetingState.NotHeld, await app.WithDb(db => db.StatusMeetings.Where(m => m.Id == id).Select(m => m.State).SingleAsync()));
        await On(Day.AddDays(14)).RunAsync<ReminderRounds>();
        Assert.Equal(0, await CountAsync("MINUTES_OVERDUE"));
    }

    [Fact]
    public async Task The_letter_page_shows_the_meeting_and_gives_a_calendar_file()
    {
        await MeetingAsync();
        await On(Day.AddDays(-14)).RunAsync<ReminderRounds>();
        var link = await app.LinkInMailToAsync("amina@kem.example", "STATUS_INVITE");

        var html = await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative));
        var calendar = await app.As(null).GetAsync(new Uri($"{link}/kalender.ics", UriKind.Relative));

        Assert.Contains("Tirsdag 2. juni kl. 19.00", html, StringComparison.Ordinal);
        Assert.Contains("Hvad er svært, og hvordan løser vi det?", html, StringComparison.Ordinal);
        Assert.Contains("55 10 10 10", html, StringComparison.Ordinal);
        Assert.Equal("text/calendar", calendar.Content.Headers.ContentType?.MediaType);
        Assert.Contains("METHOD:PUBLISH", await calendar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/flytning")]
    [InlineData(".ics")]
    public async Task Only_the_parties_and_their_municipality_find_the_meeting(string page)
    {
        var address = new Uri($"/moeder/{await MeetingAsync()}{page}", UriKind.Relative);

        Assert.All([Person.Birgit, Person.Amina], person => Assert.Equal(HttpStatusCode.OK, app.As(person).GetAsync(address).Result.StatusCode));
        Assert.All([Person.Carsten, Person.Dorte], person => Assert.Equal(HttpStatusCode.NotFound, app.As(person).GetAsync(address).Result.StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, (await app.As(null).GetAsync(address)).StatusCode);
    }

    [Theory]
    [InlineData("M1")]
    [InlineData("M4")]
    [InlineData("M5")]
    [InlineData("M6")]
    public async Task The_agenda_of_every_method_can_be_shown_and_written(string method)
    {
        var agreement = Lektiecafe.Draft(method, organisations: AgreementSteps.Parties);
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Lektiecafe.Morning);

        foreach (var signatory in agreement.Signatories)
        {
            agreement.Sign(signatory, "Et Navn", SigningWay.Link, agreement.TextHash, Lektiecafe.Morning);
        }

        await app.SaveAsync(agreement);
        On(Day);
        var meeting = agreement.StatusMeetings[0].Id;
        var line = Lektiecafe.Taxonomy.AgendaOf(method).Items.First(item => item.Kind == Domain.Methods.AgendaItemKind.Text).Code;

        await app.SubmitAsync(Person.Birgit, $"/moeder/{meeting}/referat", [new($"Form.Lines[{line}]", "Godt."), .. method == "M4" ? Figures : []]);

        var html = await app.As(Person.Birgit).GetStringAsync(new Uri($"/moeder/{meeting}", UriKind.Relative));
        Assert.Contains("Godt.", html, StringComparison.Ordinal);
        Assert.Equal(method == "M4", html.Contains("Interesserede borgere: <b class=\"k-num\">24</b>", StringComparison.Ordinal));
    }

    private static KeyValuePair<string, string>[] Figures => [new("Form.Residents", "24"), new("Form.Volunteers", "5")];

    public void Dispose() => app.Dispose();

    private KemApp On(DateOnly day)
    {
        app.Clock.Now = DanishTime.At(day, new TimeOnly(9, 0));
        return app;
    }

    private async Task<Guid> MeetingAsync()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        await app.SaveAsync(agreement);
        return agreement.StatusMeetings[0].Id;
    }

    private Task<int> CountAsync(string kind) => app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == kind));
}
