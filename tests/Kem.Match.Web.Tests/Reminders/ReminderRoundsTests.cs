using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Reminders;

public sealed class ReminderRoundsTests : IDisposable
{
    /// <summary>The first meeting of the agreement, a Tuesday.</summary>
    private static readonly DateOnly Day = new(2026, 6, 2);

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task What_an_agreement_calls_for_stands_in_the_ledger_from_the_day_it_is_in_force()
    {
        var agreement = await InForceAsync();

        await app.RunAsync<ReminderRounds>();

        var lines = await LinesAsync();
        Assert.All(lines, line => Assert.Equal((ReminderState.Expected, agreement.Id, "0219"), (line.State, line.RootId, line.MunicipalityCode)));
        Assert.Equal(
            ["MINUTES_OVERDUE 12", "STATUS_INVITE 12", "STATUS_REMINDER 12", "TERM_SOON 6"],
            lines.GroupBy(line => line.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Count()}"));
        Assert.Equal(0, await app.WithDb(db => db.Outbox.CountAsync()));
        Assert.Equal(0, await app.WithDb(db => db.ReminderWork.CountAsync()));
    }

    [Fact]
    public async Task A_line_that_is_written_names_the_mail_it_became()
    {
        await InForceAsync();

        await On(Day.AddDays(-14)).RunAsync<ReminderRounds>();
        await app.RunAsync<ReminderRounds>();

        var written = (await LinesAsync()).Where(line => line.State == ReminderState.Written).ToList();
        var mails = await app.WithDb(db => db.Outbox.AsNoTracking().Select(m => m.Id).ToListAsync());
        Assert.Equal(3, written.Count);
        Assert.Equal(mails.Order(), written.Select(line => line.MailId!.Value).Order());
    }

    /// <summary>The rounds read an agreement without its text, and its next turn follows from one of the clauses.</summary>
    [Fact]
    public async Task Reminding_leaves_the_day_alone_on_which_the_municipality_lets_go()
    {
        var agreement = Lektiecafe.Draft("M2", organisations: AgreementSteps.Parties);
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), KemApp.Morning);
        agreement.Signatories.ToList().ForEach(signatory => agreement.Sign(signatory, signatory.Name, SigningWay.Link, agreement.TextHash, KemApp.Morning));
        await app.SaveAsync(agreement);
        await app.RunAsync<ReminderRounds>();

        var meeting = agreement.StatusMeetings[0];
        await On(meeting.On.AddDays(-14)).RunAsync<ReminderRounds>();

        Assert.Equal(3, await app.WithDb(db => db.Outbox.CountAsync(m => m.AboutId == meeting.Id)));
        Assert.True(await app.WithDb(db => db.Agreements.AnyAsync(a => a.Id == agreement.Id && a.NextTurnOn == null)));
    }

    [Fact]
    public async Task A_meeting_that_is_moved_drops_the_old_lines_with_the_reason_and_plans_new_ones()
    {
        var agreement = await InForceAsync();
        await app.RunAsync<ReminderRounds>();

        await ChangeAsync(agreement.Id, a => a.StatusMeetings.Single(m => m.On == Day).Move(Day.AddDays(21), new TimeOnly(17, 0), "Skolen", KemApp.Morning));
        await app.RunAsync<ReminderRounds>();

        var invites = (await LinesAsync()).Where(line => line.Kind == "STATUS_INVITE" && line.SubjectId == agreement.StatusMeetings[0].Id).ToLookup(line => line.Occurrence);
        Assert.All(invites["0"], line => Assert.Equal((ReminderState.Dropped, DropReason.Changed, "Mødet er flyttet."), (line.State, line.Reason, line.ReasonText)));
        Assert.All(invites["1"], line => Assert.Equal(DanishTime.At(Day.AddDays(7), new TimeOnly(8, 0)), line.DueAt));
        Assert.Equal((3, 3), (invites["0"].Count(), invites["1"].Count()));
    }

    [Fact]
    public async Task What_is_undone_is_called_for_again()
    {
        var agreement = await InForceAsync();
        await On(Day.AddDays(1)).RunAsync<ReminderRounds>();
        await ChangeAsync(agreement.Id, a => a.StatusMeetings.Single(m => m.On == Day).MarkNotHeld(app.Clock.Now));
        await app.RunAsync<ReminderRounds>();
        await ChangeAsync(agreement.Id, a => a.StatusMeetings.Single(m => m.On == Day).UndoNotHeld(app.Clock.Now));
        await app.RunAsync<ReminderRounds>();

        var meeting = agreement.StatusMeetings[0].Id;
        Assert.Equal(3, (await LinesAsync()).Count(line => line.Kind == "MINUTES_OVERDUE" && line.SubjectId == meeting && line.IsExpected));
    }

    [Fact]
    public async Task A_server_that_was_away_writes_the_last_of_several_and_says_so_of_the_others()
    {
        await InForceAsync();
        await app.RunAsync<ReminderRounds>();

        await On(Day.AddDays(20)).RunAsync<ReminderRounds>();

        var lines = (await LinesAsync()).Where(line => !line.IsExpected && line.CalledForAt < app.Clock.Now).ToLookup(line => (line.Kind, line.Reason));
        Assert.Equal((1, 2), (lines[("MINUTES_OVERDUE", null)].Count(), lines[("MINUTES_OVERDUE", DropReason.Superseded)].Count()));
        Assert.Equal((3, 3), (lines[("STATUS_INVITE", DropReason.Outdated)].Count(), lines[("STATUS_REMINDER", DropReason.Outdated)].Count()));
        Assert.Equal(1, await app.WithDb(db => db.Outbox.CountAsync()));
    }

    // Three days after Monday 30 March 2026 is Maundy Thursday, seven days after is Easter Monday: both become Tuesday 7 April.
    [Fact]
    public async Task Two_that_a_holiday_puts_on_one_day_are_one_letter()
    {
        var agreement = await InForceAsync();
        await ChangeAsync(agreement.Id, a => a.StatusMeetings.Single(m => m.On == Day).Move(new(2026, 3, 30), new TimeOnly(17, 0), "Skolen", KemApp.Morning));

        await On(new(2026, 4, 7)).RunAsync<ReminderRounds>();

        var asked = (await LinesAsync()).Where(line => line.Kind == "MINUTES_OVERDUE" && line.SubjectId == agreement.StatusMeetings[0].Id && !line.IsExpected).ToDictionary(line => line.Occurrence, line => line.Reason);
        Assert.Equal((DropReason.Superseded, null), (asked["1:1"], asked["1:2"]));
        Assert.Equal(1, await app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "MINUTES_OVERDUE")));
    }

    [Fact]
    public async Task What_comes_due_in_the_night_waits_for_the_hours_of_letters()
    {
        await InForceAsync();
        await app.RunAsync<ReminderRounds>();

        app.Clock.Now = DanishTime.At(Day.AddDays(-14), new TimeOnly(23, 10));
        await app.RunAsync<ReminderRounds>();

        Assert.All(await app.WithDb(db => db.Outbox.AsNoTracking().ToListAsync()), mail => Assert.Equal(DanishTime.At(Day.AddDays(-13), new TimeOnly(8, 0)), mail.DueAt));
    }

    [Fact]
    public async Task Two_servers_at_once_write_each_letter_once()
    {
        await InForceAsync();
        On(Day.AddDays(-14));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(app.RunAsync<ReminderRounds>)));

        Assert.Equal(3, await app.WithDb(db => db.Outbox.CountAsync()));
        Assert.Equal(42, (await LinesAsync()).Count);
    }

    [Fact]
    public async Task Somebody_without_an_address_has_a_line_that_says_so()
    {
        var agreement = await InForceAsync();
        await ChangeAsync(agreement.Id, a => a.Parties[1].Promise("Lokalet.", "Gert", "leder", ""));

        await On(Day.AddDays(-14)).RunAsync<ReminderRounds>();

        Assert.Equal(1, (await LinesAsync()).Count(line => line.Reason == DropReason.NoReader));
        Assert.Equal(2, await app.WithDb(db => db.Outbox.CountAsync()));
    }

    private async Task<CooperationAgreement> InForceAsync()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        await app.SaveAsync(agreement);
        return agreement;
    }

    private Task ChangeAsync(Guid id, Action<CooperationAgreement> change) => app.WithDb(async db =>
    {
        change(await db.Agreements.Include(a => a.Parties).Include(a => a.StatusMeetings).AsSplitQuery().SingleAsync(a => a.Id == id));
        await db.SaveChangesAsync();
    });

    private KemApp On(DateOnly day)
    {
        app.Clock.Now = DanishTime.At(day, new TimeOnly(9, 0));
        return app;
    }

    private Task<List<Reminder>> LinesAsync() => app.WithDb(db => db.Reminders.AsNoTracking().ToListAsync());
}
