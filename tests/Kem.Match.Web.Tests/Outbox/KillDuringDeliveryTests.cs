using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Tests.Mailing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Outbox;

/// <summary>
/// The promise of the outbox, put to the test with the real program, a real database and a real mail server: a mail
/// is never lost, and it comes twice only if the program dies after the server took it and before we wrote that down.
/// </summary>
public sealed class KillDuringDeliveryTests
{
    private const int SqliteBusy = 5;
    private const int Workers = 2;
    private const int AtOnce = 4;
    private const int MostBeforeTheKill = 5;
    private const int AlwaysDue = 200;
    private const string TimeLimit = "3";

    // A short storm by default; tests/faults raises one of a thousand deaths over ten thousand mails.
    private static readonly int Kills = Setting("KEM_KILLS", 50);
    private static readonly int Mails = Setting("KEM_KILL_MAILS", 500);
    private static readonly int Stops = Setting("KEM_STOPS", 5);
    private static readonly int SharedMails = Setting("KEM_SHARED_MAILS", 200);

    private readonly ConcurrentQueue<OutgoingMail> written = [];
    private int killedWhileSending;

    [Theory]
    [InlineData(OutboxStore.Sqlite)]
    [InlineData(OutboxStore.Postgres)]
    public async Task Sudden_deaths_lose_no_mail_and_every_extra_copy_is_counted(string database)
    {
        await using var sink = await SmtpSink.StartAsync("--delay", "0.03");
        await using var store = await OutboxStore.CreateAsync(database);
        await WriteAsync(store, Mails);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => KillAgainAndAgainAsync(store, sink, new Random(worker))));
        await FinishAsync(store, sink);

        var accepted = sink.Accepted;
        var mails = await store.AllAsync();
        var extras = accepted.Count - written.Count;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"Measured: {database}: {written.Count} mails, {killedWhileSending} kills while sending, {extras} extra copies, each with the Message-ID of the first; {mails.Sum(mail => mail.UncertainAttempts)} uncertain attempts counted.");

        Assert.All(mails, mail => Assert.Equal(OutgoingMailState.Sent, mail.State));
        Assert.Equal(
            written.Select(mail => (mail.MessageId("kem.example"), mail.ToAddress)).Order(),
            accepted.Select(mail => (mail.MessageId!, mail.Recipients.Single())).Distinct().Order());
        Assert.InRange(extras, 0, killedWhileSending * AtOnce);

        // No copy too many that the page does not own up to.
        var copies = accepted.CountBy(mail => mail.MessageId!).ToDictionary();
        Assert.All(mails, mail => Assert.InRange(copies[mail.MessageId("kem.example")] - 1, 0, mail.UncertainAttempts));
        Assert.Equal(Kills / Workers * Workers, killedWhileSending);
    }

    [Theory]
    [InlineData(OutboxStore.Sqlite)]
    [InlineData(OutboxStore.Postgres)]
    public async Task Two_programs_share_what_is_due_and_send_nothing_twice(string database)
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var store = await OutboxStore.CreateAsync(database);
        await store.WriteAsync(SharedMails, DateTimeOffset.UtcNow);

        await FinishAsync(store, sink, timeLimit: "60");

        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: {database}: {SharedMails} mails, {Workers} programs, {sink.Accepted.Count - SharedMails} extra copies.");
        Assert.Equal(SharedMails, sink.Accepted.Count);
        Assert.All(await store.AllAsync(), mail => Assert.Equal((OutgoingMailState.Sent, 0), (mail.State, mail.UncertainAttempts)));
    }

    /// <summary>A worker that the machine stops in the middle, and wakes when another has done its work.</summary>
    [Fact]
    public async Task A_program_that_slept_past_its_lease_changes_nothing_when_it_wakes()
    {
        await using var sink = await SmtpSink.StartAsync("--delay", "0.3");
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(8, DateTimeOffset.UtcNow);

        using var sleeper = Deliver(store, sink);
        await WaitUntilItHasClaimedAsync(store, sleeper);
        await StopBetweenWritesAsync(store, sleeper);

        // Its lease is 6 seconds.
        await Task.Delay(TimeSpan.FromSeconds(7));
        await FinishAsync(store, sink);
        await SignalAsync(sleeper, "CONT");
        await sleeper.WaitForExitAsync();

        var mails = await store.AllAsync();
        var copies = sink.Accepted.CountBy(mail => mail.MessageId!).ToDictionary();
        Assert.All(mails, mail => Assert.Equal(OutgoingMailState.Sent, mail.State));
        Assert.All(mails, mail => Assert.InRange(copies[mail.MessageId("kem.example")], 1, 1 + mail.UncertainAttempts));
    }

    [Fact]
    public async Task A_polite_stop_is_quick_and_nothing_is_sent_twice()
    {
        // Half a second each and four at once: more than can leave between the first mail and the stop, also when the machine is busy.
        const int MailsForAStop = 40;
        await using var sink = await SmtpSink.StartAsync("--delay", "0.5");
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(MailsForAStop * Stops, DateTimeOffset.UtcNow);

        for (var stop = 0; stop < Stops; stop++)
        {
            using var program = Deliver(store, sink);
            await WaitUntilItHasClaimedAsync(store, program);
            await SomethingHasGoneOutAsync(sink, program, mails: 1);

            var watch = Stopwatch.StartNew();
            await SignalAsync(program, "TERM");
            await program.WaitForExitAsync();

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            Assert.Equal(0, program.ExitCode);
            Assert.Equal(0, await ClaimedByAsync(store, program));
        }

        Assert.InRange(sink.Accepted.Count, 1, (MailsForAStop * Stops) - 1);
        await FinishAsync(store, sink);
        Assert.Equal(MailsForAStop * Stops, sink.Accepted.Count);
    }

    private async Task KillAgainAndAgainAsync(OutboxStore store, SmtpSink sink, Random random)
    {
        // A death that fell between two handfuls of mails is not one of those we want, and another is tried.
        var kills = 0;
        for (var attempt = 0; attempt < Kills && kills < Kills / Workers; attempt++)
        {
            await KeepEnoughDueAsync(store);
            using var program = Deliver(store, sink);
            await WaitUntilItHasClaimedAsync(store, program);

            await SomethingHasGoneOutAsync(sink, program, random.Next(MostBeforeTheKill));
            await Task.Delay(random.Next(40));
            program.Kill();
            await program.WaitForExitAsync();

            if (await ClaimedByAsync(store, program) > 0)
            {
                kills++;
                Interlocked.Increment(ref killedWhileSending);
            }
        }
    }

    /// <summary>A program that finds nothing to do ends by itself, and its death proves nothing.</summary>
    private async Task KeepEnoughDueAsync(OutboxStore store)
    {
        var now = DateTimeOffset.UtcNow;
        await using var db = store.Open();
        var due = await db.Outbox.CountAsync(mail => mail.State == OutgoingMailState.Waiting && mail.DueAt <= now && (mail.ClaimedUntil == null || mail.ClaimedUntil < now));

        if (due < AlwaysDue) await WriteAsync(store, AlwaysDue);
    }

    private async Task WriteAsync(OutboxStore store, int mails)
    {
        foreach (var mail in await store.WriteAsync(mails, DateTimeOffset.UtcNow)) written.Enqueue(mail);
    }

    /// <summary>Counted in mails and not in time, so that a slow machine is killed in the same places as a fast one.</summary>
    private static async Task SomethingHasGoneOutAsync(SmtpSink sink, Process program, int mails)
    {
        var enough = sink.Written + (mails * SmtpSink.BytesOfALine);

        while (!program.HasExited && sink.Written < enough)
        {
            await Task.Delay(5);
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var wanted) ? wanted : usual;

    // A program that is stopped while it holds SQLite's write lock holds up everybody. Here it is the lease that is tried.
    private static async Task StopBetweenWritesAsync(OutboxStore store, Process program)
    {
        await SignalAsync(program, "STOP");

        while (!CanWrite(store))
        {
            await SignalAsync(program, "CONT");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
            await SignalAsync(program, "STOP");
        }
    }

    private static bool CanWrite(OutboxStore store)
    {
        using var connection = new SqliteConnection(store.ConnectionString + ";Default Timeout=1");
        connection.Open();

        try
        {
            using var transaction = connection.BeginTransaction();
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteBusy)
        {
            return false;
        }
    }

    private static async Task SignalAsync(Process program, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, program.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task FinishAsync(OutboxStore store, SmtpSink sink, string timeLimit = TimeLimit)
    {
        for (var round = 0; round < 10 && await MakeDueAsync(store) > 0; round++)
        {
            var programs = Enumerable.Range(0, Workers).Select(_ => Deliver(store, sink, timeLimit)).ToList();

            foreach (var program in programs)
            {
                await program.WaitForExitAsync();
                Assert.Equal(0, program.ExitCode);
                program.Dispose();
            }

            // So long at most do the dead hold what they had claimed.
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>An attempt that timed out on a busy machine waits a minute; the test does not.</summary>
    private static async Task<int> MakeDueAsync(OutboxStore store)
    {
        var now = DateTimeOffset.UtcNow;
        await using var db = store.Open();
        return await db.Outbox.Where(mail => mail.State == OutgoingMailState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.DueAt, now));
    }

    private static async Task WaitUntilItHasClaimedAsync(OutboxStore store, Process program)
    {
        while (!program.HasExited && await ClaimedByAsync(store, program) == 0)
        {
            await Task.Delay(10);
        }
    }

    private static async Task<int> ClaimedByAsync(OutboxStore store, Process program)
    {
        var mark = $"/{program.Id.ToString(CultureInfo.InvariantCulture)}/";
        await using var db = store.Open();
        return await db.Outbox.CountAsync(mail => mail.State == OutgoingMailState.Waiting && mail.ClaimedBy!.Contains(mark));
    }

    private static Process Deliver(OutboxStore store, SmtpSink sink, string timeLimit = TimeLimit)
    {
        return Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Kem.Match.Web.dll"), DeliverCommand.Name])
        {
            WorkingDirectory = sink.Folder,
            Environment =
            {
                ["Database"] = store.Kind,
                ["ConnectionStrings__Kem"] = store.ConnectionString,
                ["Keys__Folder"] = sink.Folder,
                ["Logging__LogLevel__Default"] = "Error",
                ["Mail__From"] = "kem-match@kem.example",
                ["Mail__Smtp__Host"] = "127.0.0.1",
                ["Mail__Smtp__Port"] = sink.Port.ToString(CultureInfo.InvariantCulture),
                ["Mail__Smtp__Security"] = nameof(SmtpSecurity.None),
                ["Mail__Smtp__TimeLimitSeconds"] = timeLimit,
                ["Mail__AtOnce"] = AtOnce.ToString(CultureInfo.InvariantCulture),
                ["Mail__LeaseSeconds"] = (2 * int.Parse(timeLimit, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
            },
        })!;
    }
}
