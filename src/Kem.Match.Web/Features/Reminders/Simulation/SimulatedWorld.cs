using System.Globalization;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Reminders.Simulation;

/// <summary>
/// A municipality through the years: the service's own routines on a database of its own, under a clock that is moved by hand,
/// with a mail server inside the program. People act by chance, the server is away now and then, and the judge keeps accounts.
/// </summary>
internal sealed class SimulatedWorld : IAsyncDisposable
{
    private const string Municipality = "9001";

    private static readonly DateOnly FirstDay = new(2027, 1, 4);
    // The reminders of one meeting or signature lie so close to each other.
    private static readonly TimeSpan SameMatter = TimeSpan.FromDays(14);
    private static readonly TimeSpan ServerSettles = TimeSpan.FromSeconds(30);

    private readonly Random random;
    private readonly SimulatedClock clock = new(IndependentCalendar.At(FirstDay.ToDateTime(new TimeOnly(6, 0))));
    private readonly SimulatedPost post;
    private readonly WebApplication app;
    private readonly AsyncServiceScope held;
    private readonly List<SimulatedLine> lines = [];
    private readonly Dictionary<string, DateTime> seen = [];
    private SimulationSums sums = SimulationSums.None;

    private readonly Action<string> tell;

    private SimulatedWorld(int seed, string folder, Action<string> tell)
    {
        this.tell = tell;
        random = new Random(seed);
        post = new SimulatedPost(new Random(seed + 1), clock);
        app = Build(folder);
        held = app.Services.CreateAsyncScope();
    }

    public static async Task<SimulationSums> RunAsync(int agreements, int years, int seed, string folder, Action<string> tell)
    {
        await using var world = new SimulatedWorld(seed, folder, tell);
        await world.BeginAsync(agreements);

        for (var year = 0; year < years; year++)
        {
            await world.LiveAsync(FirstDay.AddYears(year), FirstDay.AddYears(year + 1));
            if ((year + 1) % 10 == 0) tell($"{year + 1} of {years} years");
        }

        await world.JudgeAsync(world.Now);
        return world.sums;
    }

    public async ValueTask DisposeAsync()
    {
        await held.DisposeAsync();
        await app.DisposeAsync();
    }

    private DateTime Now => IndependentCalendar.Local(clock.Now);

    private WebApplication Build(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database"] = "sqlite",
            ["ConnectionStrings:Kem"] = $"Data Source={Path.Combine(folder, "kem.db")}",
            ["Keys:Folder"] = Path.Combine(folder, "keys"),
            ["Mail:Smtp:Host"] = "",
            ["Mail:AtOnce"] = "50",
        });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddKemDb(builder.Configuration, builder.Environment);
        builder.Services.AddOutbox(builder.Configuration, builder.Environment);
        builder.Services.AddAgreements();
        builder.Services.AddEvidence(builder.Configuration);
        builder.Services.AddSingleton<IMailTransport>(post);
        builder.Services.AddScoped<ReminderRounds>().AddScoped<AgreementTerms>().AddScoped<MinutesApprovals>().AddScoped<OutboxDelivery>();
        return builder.Build();
    }

    private async Task BeginAsync(int agreements)
    {
        var db = held.ServiceProvider.GetRequiredService<KemDb>();
        await SafeMigrator.MigrateAsync(db, CancellationToken.None);
        await db.HoldOpenWithoutWaitingForTheDiskAsync();
        db.Municipalities.Add(new Municipality(Municipality, "Prøveby", "Prøveby Kommune", "70 00 00 00", "post@proeveby.example"));

        for (var n = 1; n <= agreements; n++)
        {
            var sides = Enumerable.Range(1, random.Next(1, 8)).Select(side => Side(db, OrganisationKind.Association, $"Forening {n}.{side}", $"forening{n}.{side}@proeveby.example"));
            var line = new SimulatedLine(n, new Random(random.Next()), Side(db, OrganisationKind.MunicipalUnit, $"Enhed {n}", $"koordinator{n}@proeveby.example"), [.. sides]);
            line.BeginOn(FirstDay.AddDays(random.Next(0, 180)));
            lines.Add(line);
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private static SimulatedSide Side(KemDb db, OrganisationKind kind, string name, string address)
    {
        var organisation = new Organisation(Municipality, kind, new OrganisationDescription { Name = name });
        db.Organisations.Add(organisation);
        return new SimulatedSide(organisation.Id, name, address);
    }

    private async Task LiveAsync(DateOnly from, DateOnly until)
    {
        for (var day = from; day < until; day = day.AddDays(1))
        {
            // Now and then the server is away for some hours or days; nobody can reach it then.
            if (random.Next(150) == 0)
            {
                day = day.AddDays(random.Next(0, 6));
                sums += SimulationSums.None with { Restarts = 1 };
                await TickAsync(day, new TimeOnly(random.Next(6, 24), 17), isStart: true);
                continue;
            }

            await TickAsync(day, new TimeOnly(IndependentCalendar.FirstHour, 0), isStart: true);

            if (random.Next(30) == 0)
            {
                await TickAsync(day, new TimeOnly(9, 41));
            }

            clock.Now = IndependentCalendar.At(day.ToDateTime(new TimeOnly(12, 0)));
            await ActAsync();

            // What people did is planned at once, or together with what is due in the morning.
            if (random.Next(7) == 0)
            {
                await TickAsync(day, new TimeOnly(12, 5));
            }

            if (random.Next(30) == 0)
            {
                await TickAsync(day, new TimeOnly(23, 10));
            }
        }

        await JudgeAsync(Now.AddDays(-30));
        await ForgetAsync();
    }

    /// <param name="day">The Danish day.</param>
    /// <param name="time">The Danish hour.</param>
    /// <param name="isStart">The daily routines run: it is the first time that day, or the service has come back.</param>
    private async Task TickAsync(DateOnly day, TimeOnly time, bool isStart = false)
    {
        clock.Now = IndependentCalendar.At(day.ToDateTime(time)) + ServerSettles;
        await using var scope = Open();
        var services = scope.ServiceProvider;

        if (isStart)
        {
            await services.GetRequiredService<MinutesApprovals>().RunAsync(CancellationToken.None);
            await services.GetRequiredService<AgreementTerms>().RunAsync(CancellationToken.None);

            foreach (var line in lines)
            {
                line.Turn(Now);
            }
        }

        await services.GetRequiredService<ReminderRounds>().RunAsync(CancellationToken.None);
        await services.GetRequiredService<OutboxDelivery>().RunAsync(CancellationToken.None);
        await ReceiveAsync(services.GetRequiredService<KemDb>());
    }

    /// <summary>
    /// A scope as every run of a routine has one. Nobody pulls the plug here (the fault tests do), so a save need not wait for
    /// the disk, and one line to the database serves them all.
    /// </summary>
    private AsyncServiceScope Open()
    {
        var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<KemDb>().AskOver(held.ServiceProvider.GetRequiredService<KemDb>());
        return scope;
    }

    /// <summary>What people do on a day: each cooperation by its own chance, all of it saved together.</summary>
    private async Task ActAsync()
    {
        await using var scope = Open();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        var taxonomy = scope.ServiceProvider.GetRequiredService<Taxonomy>();
        var signing = new Dictionary<Guid, IReadOnlyList<Guid>>();
        var deeds = new List<(SimulatedLine Line, PeopleDo Deed)>();

        foreach (var line in lines)
        {
            if (line.WantsNewOn(DateOnly.FromDateTime(Now)))
            {
                Send(db, line, taxonomy);
            }
            else if (!line.IsSigned && line.SignOn(Now) is { Count: > 0 } signatories)
            {
                signing.Add(line.AgreementId, signatories);
                if (line.IsSigned) line.CameIntoForce(Now);
            }

            if (line.Act(Now) is { } deed) deeds.Add((line, deed));
        }

        await SignAsync(db, signing);
        await StopAsync(db, [.. deeds.Where(d => d.Deed.Deed == Deed.GiveNotice).Select(d => d.Line.AgreementId)]);
        await MeetAsync(db, [.. deeds.Where(d => d.Deed.Deed != Deed.GiveNotice)]);
        await db.SaveChangesAsync();
    }

    private void Send(KemDb db, SimulatedLine line, Taxonomy taxonomy)
    {
        var plan = line.NextPlan(DateOnly.FromDateTime(Now));
        var agreement = new CooperationAgreement(Municipality, "M3", $"Samarbejde {line.Number}", $"Koordinator {line.Number}", line.Coordinator.Address, clock.Now);

        foreach (var side in line.Sides.Append(line.Coordinator))
        {
            agreement.AddParty(side.OrganisationId, side.Name).Promise("Frivillige hver onsdag.", side.Name, "kontakt", side.Address);
        }

        agreement.Describe(agreement.Title, plan.StartsOn, plan.EndsOn, plan.Frequency, new TimeOnly(19, 0), "Biblioteket", [], clock.Now);
        agreement.DescribeLife(
            new AgreementLifeTerms(
                new NoticePeriod(plan.NoticeDays, NoticeUnit.Days), plan.RenewsItself ? RenewalMode.Automatic : RenewalMode.None, plan.Months, plan.Limit, [], null, null, null, null),
            clock.Now);
        agreement.SendForSignature(AgreementText.Write(agreement, taxonomy), clock.Now);
        agreement.AskNext(clock.Now);
        db.Agreements.Add(agreement);
        line.Sent(agreement, Now);
    }

    private async Task SignAsync(KemDb db, Dictionary<Guid, IReadOnlyList<Guid>> signing)
    {
        if (signing.Count == 0) return;

        foreach (var agreement in await db.Agreements.WithCalendar().Where(a => signing.Keys.Contains(a.Id)).ToListAsync())
        {
            foreach (var signatory in agreement.Signatories.Where(s => signing[agreement.Id].Contains(s.Id)).ToList())
            {
                agreement.Sign(signatory, signatory.Name, SigningWay.Link, agreement.TextHash, clock.Now);
            }
        }
    }

    private async Task StopAsync(KemDb db, List<Guid> stopping)
    {
        if (stopping.Count == 0) return;

        foreach (var agreement in await db.Agreements.WithCalendar().Where(a => stopping.Contains(a.Id)).ToListAsync())
        {
            var runsOut = agreement.Notice.RunsOutWhenGivenOn(clock.Today());
            agreement.StopOn(runsOut < agreement.EndsOn ? runsOut : agreement.EndsOn, "Vi stopper.", agreement.Parties[0].Id, clock.Today(), clock.Now);
        }
    }

    private async Task MeetAsync(KemDb db, List<(SimulatedLine Line, PeopleDo Deed)> deeds)
    {
        if (deeds.Count == 0) return;

        var (agreements, numbers) = (deeds.Select(d => d.Line.AgreementId).ToList(), deeds.Select(d => d.Deed.Meeting).Distinct().ToList());
        var meetings = await db.StatusMeetings.IgnoreAutoIncludes()
            .Where(m => agreements.Contains(m.AgreementId) && numbers.Contains(m.Number))
            .ToDictionaryAsync(m => (m.AgreementId, m.Number));

        foreach (var (line, deed) in deeds)
        {
            var meeting = meetings[(line.AgreementId, deed.Meeting)];

            switch (deed.Deed)
            {
                case Deed.WriteMinutes:
                    meeting.WriteMinutes([new MinuteLine("AG_STATUS_1", "Det går godt.")], [], null, null, line.Coordinator.Name, clock.Now);
                    break;
                case Deed.SayNotHeld:
                    meeting.MarkNotHeld(clock.Now);
                    break;
                default:
                    meeting.Move(deed.On!.Value, meeting.Time, meeting.Place, clock.Now);
                    break;
            }
        }
    }

    /// <summary>Holds what the mail server accepted against what the judge expects.</summary>
    private async Task ReceiveAsync(KemDb db)
    {
        var accepted = post.Take();
        if (accepted.Count == 0) return;

        var ids = accepted.Select(mail => IdOf(mail.MessageId)).ToList();
        var kinds = await db.Outbox.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Kind }).ToDictionaryAsync(m => m.Id, m => m.Kind);

        foreach (var (messageId, to, at) in accepted)
        {
            Receive(messageId, to, IndependentCalendar.Local(at), kinds[IdOf(messageId)]);
        }
    }

    private void Receive(string messageId, string to, DateTime at, string kind)
    {
        sums += SimulationSums.None with { Mails = 1 };

        if (!seen.TryAdd(messageId, at))
        {
            sums += SimulationSums.None with { Copies = 1 };
        }
        else if (IsReminder(kind))
        {
            var isDue = LineOf(to).Receive(kind, to, messageId, at) is not null;
            if (!isDue) tell($"not due: {kind} to {to}, sent {at:yyyy-MM-dd HH:mm}");
            sums += SimulationSums.None with { Doubled = isDue ? 0 : 1, WrongHour = IndependentCalendar.IsLetterTime(at) ? 0 : 1 };
        }
    }

    private static bool IsReminder(string kind) => kind is AgreementReminders.SignReminder or AgreementReminders.StatusInvite
        or AgreementReminders.StatusReminder or AgreementReminders.MinutesOverdue or AgreementReminders.TermSoon;

    // "forening12.1@…" and "koordinator12@…" belong to line 12.
    private SimulatedLine LineOf(string address) =>
        lines[int.Parse(new string([.. address.SkipWhile(char.IsLetter).TakeWhile(char.IsDigit)]), CultureInfo.InvariantCulture) - 1];

    private static Guid IdOf(string messageId) => Guid.Parse(messageId[1..messageId.IndexOf('@', StringComparison.Ordinal)]);

    /// <summary>Closes the accounts of what was due before a moment: what did not arrive must stand in the ledger with a reason.</summary>
    private async Task JudgeAsync(DateTime before)
    {
        var used = new HashSet<Guid>();
        await using var scope = Open();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();

        foreach (var line in lines)
        {
            var settled = line.Settle(before);
            var missing = settled.Where(e => e.MessageId is null).ToList();
            sums += SimulationSums.None with { Due = settled.Count, Sent = settled.Count - missing.Count };

            foreach (var expectation in missing)
            {
                var fate = await WhatBecameOfAsync(db, expectation, used);
                sums += fate;
                if (fate.Lost > 0) await TellAsync(db, expectation);
            }
        }
    }

    /// <summary>Names what was lost, with the lines of the ledger that are nearest to it.</summary>
    private async Task TellAsync(KemDb db, Expectation expected)
    {
        var lines = await db.Reminders.AsNoTracking().Where(r => r.RootId == expected.AgreementId && r.Kind == expected.Kind && r.Reader == expected.Reader).ToListAsync();
        var near = lines.OrderBy(line => (line.DueAt - IndependentCalendar.At(expected.Due)).Duration()).Take(3)
            .Select(line => $"{line.Occurrence} {IndependentCalendar.Local(line.CalledForAt):yyyy-MM-dd HH:mm} {line.State} {line.ReasonText}");
        tell($"lost: {expected.Kind} to {expected.Address}, due {expected.Due:yyyy-MM-dd HH:mm}, meeting {expected.Meeting}; in the ledger: {string.Join("; ", near)}");
    }

    // A letter that arrives settles the latest that was due, so an earlier one is found by its neighbours; each line is used once.
    private static async Task<SimulationSums> WhatBecameOfAsync(KemDb db, Expectation expected, HashSet<Guid> used)
    {
        var known = await (
            from line in db.Reminders.AsNoTracking()
            where line.RootId == expected.AgreementId && line.Kind == expected.Kind && line.Reader == expected.Reader
            join mail in db.Outbox.AsNoTracking() on line.MailId equals mail.Id into mails
            from mail in mails.DefaultIfEmpty()
            select new { line.Id, line.State, line.CalledForAt, Mail = mail == null ? (OutgoingMailState?)null : mail.State }).ToListAsync();
        var due = IndependentCalendar.At(expected.Due);
        var its = known
            .Where(line => line.Mail != OutgoingMailState.Sent && (line.CalledForAt - due).Duration() <= SameMatter && !used.Contains(line.Id))
            .MinBy(line => (line.CalledForAt - due).Duration());
        if (its is not null) used.Add(its.Id);

        return its switch
        {
            { State: ReminderState.Dropped } or { Mail: OutgoingMailState.Suppressed } => SimulationSums.None with { Suppressed = 1 },
            { Mail: OutgoingMailState.Failed } => SimulationSums.None with { Failed = 1 },
            { State: ReminderState.Expected } or { Mail: OutgoingMailState.Waiting } => SimulationSums.None with { Waiting = 1 },
            _ => SimulationSums.None with { Lost = 1 },
        };
    }

    /// <summary>What is judged and old is put away, as a municipality would, so that a hundred years fit on the machine.</summary>
    private async Task ForgetAsync()
    {
        await using var scope = Open();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        var old = clock.Now.AddDays(-120);
        await db.Outbox.Where(m => m.State != OutgoingMailState.Waiting && m.CreatedAt < old).ExecuteDeleteAsync();
        await db.Reminders.Where(r => r.State != ReminderState.Expected && r.SettledAt < old && r.UselessAfter < old).ExecuteDeleteAsync();
        await db.AccessLinks.Where(l => l.ExpiresAt < old).ExecuteDeleteAsync();

        // What was tried before the holidays may come once more after them.
        foreach (var (messageId, at) in seen.ToList())
        {
            if (at < Now.AddDays(-120)) seen.Remove(messageId);
        }
    }
}
