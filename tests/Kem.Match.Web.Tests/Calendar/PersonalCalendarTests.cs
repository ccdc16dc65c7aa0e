using System.Net;
using System.Net.Http.Headers;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Calendar;

/// <summary>The calendar that one person subscribes to: what is in it, who can read it, and how it follows what happens.</summary>
public sealed class PersonalCalendarTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Holds_meetings_tasks_and_last_days_of_the_persons_own_agreements_only(string kind)
    {
        await using var site = new KemApp(kind);
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        agreement.AgreeOn(new ActionItem(1, "Ring til skolen", "Amina", new DateOnly(2026, 6, 20)));
        await site.SaveAsync(agreement);
        await site.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        await ProposalWithMeetingAsync(site);

        var aminas = await ReadAsync(site, await FeedOfAsync(site, Person.Amina));
        var birgits = await ReadAsync(site, await FeedOfAsync(site, Person.Birgit));
        var dortes = await ReadAsync(site, await FeedOfAsync(site, Person.Dorte));

        string[] expected =
        [
            "2026-03-20T18:00:00 Møde: Kvinder på Tværs og Byens Boldklub",
            "2026-06-02T17:00:00 Statusmøde: Lektiecafé på Engskolen",
            "2026-06-20 Opgave til Amina: Ring til skolen",
            "2026-09-02T17:00:00 Statusmøde: Lektiecafé på Engskolen",
            "2026-12-02T18:00:00 Statusmøde: Lektiecafé på Engskolen",
            "2027-01-30 Skal aftalen fortsætte? Lektiecafé på Engskolen",
            "2027-03-01 Aftalen slutter: Lektiecafé på Engskolen",
            "2027-03-01T18:00:00 Statusmøde: Lektiecafé på Engskolen",
        ];
        Assert.Equal(expected, aminas.Entries.Select(entry => $"{entry.Start} {entry.Summary}").Order());
        Assert.Equal(expected, birgits.Entries.Select(entry => $"{entry.Start} {entry.Summary}").Order());
        Assert.Empty(dortes.Entries);
    }

    [Fact]
    public async Task A_meeting_that_is_moved_keeps_its_name_and_counts_one_up()
    {
        var id = await MeetingAsync();
        var feed = await FeedOfAsync(app, Person.Amina);
        var before = Entry(await ReadAsync(app, feed), id);

        await app.SubmitAsync(Person.Birgit, $"/moeder/{id}/flytning", [new("Form.On", "2026-06-09"), new("Form.Time", "17:30"), new("Form.Place", "Salen")]);

        var after = Entry(await ReadAsync(app, feed), id);
        var mailed = CalendarReader.Read(CalendarReader.IcalJs, Published(await CalendarInMailAsync("MEETING_MOVED")));
        Assert.Equal((before.Uid, before.Sequence + 1, "2026-06-09T15:30:00", "Salen"), (after.Uid, after.Sequence, after.Start, after.Location));
        Assert.Equal((after.Uid, after.Sequence, after.Start), (mailed.Entries.Single().Uid, mailed.Entries.Single().Sequence, mailed.Entries.Single().Start));
    }

    [Fact]
    public async Task A_meeting_that_is_called_off_stays_crossed_out_and_a_mail_takes_it_out()
    {
        var id = await MeetingAsync();
        var feed = await FeedOfAsync(app, Person.Amina);

        await app.SubmitAsync(Person.Birgit, $"/moeder/{id}/flytning", action: $"/moeder/{id}/aflysning");

        var entry = Entry(await ReadAsync(app, feed), id);
        var mailed = await CalendarInMailAsync("MEETING_OFF");
        Assert.Equal(("CANCELLED", 1), (entry.Status, entry.Sequence));
        Assert.Contains("METHOD:CANCEL\r\n", mailed, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1\r\n", mailed, StringComparison.Ordinal);
        Assert.Contains(entry.Uid, mailed, StringComparison.Ordinal);
        Assert.Equal(3, await app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "MEETING_OFF")));
    }

    [Fact]
    public async Task When_an_agreement_ends_what_was_to_come_is_crossed_out_and_what_was_held_is_not()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        agreement.StatusMeetings[0].WriteMinutes([], [], null, null, "Birgit", Lektiecafe.Morning);
        await app.SaveAsync(agreement);
        var feed = await FeedOfAsync(app, Person.Amina);

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{agreement.Id}/afslutning", [new("Form.Reason", "Skolen flytter."), new("Form.LastDay", "")]);

        var read = await ReadAsync(app, feed);
        var mailed = await CalendarInMailAsync("AGREEMENT_ENDED");
        Assert.Equal(["CONFIRMED", "CANCELLED", "CANCELLED", "CANCELLED"], agreement.StatusMeetings.Select(meeting => Entry(read, meeting.Id).Status));
        Assert.All(read.Entries.Where(entry => !entry.Start.Contains('T', StringComparison.Ordinal)), entry => Assert.Equal("CANCELLED", entry.Status));
        Assert.Contains($"SEQUENCE:{Entry(read, agreement.StatusMeetings[1].Id).Sequence}\r\n", mailed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_meeting_that_falls_is_crossed_out_for_everybody()
    {
        var proposal = await ProposalWithMeetingAsync(app);
        var feed = await FeedOfAsync(app, Person.Amina);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{proposal}", action: $"/forslag/{proposal}/tilbagetraekning");

        Assert.Equal(("CANCELLED", 1), (Entry(await ReadAsync(app, feed), proposal).Status, Entry(await ReadAsync(app, feed), proposal).Sequence));
        Assert.Equal(
            ["amina@kem.example", "birgit@kem.example", "gert@kem.example"],
            await app.WithDb(db => db.Outbox.Where(m => m.CalendarMethod == "CANCEL").Select(m => m.ToAddress).Order().ToListAsync()));
    }

    [Fact]
    public async Task A_program_that_has_the_newest_copy_is_told_so()
    {
        var id = await MeetingAsync();
        var feed = await FeedOfAsync(app, Person.Amina);
        using var first = await app.As(null).GetAsync(feed);

        Assert.Equal("text/calendar", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(feed, first.Headers.ETag!));
        app.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(feed, first.Headers.ETag!));

        await app.SubmitAsync(Person.Birgit, $"/moeder/{id}/flytning", [new("Form.On", "2026-06-09")]);
        Assert.Equal(HttpStatusCode.OK, await AskAgainAsync(feed, first.Headers.ETag!));
    }

    [Fact]
    public async Task A_new_link_makes_the_old_one_go_away()
    {
        await MeetingAsync();
        var old = await FeedOfAsync(app, Person.Amina);

        await app.SubmitAsync(Person.Amina, "/kalender/nyt-link");
        var fresh = await FeedOfAsync(app, Person.Amina);

        Assert.NotEqual(old, fresh);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(old)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.As(null).GetAsync(fresh)).StatusCode);
    }

    [Fact]
    public async Task Two_presses_give_one_link_and_looking_changes_nothing()
    {
        var browser = app.As(Person.Amina);
        var page = new Uri("/kalender", UriKind.Relative);
        var (_, fields) = FilledForm.Read(await browser.GetStringAsync(page), "/kalender", action: null, []);
        Assert.Equal(0, await app.WithDb(db => db.AccessLinks.CountAsync()));

        for (var press = 0; press < 2; press++)
        {
            using var form = new FormUrlEncodedContent(fields);
            using var answer = await browser.PostAsync(page, form);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.Equal(1, await app.WithDb(db => db.AccessLinks.CountAsync(l => l.Purpose == LinkPurpose.CalendarFeed)));
    }

    [Fact]
    public async Task A_link_for_a_meeting_opens_no_calendar_and_the_calendar_opens_no_meeting()
    {
        var agreement = await InvitedAsync();
        var meetingLink = await app.LinkInMailToAsync("amina@kem.example", "STATUS_INVITE");
        var feed = await FeedOfAsync(app, Person.Amina);

        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri($"/k{meetingLink[2..]}.ics", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri($"/m{feed.ToString()[2..^4]}", UriKind.Relative))).StatusCode);
        Assert.True(agreement != Guid.Empty);
    }

    [Fact]
    public async Task Somebody_without_an_account_gets_the_calendar_by_mail_and_can_change_the_link()
    {
        await InvitedAsync();
        var meeting = await app.LinkInMailToAsync("amina@kem.example", "STATUS_INVITE");

        Assert.Contains("a•••@kem.example", await app.As(null).GetStringAsync(new Uri(meeting + "/kalender", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "CALENDAR")));

        await app.SubmitAsync(null, meeting + "/kalender", action: meeting + "/kalender");
        var again = await app.SubmitAsync(null, meeting + "/kalender", action: meeting + "/kalender");
        Assert.Contains("Se i din mail", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "CALENDAR")));

        var page = await app.LinkInMailToAsync("amina@kem.example", "CALENDAR");
        var html = await app.As(null).GetStringAsync(new Uri(page, UriKind.Relative));
        Assert.Contains($"http://localhost{page}.ics", html, StringComparison.Ordinal);
        Assert.Contains($"webcal://localhost{page}.ics", html, StringComparison.Ordinal);

        var changed = await app.SubmitAsync(null, page + "/nyt", action: page + "/nyt");
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri(page, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.As(null).GetAsync(changed.Headers.Location)).StatusCode);
    }

    private async Task<Guid> MeetingAsync()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        await app.SaveAsync(agreement);
        return agreement.StatusMeetings[0].Id;
    }

    private async Task<Guid> InvitedAsync()
    {
        var id = await MeetingAsync();
        app.Clock.Now = DanishTime.At(new DateOnly(2026, 5, 20), new TimeOnly(9, 0));
        await app.RunAsync<ReminderRounds>();
        return id;
    }

    private static async Task<Guid> ProposalWithMeetingAsync(KemApp site)
    {
        var id = await site.AcceptedProposalAsync();
        await site.SubmitAsync(Person.Birgit, $"/forslag/{id}/moede", [new("Form.On", "2026-03-20"), new("Form.Time", "19:00"), new("Form.Place", "Biblioteket")]);
        return id;
    }

    private static async Task<Uri> FeedOfAsync(KemApp site, Person person)
    {
        var page = new Uri("/kalender", UriKind.Relative);
        var html = await site.As(person).GetStringAsync(page);

        if (html.Contains("Lav mit kalenderlink", StringComparison.Ordinal))
        {
            await site.SubmitAsync(person, "/kalender");
            html = await site.As(person).GetStringAsync(page);
        }

        return new Uri(html.Split("value=\"http://localhost")[1].Split('"')[0], UriKind.Relative);
    }

    private static async Task<ReadCalendar> ReadAsync(KemApp site, Uri feed)
    {
        var text = await site.As(null).GetStringAsync(feed);
        var one = CalendarReader.Read(CalendarReader.Icalendar, text);
        var other = CalendarReader.Read(CalendarReader.IcalJs, text);

        Assert.Equal(one.Entries, other.Entries);
        return one;
    }

    private static ReadEntry Entry(ReadCalendar calendar, Guid id) => calendar.Entries.Single(entry => entry.Uid.StartsWith($"{id:N}@", StringComparison.Ordinal));

    private async Task<HttpStatusCode> AskAgainAsync(Uri feed, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, feed);
        request.Headers.IfNoneMatch.Add(tag);
        using var response = await app.As(null).SendAsync(request);
        return response.StatusCode;
    }

    private Task<string> CalendarInMailAsync(string kind) =>
        app.WithDb(async db => (await db.Outbox.FirstAsync(m => m.Kind == kind && m.ToAddress == "amina@kem.example")).CalendarText!);

    // An invitation is one meeting; the scripts read whole calendars, which have a name and say when they changed.
    private static string Published(string invitation) => invitation
        .Replace("METHOD:", "X-WR-CALNAME:x\r\nMETHOD:", StringComparison.Ordinal)
        .Replace("SEQUENCE:", "LAST-MODIFIED:20260302T080000Z\r\nSEQUENCE:", StringComparison.Ordinal);
}
