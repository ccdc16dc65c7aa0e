using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Features.Reminders.Watch;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Delivery = Kem.Match.Web.Mailing.Delivery;

namespace Kem.Match.Web.Tests.Reminders;

public sealed class ReminderWatchTests : IDisposable
{
    private const string Page = "/administration/paamindelser";

    /// <summary>The first meeting of the agreement, a Tuesday.</summary>
    private static readonly DateOnly Day = new(2026, 6, 2);

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public void The_signed_words_are_read_back_as_they_were_meant()
    {
        var draft = Lektiecafe.Draft(startsOn: new(2026, 3, 31), endsOn: new(2027, 3, 30), monthsBetweenMeetings: 4);
        draft.DescribeLife(new(new(3, NoticeUnit.Months), RenewalMode.Automatic, 12, MeetingLimit: 2, [], null, null, null, null), Lektiecafe.Morning);

        var words = AgreementReading.Of(AgreementText.Write(draft, Lektiecafe.Taxonomy))!;

        Assert.Equal((new DateOnly(2026, 3, 31), new DateOnly(2027, 3, 30), true, 4, 2), (words.StartsOn, words.EndsOn, words.RenewsItself, words.MonthsBetween, words.Limit));
        Assert.Equal([new DateOnly(2026, 7, 31), new DateOnly(2026, 11, 30)], words.MeetingDays(words.EndsOn));
    }

    [Fact]
    public void Days_that_are_written_out_are_read_as_well()
    {
        var draft = Lektiecafe.Draft();
        draft.DescribeLife(new(new(30, NoticeUnit.Days), RenewalMode.None, 12, null, [new(2026, 5, 4), new(2026, 10, 1)], null, null, null, null), Lektiecafe.Morning);

        var words = AgreementReading.Of(AgreementText.Write(draft, Lektiecafe.Taxonomy))!;

        Assert.Equal([new DateOnly(2026, 5, 4), new DateOnly(2026, 10, 1)], words.MeetingDays(words.EndsOn));
        Assert.False(words.RenewsItself);
    }

    [Fact]
    public async Task An_agreement_in_step_with_its_words_gives_nothing_to_find()
    {
        await InForceAsync();

        await app.RunAsync<ReminderWatch>();

        Assert.Empty(await FindingsAsync());
        Assert.Contains("De næste", await app.As(Person.Birgit).GetStringAsync(new Uri(Page, UriKind.Relative)), StringComparison.Ordinal);
    }

    // 5 June is a holiday and a Friday, so the invitation waits for the next day on which this house writes.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_days_on_which_the_house_writes_are_counted_as_it_has_set_them(bool onSaturdays)
    {
        await using var house = new HouseWithDays(onSaturdays);
        await house.SaveAsync(Lektiecafe.InForce(startsOn: new(2026, 3, 19), organisations: AgreementSteps.Parties));
        await house.RunAsync<ReminderRounds>();

        await house.RunAsync<ReminderWatch>();

        var first = await house.WithDb(db => db.Reminders.Where(r => r.Kind == AgreementReminders.StatusInvite).MinAsync(r => r.DueAt));
        Assert.Equal(new DateOnly(2026, 6, onSaturdays ? 6 : 8), DanishTime.DayOf(first));
        Assert.Empty(await house.WithDb(db => db.ReminderFindings.Select(finding => finding.Text).ToListAsync()));
    }

    [Fact]
    public async Task A_due_date_that_is_changed_behind_our_back_is_named()
    {
        var agreement = await InForceAsync();
        var meeting = agreement.StatusMeetings[0].Id;
        var later = DanishTime.At(Day.AddDays(-3), new TimeOnly(8, 0));
        await app.WithDb(db => db.Reminders.Where(r => r.SubjectId == meeting && r.Kind == "STATUS_INVITE").ExecuteUpdateAsync(set => set.SetProperty(r => r.DueAt, later)));

        await app.RunAsync<ReminderWatch>();

        var found = Assert.Single(await FindingsAsync());
        Assert.Equal("Indkaldelsen til statusmødet 2. juni 2026 skal sendes 19. maj 2026. I regnskabet står 30. maj 2026.", found.Text);
        Assert.Contains(found.Text, await app.As(Person.Birgit).GetStringAsync(new Uri(Page, UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_or_an_end_that_the_words_do_not_say_is_named()
    {
        var agreement = await InForceAsync();
        var first = agreement.StatusMeetings[0].Id;
        await app.WithDb(db => db.StatusMeetings.Where(m => m.Id == first).ExecuteUpdateAsync(set => set.SetProperty(m => m.PlannedOn, new DateOnly(2026, 8, 2))));
        await app.WithDb(db => db.Agreements.ExecuteUpdateAsync(set => set.SetProperty(a => a.EndsOn, new DateOnly(2027, 2, 1))));

        await app.RunAsync<ReminderWatch>();

        var texts = (await FindingsAsync()).Select(finding => finding.Text).ToList();
        Assert.Contains("Aftalens tekst giver et statusmøde 2. juni 2026. Det står ikke i kalenderen.", texts);
        Assert.Contains("Aftalens tekst siger, at den slutter 1. marts 2027. Programmet regner med 1. februar 2027, og ingen har forlænget den.", texts);
        Assert.Contains("Statusmødet 2. august 2026 er lagt 2. juni 2026, men ingen har flyttet det.", texts);
    }

    [Fact]
    public async Task A_line_that_is_gone_from_the_ledger_is_named()
    {
        var agreement = await InForceAsync();
        var meeting = agreement.StatusMeetings[0].Id;
        await app.WithDb(db => db.Reminders.Where(r => r.SubjectId == meeting).ExecuteDeleteAsync());

        await app.RunAsync<ReminderWatch>();

        Assert.Equal("Statusmødet 2. juni 2026 har ingen indkaldelse i regnskabet.", Assert.Single(await FindingsAsync()).Text);
    }

    [Fact]
    public async Task A_clock_that_stands_still_raises_an_alarm_within_its_grace_and_is_told_once_by_another_way()
    {
        await InForceAsync();
        var post = new KeptPost();
        await RunByTheClockAsync("ReminderRounds");

        app.Clock.Now += TimetableReader.Grace - TimeSpan.FromMinutes(1);
        await LookAsync(post);
        Assert.Empty(await OpenAlarmsAsync());

        app.Clock.Now += TimeSpan.FromMinutes(3);
        await LookAsync(post);
        await LookAsync(post);

        Assert.Equal(Silence.Scheduler, Assert.Single(await OpenAlarmsAsync()).Kind);
        Assert.Contains("Programmets ur går ikke", Assert.Single(post.Sent).Plain, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, (await app.As(null).GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode);
        Assert.Contains("Programmets ur går ikke", await app.As(Person.Erik).GetStringAsync(new Uri(Page, UriKind.Relative)), StringComparison.Ordinal);

        await RunByTheClockAsync("ReminderRounds");
        await LookAsync(post);
        Assert.Empty(await OpenAlarmsAsync());
        Assert.Single(post.Sent);
    }

    [Fact]
    public async Task Reminders_that_nobody_writes_raise_an_alarm()
    {
        await InForceAsync();
        app.Clock.Now = DanishTime.At(Day.AddDays(-14), new TimeOnly(8, 0)) + Silence.LedgerGrace + TimeSpan.FromMinutes(1);

        await LookAsync(new KeptPost());

        Assert.Contains(await OpenAlarmsAsync(), alarm => alarm.Kind == Silence.Ledger && alarm.Text.StartsWith("3 påmindelser skulle være skrevet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mails_that_nobody_sends_raise_an_alarm_and_one_that_leaves_ends_it()
    {
        await InForceAsync();
        app.Clock.Now = DanishTime.At(Day.AddDays(-14), new TimeOnly(8, 0));
        await app.RunAsync<ReminderRounds>();

        app.Clock.Now += Silence.OutboxGrace + TimeSpan.FromMinutes(1);
        await LookAsync(new KeptPost());
        Assert.Contains(await OpenAlarmsAsync(), alarm => alarm.Kind == Silence.Mails && alarm.Text.StartsWith("3 mails venter", StringComparison.Ordinal));

        await app.RunAsync<OutboxDelivery>();
        await LookAsync(new KeptPost());
        Assert.DoesNotContain(await OpenAlarmsAsync(), alarm => alarm.Kind == Silence.Mails);
    }

    [Fact]
    public async Task The_accounts_add_up_and_can_be_fetched()
    {
        await InForceAsync();
        app.Clock.Now = DanishTime.At(Day.AddDays(-14), new TimeOnly(9, 0));
        await app.RunAsync<ReminderRounds>();

        var html = await app.PageAsync(Person.Birgit, Page);
        var row = html.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("Indkaldelse", StringComparison.Ordinal));
        Assert.Equal(["3", "0", "0", "0", "3"], row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));

        var csv = await app.As(Person.Birgit).GetStringAsync(new Uri(Page + ".csv", UriKind.Relative));
        Assert.Contains("Indkaldelse til statusmøde;På vej", csv, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(new Uri(Page, UriKind.Relative))).StatusCode);
    }

    private async Task<CooperationAgreement> InForceAsync()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        await app.SaveAsync(agreement);
        await app.RunAsync<ReminderRounds>();
        return agreement;
    }

    private async Task RunByTheClockAsync(string routine)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RoutineRunner>().RunAsync(app.Services.GetRequiredService<PlannedRoutines>().Named(routine)!, "", CancellationToken.None);
    }

    private async Task LookAsync(KeptPost post)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var settings = new WatchdogSettings(Recipient.Create("", "drift@kem.example"), Recipient.Create("KEM Match", "kem@kem.example"), post);
        await new AlarmDesk(services.GetRequiredService<KemDb>(), services.GetRequiredService<TimetableReader>(), services.GetRequiredService<Silence>(), settings, app.Clock, NullLogger<AlarmDesk>.Instance).LookAsync(CancellationToken.None);
    }

    private Task<List<ReminderFinding>> FindingsAsync() => app.WithDb(db => db.ReminderFindings.AsNoTracking().ToListAsync());

    private Task<List<ReminderAlarm>> OpenAlarmsAsync() => app.WithDb(db => db.ReminderAlarms.AsNoTracking().Where(a => a.OpenKey != null).ToListAsync());

    private sealed class KeptPost : IMailTransport
    {
        public List<PreparedMail> Sent { get; } = [];

        public Task<Delivery> SendAsync(PreparedMail mail, CancellationToken cancellationToken)
        {
            Sent.Add(mail);
            return Task.FromResult(Delivery.Accepted);
        }
    }

    private sealed class HouseWithDays(bool saturdays) : KemApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("LetterHours:Saturdays", saturdays ? "true" : "false");
        }
    }
}
