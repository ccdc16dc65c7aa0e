using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;

namespace Kem.Match.Web.Tests.Wishes;

/// <summary>When a mail leaves, for every kind of wish, on every kind of day.</summary>
public class MailSettingsTests
{
    private static readonly MailLines Lines = new TaxonomyFiles(Path.Combine(AppContext.BaseDirectory, "data", "taxonomy")).ReadMailLines();

    [Fact]
    public void The_matrix_has_eight_lines_and_agreements_and_meetings_cannot_be_turned_off()
    {
        Assert.Equal(8, Lines.All.Count);
        Assert.Equal([MailLine.Meetings, MailLine.Agreements], Lines.All.Where(line => line.IsLocked).Select(line => line.Code));
        Assert.All(Lines.All, line => Assert.Contains(line.Default, line.Options));
    }

    [Theory]
    [InlineData("2026-03-03 22:00", null, "2026-03-04 08:00")] // at night it waits for the morning
    [InlineData("2026-03-08 12:00", null, "2026-03-09 08:00")] // a Sunday waits for Monday
    [InlineData("2026-03-08 12:00", "2026-03-09 07:00", "2026-03-08 12:00")] // the meeting is before Monday's hours, so Sunday gives way
    [InlineData("2026-03-08 22:00", "2026-03-09 07:00", null)] // only the night is left: too late
    [InlineData("2026-03-03 22:00", "2026-03-04 10:00", "2026-03-04 08:00")]
    public void A_reminder_leaves_in_an_open_hour_while_it_is_of_use(string due, string? useless, string? leaves) =>
        Assert.Equal(leaves is null ? null : Danish(leaves), Follow(new MailSettings(), MailLine.Reminders, Danish(due), useless is null ? null : Danish(useless)));

    [Fact]
    public void What_a_person_must_know_is_sent_at_night_rather_than_not_at_all()
    {
        var (night, meeting) = (Danish("2026-03-03 22:00"), Danish("2026-03-04 07:00"));

        Assert.IsType<MailDecision.Send>(new MailSettings().Decide(Lines[MailLine.Meetings], Lines, new MailAtHand(IsNecessary: true, meeting), night));
        Assert.IsType<MailDecision.Drop>(new MailSettings().Decide(Lines[MailLine.Reminders], Lines, new MailAtHand(IsNecessary: false, meeting), night));
    }

    [Fact]
    public void A_pause_holds_reminders_and_proposals_but_not_meetings_and_agreements()
    {
        var settings = new MailSettings { PauseFrom = new(2026, 3, 2), PauseUntil = new(2026, 3, 15) };
        var now = Danish("2026-03-03 10:00");

        Assert.Equal(Danish("2026-03-16 08:00"), Follow(settings, MailLine.Proposals, now, null));
        Assert.Equal(Danish("2026-03-16 08:00"), Follow(settings, MailLine.Reminders, now, null));
        Assert.Null(Follow(settings, MailLine.Reminders, now, Danish("2026-03-10 10:00")));
        Assert.Equal(now, Follow(settings, MailLine.Meetings, now, null));
        Assert.Equal(now, Follow(settings, MailLine.Agreements, now, null));
        Assert.Equal(now.AddDays(14), Follow(settings, MailLine.Reminders, now.AddDays(14), null));
    }

    [Theory]
    [InlineData(MailChoice.Never)]
    [InlineData(MailChoice.Weekly)]
    public void A_locked_line_is_not_changed_by_what_somebody_posts(MailChoice posted)
    {
        var settings = new MailSettings { Choices = new Dictionary<string, MailChoice> { [MailLine.Agreements] = posted } };

        Assert.Equal(MailChoice.Immediate, settings.ChoiceOf(Lines[MailLine.Agreements]));
    }

    [Fact]
    public void What_waits_for_a_digest_goes_by_itself_when_the_digest_does_not_come()
    {
        var settings = Weekly();
        var moment = Danish("2026-03-09 07:30");
        var first = settings.Decide(Lines[MailLine.Minutes], Lines, new MailAtHand(IsNecessary: true), Danish("2026-03-03 10:00"));
        var late = settings.Decide(Lines[MailLine.Minutes], Lines, new MailAtHand(IsNecessary: true, null, WaitsFor.Digest), moment);
        var alone = settings.Decide(Lines[MailLine.Minutes], Lines, new MailAtHand(IsNecessary: true, null, WaitsFor.LateDigest), moment.AddMinutes(30));

        Assert.Equal(new MailDecision.Wait(moment, WaitsFor.Digest), first);
        Assert.Equal(new MailDecision.Wait(moment.AddMinutes(30), WaitsFor.LateDigest), late);
        Assert.IsType<MailDecision.Send>(alone);
    }

    [Theory]
    [InlineData("2026-03-09 07:30", "2026-03-09 07:30")]
    [InlineData("2026-03-09 07:29", "2026-03-02 07:30")]
    [InlineData("2026-03-30 07:30", "2026-03-30 07:30")] // summer time has begun the night before
    [InlineData("2026-04-06 12:00", "2026-03-30 07:30")] // Easter Monday is off
    [InlineData("2026-04-07 07:30", "2026-04-07 07:30")] // so the digest comes on Tuesday
    [InlineData("2026-10-26 07:30", "2026-10-26 07:30")] // winter time has begun
    public void A_weekly_digest_has_its_day_and_hour_also_when_the_clock_is_changed(string now, string moment) =>
        Assert.Equal(Danish(moment), new MailSettings().LastDigestMoment(Lines, Danish(now)));

    [Fact]
    public void Every_week_of_ten_years_has_one_digest_and_each_moment_is_its_own_last()
    {
        var settings = new MailSettings { DigestAt = new(2, 30) };
        var moments = new HashSet<DateTimeOffset>();

        for (var at = Danish("2026-01-05 00:00"); at < Danish("2036-01-07 00:00"); at = at.AddHours(11))
        {
            moments.Add(settings.LastDigestMoment(Lines, at));
            var next = settings.NextDigestMoment(Lines, at);
            Assert.True(next > at && settings.LastDigestMoment(Lines, next) == next);
        }

        Assert.InRange(moments.Count, 521, 523);
    }

    /// <summary>Random hours, days off, pauses and due moments, the nights of both changes of the clock among them.</summary>
    [Fact]
    public void Whatever_is_wished_no_mail_leaves_too_early_too_late_or_in_a_quiet_hour_and_none_is_lost()
    {
        var chance = new Random(20261122);
        var (sent, dropped) = (0, 0);

        for (var round = 0; round < 20_000; round++)
        {
            var settings = AnySettings(chance);
            var line = Lines.All[chance.Next(Lines.All.Count)];
            var due = AnyMoment(chance);
            DateTimeOffset? useless = chance.Next(3) == 0 ? null : due.AddMinutes(chance.Next(1, 12 * 24 * 60));
            var leaves = Follow(settings, line.Code, due, useless);

            if (leaves is { } at)
            {
                sent++;
                Assert.True(at >= due, $"{round}: left before it was due");
                Assert.True(useless is null || at < useless, $"{round}: left when it was useless");
                Assert.True(settings.Hours.OnDaysOffToo().IsOpenAt(at), $"{round}: left in a quiet hour");
                Assert.True(!line.WaitsInPause || !settings.IsPausedOn(DanishTime.DayOf(at)), $"{round}: left in the pause");
                Assert.True(settings.Hours.IsOpenAt(at) || useless <= settings.Hours.Next(at), $"{round}: a day off gave way without need");
            }
            else
            {
                dropped++;
                Assert.True(
                    settings.ChoiceOf(line) is MailChoice.Never or MailChoice.Paused
                    || (line.WaitsInPause && settings.IsPausedOn(DanishTime.DayOf(due)))
                    || useless <= settings.Hours.OnDaysOffToo().Next(due)
                    || useless is not null && settings.PauseUntil is not null,
                    $"{round}: lost without a reason");
            }
        }

        Assert.True(sent > 5_000 && dropped > 1_000, $"{sent} sent, {dropped} dropped");
    }

    // Asks again at each moment the mail is told to wait for, as the outbox does; null when it is kept back.
    private static DateTimeOffset? Follow(MailSettings settings, string line, DateTimeOffset due, DateTimeOffset? useless)
    {
        var (now, waitedFor) = (due, (WaitsFor?)null);

        for (var asked = 0; asked < 20; asked++)
        {
            switch (settings.Decide(Lines[line], Lines, new MailAtHand(IsNecessary: false, useless, waitedFor), now))
            {
                case MailDecision.Send:
                    return now;
                case MailDecision.Drop:
                    return null;
                case MailDecision.Wait wait:
                    Assert.True(wait.Until > now, $"It waits from {now:O} until {wait.Until:O}.");
                    (now, waitedFor) = (wait.Until, wait.What);
                    break;
            }
        }

        throw new InvalidOperationException("It waits for ever.");
    }

    private static MailSettings Weekly() => new()
    {
        Choices = new Dictionary<string, MailChoice> { [MailLine.Minutes] = MailChoice.Weekly, [MailLine.Proposals] = MailChoice.Weekly },
    };

    private static MailSettings AnySettings(Random chance)
    {
        var from = chance.Next(0, 46);
        var until = chance.Next(from + 1, 48);
        var pause = chance.Next(4) == 0 ? AnyMoment(chance) : (DateTimeOffset?)null;

        return new MailSettings
        {
            Choices = Lines.All.ToDictionary(line => line.Code, line => line.Options[chance.Next(line.Options.Count)]),
            Hours = new LetterHours(Half(from), Half(until), chance.Next(2) == 0) { Sundays = chance.Next(2) == 0, Holidays = chance.Next(2) == 0 },
            DigestDay = (DayOfWeek)chance.Next(7),
            DigestAt = Half(chance.Next(48)),
            PauseFrom = pause is { } first ? DanishTime.DayOf(first) : null,
            PauseUntil = pause is { } last ? DanishTime.DayOf(last).AddDays(chance.Next(0, 30)) : null,
        };
    }

    // Half of them lie around a change of the clock or a row of holidays.
    private static DateTimeOffset AnyMoment(Random chance)
    {
        DateOnly[] special = [new(2027, 3, 28), new(2027, 10, 31), new(2026, 4, 2), new(2026, 12, 24), new(2027, 5, 16)];
        var day = chance.Next(2) == 0 ? special[chance.Next(special.Length)].AddDays(chance.Next(-2, 3)) : new DateOnly(2026, 1, 1).AddDays(chance.Next(730));
        return DanishTime.At(day, TimeOnly.MinValue).AddMinutes(chance.Next(24 * 60));
    }

    private static TimeOnly Half(int half) => new(half / 2, half % 2 * 30);

    private static DateTimeOffset Danish(string text)
    {
        var local = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return DanishTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
