using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Features.Reminders.Watch;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Programmes;

/// <summary>The letters of a programme, from the ledger to the outbox, on both databases.</summary>
public class ProgrammeRemindersTests
{
    public static TheoryData<string> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task All_that_a_programme_calls_for_stands_in_the_ledger_from_its_first_day(string database)
    {
        await using var app = new KemApp(database);
        var programme = await app.SaveAsync(Hillerød.WithTwo());

        await app.RunAsync<ReminderRounds>();

        var lines = await LinesAsync(app);
        Assert.Equal(
            ["CHECKUPS_MISSING 3", "FOLLOW_UP_SOON 2", "HEALTHCHECK_INVITE 6", "HEALTHCHECK_REMINDER 6"],
            lines.GroupBy(line => line.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Count()}"));
        Assert.All(lines, line => Assert.Equal((ReminderState.Expected, ReminderRootKind.Programme, programme.Id), (line.State, line.RootKind, line.RootId)));
        Assert.Equal(DanishTime.At(Hillerød.Start, new TimeOnly(8, 0)), lines.Where(line => line.Kind == "HEALTHCHECK_INVITE").Min(line => line.DueAt));
        Assert.Equal(0, await app.WithDb(db => db.Outbox.CountAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_round_invites_once_reminds_once_those_who_have_not_finished_and_tells_the_lead_of_the_rest(string database)
    {
        await using var app = new KemApp(database);
        var programme = await app.SaveAsync(Hillerød.WithTwo());

        await OnAsync(app, Hillerød.Start);
        await OnAsync(app, Hillerød.Start);
        Assert.Equal(["amina@kem.example HEALTHCHECK_INVITE", "gert@kem.example HEALTHCHECK_INVITE"], await MailsAsync(app));
        Assert.Equal(2, await app.WithDb(db => db.Checkups.CountAsync()));

        await app.AnswerAsync(programme, Catalogue.WomenAssociation, CheckupRound.Start, Hillerød.All(CheckupChoice.Partly));
        await OnAsync(app, Hillerød.Start.AddDays(14));
        Assert.Equal(["gert@kem.example HEALTHCHECK_REMINDER"], (await MailsAsync(app)).Skip(2));

        await OnAsync(app, Hillerød.Start.AddDays(28));
        var letter = Assert.Single(await app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.Kind == "CHECKUPS_MISSING").ToListAsync()));
        Assert.Equal((Person.Freja.Email, "Runde 1 er slut: 1 forening mangler"), (letter.ToAddress, letter.Subject));
        Assert.Contains("- Byens Boldklub", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kvinder på Tværs", letter.Text, StringComparison.Ordinal);

        var answered = (await LinesAsync(app)).Single(line => line.Kind == "HEALTHCHECK_REMINDER" && line.Reader == programme.MemberOf(Catalogue.WomenAssociation)!.Id.ToString() && line.ReasonText == "Foreningen har svaret.");
        Assert.Equal((ReminderState.Dropped, DropReason.Changed, "Foreningen har svaret."), (answered.State, answered.Reason, answered.ReasonText));
    }

    [Theory]
    [InlineData("stopped", "Forløbet er stoppet.")]
    [InlineData("left", "Foreningen er ikke med i forløbet mere.")]
    [InlineData("retired", "Foreningen er nedlagt eller lagt sammen med en anden.")]
    [InlineData("moved", "Runden er flyttet.")]
    public async Task What_is_not_called_for_any_more_is_dropped_with_the_reason(string change, string reason)
    {
        await using var app = new KemApp();
        var programme = await app.SaveAsync(Hillerød.WithTwo());
        await app.RunAsync<ReminderRounds>();

        await app.ChangeAsync(programme, p =>
        {
            if (change == "stopped") p.Stop("Ingen penge.", KemApp.Morning);
            if (change == "left") p.Leave(p.MemberOf(Catalogue.FootballClub)!, new(2026, 4, 1), KemApp.Morning);
            if (change == "moved") p.MoveRound(CheckupRound.Start, new(2026, 6, 15), new(2026, 7, 12), KemApp.Morning);
        });

        if (change == "retired")
        {
            var today = new DateOnly(2026, 5, 1);
            await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.FootballClub).ExecuteUpdateAsync(set => set.SetProperty(o => o.RetiredOn, today)));
        }

        await OnAsync(app, Hillerød.Start);

        var first = programme.Rounds[0].Id;
        var club = programme.MemberOf(Catalogue.FootballClub)!.Id.ToString();
        var dropped = (await LinesAsync(app)).Single(line => line.Kind == "HEALTHCHECK_INVITE" && line.SubjectId == first && line.Reader == club && line.Occurrence == "0");
        Assert.Equal((ReminderState.Dropped, reason), (dropped.State, dropped.ReasonText));
        Assert.DoesNotContain("gert@kem.example HEALTHCHECK_INVITE", await MailsAsync(app));

        await OnAsync(app, new(2026, 6, 15));
        Assert.Equal(change == "moved", (await MailsAsync(app)).Contains("gert@kem.example HEALTHCHECK_INVITE"));
    }

    // The server was away from before the round opened until after the reminder was due.
    [Fact]
    public async Task A_late_invitation_is_followed_by_the_reminder_two_weeks_later_and_not_at_once()
    {
        await using var app = new KemApp();
        await app.SaveAsync(Hillerød.WithTwo());
        await app.RunAsync<ReminderRounds>();

        await OnAsync(app, Hillerød.Start.AddDays(16));
        Assert.Equal(2, (await MailsAsync(app)).Count);

        // Fourteen days later the round has closed, so there is nothing to remind of.
        await OnAsync(app, Hillerød.Start.AddDays(30));
        Assert.DoesNotContain(await MailsAsync(app), mail => mail.EndsWith("HEALTHCHECK_REMINDER", StringComparison.Ordinal));
        Assert.Equal(2, (await LinesAsync(app)).Count(line => line.ReasonText == "Indbydelsen er lige sendt, så den er også påmindelsen."));
    }

    [Fact]
    public async Task An_association_that_comes_later_has_its_own_two_weeks()
    {
        await using var app = new KemApp();
        var programme = await app.SaveAsync(Hillerød.WithTwo());
        await OnAsync(app, Hillerød.Start);

        var later = Hillerød.Start.AddDays(7);
        await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.Auditors).ExecuteUpdateAsync(set => set.SetProperty(o => o.ContactEmail, "ny@kem.example")));
        await app.ChangeAsync(programme, p => p.Add(Catalogue.Auditors, "Nye venner", later));
        await OnAsync(app, later);
        await OnAsync(app, later.AddDays(14));

        Assert.Equal(["ny@kem.example HEALTHCHECK_INVITE", "ny@kem.example HEALTHCHECK_REMINDER"], (await MailsAsync(app)).Where(mail => mail.StartsWith("ny@", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_lead_is_told_of_each_meeting_after_the_end_until_it_is_ticked_off()
    {
        await using var app = new KemApp();
        var programme = await app.SaveAsync(Hillerød.Programme());
        await OnAsync(app, programme.Plan.FollowUps[0].AddDays(-14));
        Assert.Equal(["freja@kem.example FOLLOW_UP_SOON"], await MailsAsync(app));

        await app.ChangeAsync(programme, p => p.Tick("P4_S2", new(2028, 1, 10), KemApp.Morning));
        await OnAsync(app, programme.Plan.FollowUps[1].AddDays(-14));

        Assert.Single(await MailsAsync(app));
        Assert.Single(await LinesAsync(app), line => line.ReasonText == "Mødet er holdt.");
    }

    [Fact]
    public async Task Two_servers_at_once_write_each_letter_and_each_check_once()
    {
        await using var app = new KemApp();
        await app.SaveAsync(Hillerød.WithTwo());
        app.Clock.Now = DanishTime.At(Hillerød.Start, new TimeOnly(9, 0));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(app.RunAsync<ReminderRounds>)));
        await app.RunAsync<ReminderRounds>();

        Assert.Equal((2, 2, 2), (await app.WithDb(db => db.Outbox.CountAsync()), await app.WithDb(db => db.Checkups.CountAsync()), await app.WithDb(db => db.AccessLinks.CountAsync())));
    }

    [Fact]
    public async Task Who_wants_no_mails_about_health_checks_gets_none_and_the_ledger_says_so()
    {
        await using var app = new KemApp();
        await app.SaveAsync(Hillerød.WithTwo());
        await app.WithDb(async db =>
        {
            db.MailWishes.Add(new MailWishes(
                Places.Hillerød, "gert@kem.example", MailSettings.For(LetterHours.Usual) with { Choices = new Dictionary<string, MailChoice> { [MailLine.Checkups] = MailChoice.Never } }, KemApp.Morning));
            await db.SaveChangesAsync();
        });

        await OnAsync(app, Hillerød.Start);
        await app.RunAsync<OutboxDelivery>();

        var mails = await app.WithDb(db => db.Outbox.AsNoTracking().ToDictionaryAsync(m => m.ToAddress, m => (m.State, m.Reason)));
        Assert.Equal((OutgoingMailState.Sent, null), mails["amina@kem.example"]);
        Assert.Equal((OutgoingMailState.Suppressed, MailReason.NotWanted), mails["gert@kem.example"]);
    }

    [Fact]
    public async Task Who_would_rather_be_called_gets_a_call_in_place_of_the_reminder()
    {
        await using var app = new KemApp();
        await app.SaveAsync(Hillerød.WithTwo());
        await app.WithDb(async db =>
        {
            db.MailWishes.Add(new MailWishes(Places.Hillerød, "gert@kem.example", MailSettings.For(LetterHours.Usual) with { ByPhone = true }, KemApp.Morning));
            await db.SaveChangesAsync();
        });

        await OnAsync(app, Hillerød.Start);
        await app.RunAsync<OutboxDelivery>();
        await OnAsync(app, Hillerød.Start.AddDays(14));
        await app.RunAsync<OutboxDelivery>();

        var mails = await app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.ToAddress == "gert@kem.example").ToDictionaryAsync(m => m.Kind, m => (m.State, m.Reason)));
        Assert.Equal((OutgoingMailState.Sent, null), mails["HEALTHCHECK_INVITE"]);
        Assert.Equal((OutgoingMailState.Suppressed, MailReason.ByPhone), mails["HEALTHCHECK_REMINDER"]);
        var call = Assert.Single(await app.WithDb(db => db.PhoneReminders.AsNoTracking().ToListAsync()));
        Assert.Equal(("55 30 30 30", "Spørg: Skal vi finde en tid, hvor I svarer sammen?"), (call.Phone, call.Question));
    }

    [Fact]
    public async Task In_a_pause_longer_than_the_round_nothing_comes_and_the_reason_is_there()
    {
        await using var app = new KemApp();
        await app.SaveAsync(Hillerød.WithTwo());
        await app.WithDb(async db =>
        {
            db.MailWishes.Add(new MailWishes(
                Places.Hillerød, "gert@kem.example", MailSettings.For(LetterHours.Usual) with { PauseFrom = Hillerød.Start.AddDays(-1), PauseUntil = Hillerød.Start.AddDays(40) }, KemApp.Morning));
            await db.SaveChangesAsync();
        });

        await OnAsync(app, Hillerød.Start);
        await app.RunAsync<OutboxDelivery>();

        Assert.Equal((OutgoingMailState.Suppressed, MailReason.Paused), await app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.ToAddress == "gert@kem.example").Select(m => ValueTuple.Create(m.State, m.Reason)).SingleAsync()));
    }

    [Theory]
    [InlineData("closed", "Foreningen har svaret.")]
    [InlineData("moved", "Runden er flyttet.")]
    [InlineData("left", "Foreningen er ikke med i forløbet mere.")]
    [InlineData("stopped", "Forløbet er stoppet.")]
    [InlineData("nothing", null)]
    public async Task A_letter_that_is_no_longer_true_is_held_back_in_the_last_moment(string change, string? reason)
    {
        await using var app = new KemApp();
        var programme = await app.SaveAsync(Hillerød.WithTwo());
        await OnAsync(app, Hillerød.Start);

        if (change == "closed") await app.AnswerAsync(programme, Catalogue.WomenAssociation, CheckupRound.Start, Hillerød.All(CheckupChoice.Begun));
        await app.ChangeAsync(programme, p =>
        {
            if (change == "moved") p.MoveRound(CheckupRound.Start, Hillerød.Start.AddDays(3), Hillerød.Start.AddDays(40), KemApp.Morning);
            if (change == "left") p.Leave(p.MemberOf(Catalogue.WomenAssociation)!, Hillerød.Start, KemApp.Morning);
            if (change == "stopped") p.Stop("Ingen penge.", KemApp.Morning);
        });
        await app.RunAsync<OutboxDelivery>();

        var mail = await app.WithDb(db => db.Outbox.AsNoTracking().FirstAsync(m => m.ToAddress == "amina@kem.example"));
        Assert.Equal(reason, mail.SuppressedReason);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_watchdog_finds_nothing_when_plan_calendar_and_ledger_agree(string database)
    {
        await using var app = new KemApp(database);
        var programme = await app.SaveAsync(Hillerød.WithTwo());
        await app.ChangeAsync(programme, p => p.MoveRound(CheckupRound.Midway, new(2027, 2, 1), new(2027, 3, 1), KemApp.Morning));
        await app.RunAsync<ReminderRounds>();

        await app.RunAsync<ReminderWatch>();

        Assert.Empty(await FindingsAsync(app));
    }

    [Fact]
    public async Task The_watchdog_names_a_day_that_was_changed_behind_our_back_and_a_letter_that_is_gone()
    {
        await using var app = new KemApp();
        var programme = await app.SaveAsync(Hillerød.WithTwo());
        await app.RunAsync<ReminderRounds>();
        var later = DanishTime.At(new(2026, 7, 1), new TimeOnly(8, 0));
        var (first, second) = (programme.Rounds[0].Id, programme.Rounds[1].Id);
        await app.WithDb(db => db.Reminders.Where(r => r.SubjectId == first && r.Kind == "HEALTHCHECK_INVITE").ExecuteUpdateAsync(set => set.SetProperty(r => r.DueAt, later)));
        await app.WithDb(db => db.Reminders.Where(r => r.SubjectId == second).ExecuteDeleteAsync());
        await app.WithDb(db => db.Programmes.ExecuteUpdateAsync(set => set.SetProperty(p => p.Months, 15)));

        await app.RunAsync<ReminderWatch>();

        var found = await FindingsAsync(app);
        Assert.Contains("Planen siger, at forløbet varer 14 måneder. Programmet regner med 15.", found);
        Assert.Contains("Indbydelsen fra runde 1 til Kvinder på Tværs skal sendes 1. juni 2026. I regnskabet står 1. juli 2026.", found);
        Assert.Contains("Byens Boldklub har ingen indbydelse til runde 2 i regnskabet.", found);
        Assert.Contains($"/forloeb/{programme.Id}", await app.As(Person.Birgit).GetStringAsync(new Uri("/administration/paamindelser", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static Task<List<string>> FindingsAsync(KemApp app) => app.WithDb(db => db.ReminderFindings.AsNoTracking().Select(finding => finding.Text).ToListAsync());

    private static async Task OnAsync(KemApp app, DateOnly day)
    {
        app.Clock.Now = DanishTime.At(day, new TimeOnly(9, 0));
        await app.RunAsync<ReminderRounds>();
    }

    private static Task<List<Reminder>> LinesAsync(KemApp app) => app.WithDb(db => db.Reminders.AsNoTracking().ToListAsync());

    private static async Task<List<string>> MailsAsync(KemApp app) =>
        [.. (await app.WithDb(db => db.Outbox.AsNoTracking().Select(m => new { m.ToAddress, m.Kind, m.CreatedAt }).ToListAsync()))
            .OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.ToAddress, StringComparer.Ordinal).Select(mail => $"{mail.ToAddress} {mail.Kind}")];
}
