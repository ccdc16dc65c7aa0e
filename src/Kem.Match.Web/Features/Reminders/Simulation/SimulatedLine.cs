using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Features.Reminders.Simulation;

/// <summary>A letter that should come, by the judge's own reckoning.</summary>
internal sealed class Expectation(string kind, string address, string reader, Guid agreementId, int meeting, DateTime due)
{
    public string Kind => kind;
    public string Address => address;

    /// <summary>The reader's place in the ledger, to ask there what became of it.</summary>
    public string Reader => reader;

    public Guid AgreementId => agreementId;

    /// <summary>The meeting's number; 0 when it is about no meeting.</summary>
    public int Meeting => meeting;

    /// <summary>As a Danish clock shows it.</summary>
    public DateTime Due => due;

    public string? MessageId { get; set; }
}

/// <summary>
/// One cooperation through the years: agreements that are signed, met about, renewed, given notice to and followed by others.
/// It decides by chance what its people do, and reckons by itself which letters must come of it.
/// </summary>
internal sealed class SimulatedLine(int number, Random random, SimulatedSide coordinator, IReadOnlyList<SimulatedSide> sides)
{
    private static readonly int[] MinutesDays = [3, 7, 14];
    private static readonly int[] SignDays = [5, 12];

    private readonly List<Expectation> open = [];
    private readonly List<PlannedMeeting> meetings = [];
    private readonly List<(SimulatedSide Side, Guid Signatory, DateOnly On)> unsigned = [];

    private Guid agreementId;
    private DateOnly startsOn;
    private DateOnly firstEndsOn;
    private DateOnly endsOn;
    private DateOnly? stopsOn;
    private int months;
    private int renewed;
    private int frequency;
    private int? limit;
    private int noticeDays;
    private bool renewsItself;
    private int renewalsLeft;
    private DateOnly nextOn;

    public int Number => number;
    public SimulatedSide Coordinator => coordinator;
    public IReadOnlyList<SimulatedSide> Sides => sides;

    /// <summary>How often it was judged that something should have been sent; those still open are not in it.</summary>
    public IReadOnlyList<Expectation> Open => open;

    public bool IsInForce { get; private set; }
    public bool HasAgreement { get; private set; }

    /// <summary>When its people begin on the first or the next agreement.</summary>
    public void BeginOn(DateOnly day) => nextOn = day;

    public bool WantsNewOn(DateOnly day) => !HasAgreement && day >= nextOn;

    /// <summary>What the next agreement says.</summary>
    public AgreementPlan NextPlan(DateOnly today)
    {
        months = 12 * random.Next(1, 5);
        (frequency, limit) = random.Next(20) switch { 0 => (3, (int?)null), 1 => (6, null), < 5 => (12, null), _ => (4, 2) };
        noticeDays = random.Next(2) == 0 ? 30 : 90;
        renewsItself = random.Next(2) == 0;
        renewalsLeft = random.Next(1, 4);
        startsOn = today.AddDays(random.Next(30, 75));
        firstEndsOn = endsOn = IndependentCalendar.MonthsAfter(startsOn, months).AddDays(-1);
        (stopsOn, renewed, HasAgreement, IsInForce) = (null, 0, true, false);
        meetings.Clear();
        return new AgreementPlan(startsOn, endsOn, frequency, limit, noticeDays, renewsItself, months);
    }

    public void Sent(CooperationAgreement agreement, DateTime now)
    {
        agreementId = agreement.Id;
        var today = DateOnly.FromDateTime(now);
        DateOnly? together = random.Next(2) == 0 ? today.AddDays(random.Next(1, 13)) : null;

        foreach (var party in agreement.Parties)
        {
            var side = party.OrganisationId == coordinator.OrganisationId ? coordinator : sides.Single(side => side.OrganisationId == party.OrganisationId);
            side.PartyId = party.Id;
            var signatory = party.Signatories.Single();
            unsigned.Add((side, signatory.Id, together ?? today.AddDays(random.Next(1, random.Next(2) == 0 ? 6 : 25))));

            foreach (var days in SignDays)
            {
                Expect(AgreementReminders.SignReminder, side.Address, signatory.Id.ToString(), 0, IndependentCalendar.OnOrAfter(today.AddDays(days)), now);
            }
        }
    }

    /// <summary>Those who sign on a day.</summary>
    public IReadOnlyList<Guid> SignOn(DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        var signing = unsigned.Where(one => one.On <= today).ToList();

        foreach (var (_, signatory, _) in signing)
        {
            open.RemoveAll(e => e.Reader == signatory.ToString() && e.Due > now);
        }

        unsigned.RemoveAll(one => one.On <= today);
        return [.. signing.Select(one => one.Signatory)];
    }

    public bool IsSigned => unsigned.Count == 0;

    public Guid AgreementId => agreementId;

    public void CameIntoForce(DateTime now)
    {
        IsInForce = true;
        PlanMeetings(now);
        ExpectTerm(now);
    }

    /// <summary>What the calendar alone does to the agreement.</summary>
    public void Turn(DateTime now)
    {
        if (!IsInForce) return;

        var today = DateOnly.FromDateTime(now);

        if (renewsItself && stopsOn is null && today > LastDayForNotice)
        {
            open.RemoveAll(e => e.Kind == AgreementReminders.TermSoon && e.Due > now);

            while (today > LastDayForNotice)
            {
                renewed += months;
                endsOn = IndependentCalendar.MonthsAfter(startsOn, months + renewed).AddDays(-1);
            }

            renewalsLeft--;
            PlanMeetings(now);
            ExpectTerm(now);
        }

        if ((stopsOn ?? endsOn) < today)
        {
            (IsInForce, HasAgreement) = (false, false);
            nextOn = today.AddDays(random.Next(5, 1000));

            // Only the talk that looks back is still asked about.
            open.RemoveAll(e => e.Due > now && !meetings.Exists(m => m.Number == e.Meeting && m.IsClosing));
        }
    }

    /// <summary>What its people do on a day; at most one thing.</summary>
    public PeopleDo? Act(DateTime now)
    {
        var today = DateOnly.FromDateTime(now);

        foreach (var meeting in meetings.Where(m => !m.IsOver))
        {
            if (meeting.On < today && today >= meeting.WrittenOn)
            {
                meeting.IsOver = true;
                open.RemoveAll(e => e.Meeting == meeting.Number && e.AgreementId == agreementId && e.Due > now);
                if (IsInForce || meeting.IsClosing) return new PeopleDo(meeting.WasHeld ? Deed.WriteMinutes : Deed.SayNotHeld, meeting.Number);
            }

            if (IsInForce && meeting.MovesOn == today && meeting.On > today)
            {
                meeting.MovesOn = null;
                meeting.On = IndependentCalendar.WorkingDayNear(meeting.On.AddDays(random.Next(1, 25)), DateOnly.MaxValue);
                meeting.WrittenOn = meeting.WrittenOn.AddDays(30);
                open.RemoveAll(e => e.Meeting == meeting.Number && e.AgreementId == agreementId && e.Due > now);
                ExpectMeeting(meeting, now, isTold: meeting.On <= today.AddDays(14));
                return new PeopleDo(Deed.Move, meeting.Number, meeting.On);
            }
        }

        // Sometimes a party stops, and a cooperation that renews itself has an end as well.
        if (IsInForce && stopsOn is null && (random.Next(8000) == 0 || (renewsItself && renewalsLeft < 0 && today < LastDayForNotice)))
        {
            var runsOut = today.AddDays(noticeDays);
            stopsOn = runsOut < endsOn ? runsOut : endsOn;
            open.RemoveAll(e => e.Due > now && (e.Kind == AgreementReminders.TermSoon || meetings.Exists(m => m.Number == e.Meeting && m.On > stopsOn)));
            meetings.RemoveAll(m => !m.IsOver && m.On > stopsOn);
            return new PeopleDo(Deed.GiveNotice, 0);
        }

        return null;
    }

    /// <summary>A letter arrived: it settles the latest that was due; null when none was.</summary>
    public Expectation? Receive(string kind, string address, string messageId, DateTime at)
    {
        var due = open.Where(e => e.MessageId is null && e.Kind == kind && e.Address == address && e.Due <= at).MaxBy(e => e.Due);
        if (due is not null) due.MessageId = messageId;
        return due;
    }

    /// <summary>Takes those out that were due before a day, for the accounts.</summary>
    public IReadOnlyList<Expectation> Settle(DateTime before)
    {
        var settled = open.Where(e => e.Due < before).ToList();
        open.RemoveAll(settled.Contains);
        return settled;
    }

    private DateOnly LastDayForNotice => endsOn.AddDays(-noticeDays);

    private void PlanMeetings(DateTime now)
    {
        var today = DateOnly.FromDateTime(now);

        for (var n = 1; n <= (limit ?? int.MaxValue) && IndependentCalendar.MonthsAfter(startsOn, n * frequency) <= endsOn.AddDays(1); n++)
        {
            var day = IndependentCalendar.MonthsAfter(startsOn, n * frequency);
            var planned = day <= endsOn ? day : endsOn;

            if (meetings.Find(m => m.Number == n) is { } known)
            {
                known.IsClosing = planned == endsOn;
            }
            else if (planned > today)
            {
                var on = IndependentCalendar.WorkingDayNear(planned, endsOn);
                var writtenAfter = random.Next(10) switch { < 7 => random.Next(1, 3), < 9 => random.Next(3, 21), _ => random.Next(15, 90) };
                var meeting = new PlannedMeeting(n, on, planned == endsOn)
                {
                    WasHeld = random.Next(12) != 0,
                    WrittenOn = on.AddDays(writtenAfter),
                    MovesOn = random.Next(12) == 0 ? on.AddDays(-random.Next(1, 30)) : null,
                };
                meetings.Add(meeting);
                ExpectMeeting(meeting, now, isTold: false);
            }
        }
    }

    private void ExpectMeeting(PlannedMeeting meeting, DateTime now, bool isTold)
    {
        var invited = Later(IndependentCalendar.OnOrAfter(meeting.On.AddDays(-14)), IndependentCalendar.NextLetterTime(now));
        var invitedOn = DateOnly.FromDateTime(isTold ? now : invited);

        foreach (var side in sides.Prepend(coordinator))
        {
            var reader = side == coordinator ? ReminderCall.Responsible : side.PartyId.ToString();

            if (!isTold)
            {
                Expect(AgreementReminders.StatusInvite, side.Address, reader, meeting.Number, invited, now);
            }

            if (invitedOn < meeting.On.AddDays(-2))
            {
                Expect(AgreementReminders.StatusReminder, side.Address, reader, meeting.Number, IndependentCalendar.OnOrBefore(meeting.On.AddDays(-2)), now);
            }
        }

        foreach (var days in MinutesDays)
        {
            Expect(AgreementReminders.MinutesOverdue, coordinator.Address, ReminderCall.Responsible, meeting.Number, IndependentCalendar.OnWorkingDay(meeting.On.AddDays(days)), now);
        }
    }

    private void ExpectTerm(DateTime now)
    {
        var last = renewsItself ? LastDayForNotice : endsOn;
        int[] days = IndependentCalendar.MonthsAfter(startsOn, 6) < endsOn ? [90, 30] : [30, 10];

        foreach (var before in days)
        {
            foreach (var side in sides.Prepend(coordinator))
            {
                var reader = side == coordinator ? ReminderCall.Responsible : side.PartyId.ToString();
                Expect(AgreementReminders.TermSoon, side.Address, reader, 0, IndependentCalendar.OnOrAfter(last.AddDays(-before)), now);
            }
        }
    }

    private void Expect(string kind, string address, string reader, int meeting, DateTime due, DateTime now) =>
        open.Add(new Expectation(kind, address, reader, agreementId, meeting, Later(due, IndependentCalendar.NextLetterTime(now))));

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private sealed class PlannedMeeting(int number, DateOnly on, bool isClosing)
    {
        public int Number => number;
        public DateOnly On { get; set; } = on;
        public bool IsClosing { get; set; } = isClosing;
        public bool IsOver { get; set; }
        public bool WasHeld { get; init; }

        /// <summary>When somebody says what happened, unless the meeting is moved.</summary>
        public DateOnly WrittenOn { get; set; }

        public DateOnly? MovesOn { get; set; }
    }
}

/// <summary>One who takes part, with an address of its own.</summary>
internal sealed record SimulatedSide(Guid OrganisationId, string Name, string Address)
{
    public Guid PartyId { get; set; }
}

internal sealed record AgreementPlan(DateOnly StartsOn, DateOnly EndsOn, int Frequency, int? Limit, int NoticeDays, bool RenewsItself, int Months);

internal enum Deed
{
    WriteMinutes,
    SayNotHeld,
    Move,
    GiveNotice,
}

internal sealed record PeopleDo(Deed Deed, int Meeting, DateOnly? On = null);
