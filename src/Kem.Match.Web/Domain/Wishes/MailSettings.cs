namespace Kem.Match.Web.Domain.Wishes;

/// <summary>What somebody has chosen about the mails to an address; without a choice it is what <see cref="For"/> says.</summary>
public sealed record MailSettings
{
    /// <summary>Days of the digest are looked for this far back: a week, and the longest row of days off there is.</summary>
    private const int DaysBack = 21;

    public IReadOnlyDictionary<string, MailChoice> Choices { get; init; } = new Dictionary<string, MailChoice>();

    public DayOfWeek DigestDay { get; init; } = DayOfWeek.Monday;

    public TimeOnly DigestAt { get; init; } = new(7, 30);

    public LetterHours Hours { get; init; } = LetterHours.Usual;

    public DateOnly? PauseFrom { get; init; }

    /// <summary>The last day of the pause.</summary>
    public DateOnly? PauseUntil { get; init; }

    /// <summary>Wants to be called rather than reminded by mail.</summary>
    public bool ByPhone { get; init; }

    /// <summary>What somebody has who has said nothing, in a house with these hours.</summary>
    public static MailSettings For(LetterHours house) => new() { Hours = house };

    /// <summary>The choice for a line; one that is no longer offered counts as not made.</summary>
    public MailChoice ChoiceOf(MailLine line) =>
        Choices.TryGetValue(line.Code, out var chosen) && line.Options.Contains(chosen) ? chosen : line.Default;

    public bool IsPausedOn(DateOnly day) => PauseUntil is { } last && day <= last && (PauseFrom is not { } first || day >= first);

    /// <summary>What to do with a mail that is ready to go.</summary>
    /// <param name="line">The line it belongs to.</param>
    /// <param name="lines">All lines, of which one says how often the digest comes.</param>
    /// <param name="mail">What the decision depends on.</param>
    /// <param name="now">The moment it is asked.</param>
    public MailDecision Decide(MailLine line, MailLines lines, MailAtHand mail, DateTimeOffset now)
    {
        var choice = ChoiceOf(line);

        if (choice == MailChoice.Never && !mail.IsFromDigest) return new MailDecision.Drop(KeptBack.NotWanted);
        if (choice == MailChoice.Paused) return new MailDecision.Drop(KeptBack.Paused);

        if (line.WaitsInPause && IsPausedOn(DanishTime.DayOf(now)))
        {
            var after = Hours.Next(DanishTime.At(PauseUntil!.Value.AddDays(1), TimeOnly.MinValue));
            return mail.UselessAfter <= after ? new MailDecision.Drop(KeptBack.Paused) : new MailDecision.Wait(after, WaitsFor.PauseEnd);
        }

        if (choice is MailChoice.Daily or MailChoice.Weekly && !mail.IsFromDigest && Gather(lines, mail, now) is { } gathered) return gathered;
        if (mail.IsFromDigest && mail.IsAtChosenHour) return new MailDecision.Send();

        return AtOpenHours(mail, now);
    }

    /// <summary>The digest that should have been written last: its moment, up to and with now.</summary>
    public DateTimeOffset LastDigestMoment(MailLines lines, DateTimeOffset now) =>
        DigestMoments(lines, DanishTime.DayOf(now).AddDays(-DaysBack), DaysBack + 1).Last(moment => moment <= now);

    public DateTimeOffset NextDigestMoment(MailLines lines, DateTimeOffset now) =>
        DigestMoments(lines, DanishTime.DayOf(now).AddDays(-DaysBack), 3 * DaysBack).First(moment => moment > now);

    // Null when it is better sent by itself: should the digest not come, it would be useless, or the digest is overdue.
    private MailDecision.Wait? Gather(MailLines lines, MailAtHand mail, DateTimeOffset now) => mail.WaitedFor switch
    {
        _ when mail.IsTried => null,
        // The digest is written at its moment by a routine that may be some minutes behind.
        WaitsFor.Digest => new MailDecision.Wait(now + MailDecision.PatienceWithDigest, WaitsFor.LateDigest),
        WaitsFor.LateDigest => null,
        _ => NextDigestMoment(lines, now) is var moment && mail.UselessAfter <= Hours.OnDaysOffToo().Next(moment + MailDecision.PatienceWithDigest) ? null : new MailDecision.Wait(moment, WaitsFor.Digest),
    };

    /// <summary>Only the hours count. A day off gives way before a quiet hour does, and a quiet hour only to what somebody must know.</summary>
    public MailDecision AtOpenHours(MailAtHand mail, DateTimeOffset now)
    {
        var open = Hours.Next(now);

        if (mail.UselessAfter <= open)
        {
            open = Hours.OnDaysOffToo().Next(now);
        }

        return open == now ? new MailDecision.Send()
            : mail.UselessAfter is null || mail.UselessAfter > open ? new MailDecision.Wait(open, mail is { WaitedFor: WaitsFor.LateDigest, IsTried: false } ? WaitsFor.LateDigest : WaitsFor.OpenHours)
            : mail.IsNecessary ? new MailDecision.Send()
            : new MailDecision.Drop(KeptBack.NoOpenHour);
    }

    // A weekly digest whose day is off comes on the next day that is not.
    private IEnumerable<DateTimeOffset> DigestMoments(MailLines lines, DateOnly from, int days) =>
        Enumerable.Range(0, days).Select(from.AddDays)
            .Where(day => IsDaily(lines) ? Hours.IsOpenOn(day) : day.DayOfWeek == DigestDay)
            .Select(FirstOpenDay).Distinct()
            .Select(day => DanishTime.At(day, DigestAt));

    private DateOnly FirstOpenDay(DateOnly day)
    {
        while (!Hours.IsOpenOn(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private bool IsDaily(MailLines lines) => ChoiceOf(lines[MailLine.Digest]) == MailChoice.Daily;
}
