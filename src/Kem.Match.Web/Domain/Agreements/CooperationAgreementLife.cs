using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Agreements;

/// <summary>What may be decided about the life of an agreement while it is written.</summary>
/// <param name="Notice">How long before somebody says that they stop.</param>
/// <param name="Renewal">What happens at the end.</param>
/// <param name="RenewalMonths">How long it goes on for at a time.</param>
/// <param name="MeetingLimit">At most so many status meetings.</param>
/// <param name="OwnMeetingDays">Days that the parties choose instead of a frequency.</param>
/// <param name="PromisedVolunteers">Fewer active volunteers than these start the plan for it.</param>
/// <param name="ResidentsPerVolunteer">More interested residents than these for each volunteer start it too.</param>
/// <param name="FacilitatedMeetings">How many status meetings the municipality chairs before it steps back.</param>
/// <param name="FacilitatesUntil">Or the day on which it does.</param>
public sealed record AgreementLifeTerms(
    NoticePeriod Notice, RenewalMode Renewal, int RenewalMonths, int? MeetingLimit, IReadOnlyList<DateOnly> OwnMeetingDays,
    int? PromisedVolunteers, int? ResidentsPerVolunteer, int? FacilitatedMeetings, DateOnly? FacilitatesUntil);

// Its life once it is signed: the period and its renewals, pauses, the end, and what came of it.
public sealed partial class CooperationAgreement
{
    public const int DefaultNoticeDays = 30;

    /// <summary>Many residents for each volunteer; a starting point that an agreement may set for itself.</summary>
    public const int DefaultResidentsPerVolunteer = 10;

    public const int DefaultFacilitatedMeetings = 2;

    /// <summary>The parties are asked what came of it for so long.</summary>
    public const int DaysToTellOutcome = 60;

    internal const string MunicipalRoleClause = "CL_MUNI_ROLE";
    private const string VolunteersClause = "CL_VOLUNTEERS";
    private const int LongTermMonths = 6;

    /// <summary>Why a meeting after the last day is cancelled; by this it is known again if the notice is taken back.</summary>
    private const string CancelledForNotice = "Aftalen slutter før.";

    private readonly List<AgreementPause> pauses = [];
    private readonly List<ContinuationQuestion> questions = [];
    private readonly List<PartyOutcome> outcomes = [];

    /// <summary>The agreement that this one takes the place of when it comes into force.</summary>
    public Guid? AmendsId { get; private set; }

    /// <summary>The agenda of its meetings when it is another than its method's, as for an agreement that a programme rests on; otherwise empty.</summary>
    public string AgendaCode { get; private set; } = "";

    public int NoticeAmount { get; private set; } = DefaultNoticeDays;
    public NoticeUnit NoticeUnit { get; private set; }
    public RenewalMode Renewal { get; private set; } = RenewalMode.ByAgreement;
    public int RenewalMonths { get; private set; } = AgreementTerm.UsualMonths;

    /// <summary>The last day as it was signed; <see cref="EndsOn"/> is the last day with all renewals.</summary>
    public DateOnly FirstEndsOn { get; private set; }

    public int RenewedMonths { get; private set; }

    /// <summary>The last day after somebody has given notice; null when nobody has.</summary>
    public DateOnly? StopsOn { get; private set; }

    public Guid? NoticeFromPartyId { get; private set; }

    /// <summary>When that was said; what was cancelled in that moment was cancelled for it.</summary>
    public DateTimeOffset? NoticeAt { get; private set; }

    public int? MeetingLimit { get; private set; }
    public List<DateOnly> OwnMeetingDays { get; private set; } = [];
    public int? PromisedVolunteers { get; private set; }
    public int? ResidentsPerVolunteer { get; private set; }
    public int? FacilitatedMeetings { get; private set; }
    public DateOnly? FacilitatesUntil { get; private set; }

    /// <summary>When the municipality stepped back and the parties began to take turns.</summary>
    public DateTimeOffset? HandedOverAt { get; private set; }

    /// <summary>How many of the letters before the last day have been sent for the term that runs now.</summary>
    public int TermRemindersSent { get; private set; }

    public IReadOnlyList<AgreementPause> Pauses => [.. pauses.OrderBy(pause => pause.From)];
    public IReadOnlyList<ContinuationQuestion> Questions => [.. questions.OrderBy(question => question.AskedAt)];
    public IReadOnlyList<PartyOutcome> Outcomes => outcomes;

    public ReminderRoot ReminderRoot => new(ReminderRootKind.Agreement, Id);

    public NoticePeriod Notice => new(NoticeAmount, NoticeUnit);

    public AgreementTerm Term => new(StartsOn, FirstEndsOn, RenewedMonths, RenewalMonths, Notice);

    public MeetingFrequency Frequency => new(MonthsBetweenMeetings, MeetingLimit, OwnMeetingDays);

    public bool HasMeetings => MonthsBetweenMeetings is not null || OwnMeetingDays.Count > 0;

    /// <summary>The meetings that follow from the agreement as it stands.</summary>
    public IReadOnlyList<SeriesMeeting> Series => [.. MeetingSeries.Of(StartsOn, EndsOn, Frequency)];

    /// <summary>The last day that it is in force, with notice and renewals.</summary>
    public DateOnly LastDay => StopsOn < EndsOn ? StopsOn.Value : EndsOn;

    public bool IsOver => State is AgreementState.Ended or AgreementState.Expired or AgreementState.Superseded;

    /// <summary>It is in force, or this is the talk that looks back on it.</summary>
    public bool StillAsksFor(StatusMeeting meeting) => IsInForce || (meeting.IsClosing && State is (AgreementState.Ended or AgreementState.Expired));

    /// <summary>Those who have not left.</summary>
    public IReadOnlyList<AgreementParty> ActiveParties => [.. Parties.Where(party => party.LeavesOn is null)];

    public ContinuationQuestion? OpenQuestion => questions.SingleOrDefault(question => question.IsOpen);

    public AgreementPause? PauseOn(DateOnly day) => IsInForce ? pauses.FirstOrDefault(pause => pause.Covers(day)) : null;

    /// <summary>It runs out before long, and nothing is decided that makes it go on.</summary>
    public bool ExpiresSoonOn(DateOnly day) =>
        IsInForce && (Renewal != RenewalMode.Automatic || StopsOn is not null) && LastDay >= day && LastDay <= day.AddDays(TermReminderDays[0]);

    /// <summary>A short agreement is not asked about a quarter of a year before.</summary>
    public IReadOnlyList<int> TermReminderDays => StartsOn.AddMonths(LongTermMonths) < EndsOn ? [90, 30] : [30, 10];

    /// <summary>What is decided about its life, as it was written.</summary>
    public AgreementLifeTerms LifeTerms => new(
        Notice, Renewal, RenewalMonths, MeetingLimit, [.. OwnMeetingDays], PromisedVolunteers, ResidentsPerVolunteer, FacilitatedMeetings, FacilitatesUntil);

    public void DescribeLife(AgreementLifeTerms terms, DateTimeOffset at)
    {
        RequireDraft();

        (NoticeAmount, NoticeUnit) = terms.Notice;
        (Renewal, RenewalMonths) = (terms.Renewal, terms.RenewalMonths);
        (MeetingLimit, OwnMeetingDays) = (terms.MeetingLimit, [.. terms.OwnMeetingDays]);
        (PromisedVolunteers, ResidentsPerVolunteer) = (terms.PromisedVolunteers, terms.ResidentsPerVolunteer);
        (FacilitatedMeetings, FacilitatesUntil) = (terms.FacilitatedMeetings, terms.FacilitatesUntil);
        ChangedAt = at;
    }

    /// <summary>
    /// The day before which the parties are asked to think of how it goes on: the last day for notice when it renews itself,
    /// else the last day. Null when that is decided, or they are asked already.
    /// </summary>
    public DateOnly? LastDayToThinkOfTerm =>
        !IsInForce || StopsOn is not null || OpenQuestion is not null ? null
        : Renewal == RenewalMode.Automatic ? Term.LastDayForNotice
        : EndsOn;

    public void MarkTermReminded(int number, DateTimeOffset at) => (TermRemindersSent, ChangedAt) = (number, at);

    /// <summary>
    /// The next day on which the calendar alone changes something: it renews itself, runs out, or a pause is over. Null for one
    /// that must be looked at every day, because its handing over depends on the meetings held.
    /// </summary>
    public DateOnly? NextTurnOn
    {
        get
        {
            if (!IsInForce) return DateOnly.MaxValue;
            if (Facilitates && HandedOverAt is null && FacilitatesUntil is null) return null;

            var days = pauses.Where(pause => pause.ResumedAt is null).Select(pause => pause.Until.AddDays(1)).Append(LastDay.AddDays(1));
            if (Renewal == RenewalMode.Automatic && StopsOn is null) days = days.Append(Term.LastDayForNotice.AddDays(1));
            if (Facilitates && HandedOverAt is null && FacilitatesUntil is { } until) days = days.Append(until.AddDays(1));
            return days.Min();
        }

        // Stored for the search only; it follows from the rest.
        private set => _ = value;
    }

    /// <summary>Nobody has given notice in time, so it goes on.</summary>
    public bool RenewsItselfOn(DateOnly day) => IsInForce && Renewal == RenewalMode.Automatic && StopsOn is null && day > Term.LastDayForNotice;

    /// <summary>Renews it until the last day for notice is ahead again, however long nobody has looked.</summary>
    public void RenewItself(DateOnly today, DateTimeOffset at)
    {
        if (!RenewsItselfOn(today)) throw new InvalidOperationException($"Agreement {Id} does not renew itself on {today}.");

        while (RenewsItselfOn(today))
        {
            RenewedMonths += RenewalMonths;
            EndsOn = Term.EndsOn;
        }

        Prolonged(today, at);
    }

    /// <summary>Asks every party whether to go on until a later day.</summary>
    public void ProposeRenewal(DateOnly endsOn, string by, DateTimeOffset at)
    {
        if (!CanBeRenewed) throw new InvalidOperationException($"Agreement {Id} cannot be renewed now.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(endsOn, EndsOn);

        Ask(new ContinuationQuestion(QuestionKind.Renewal, endsOn, leavingPartyId: null, by, at), at);
    }

    public bool CanBeRenewed => IsInForce && StopsOn is null && OpenQuestion is null && Renewal != RenewalMode.None;

    public bool CanAnswer(AgreementParty party) => IsInForce && OpenQuestion is not null && party.LeavesOn is null && party.GoesOn is null;

    /// <summary>A party says whether it goes on. The last yes decides, and so does the first no.</summary>
    public void AnswerQuestion(AgreementParty party, bool goesOn, DateOnly today, DateTimeOffset at)
    {
        if (!CanAnswer(party)) throw new InvalidOperationException($"Party {party.Id} is asked nothing about agreement {Id}.");

        var question = OpenQuestion!;
        party.GoOn(goesOn);
        ChangedAt = at;

        if (!goesOn)
        {
            CloseQuestion(QuestionOutcome.No, at);

            if (question.Kind == QuestionKind.NoticeBack)
            {
                AskAgainWhetherOthersGoOn(question, at);
            }

            if (question.Kind == QuestionKind.PartyLeaves)
            {
                StopOn(Parties.Single(p => p.Id == question.LeavingPartyId).LeavesOn!.Value, EndReason, question.LeavingPartyId, today, at);
            }
        }
        else if (ActiveParties.All(p => p.GoesOn == true))
        {
            CloseQuestion(QuestionOutcome.Yes, at);

            if (question.Kind == QuestionKind.Renewal)
            {
                (FirstEndsOn, RenewedMonths, EndsOn) = Renewed(question.EndsOn);
                Prolonged(today, at);
            }
            else if (question.Kind == QuestionKind.NoticeBack)
            {
                TakeNoticeBack(Parties.Single(p => p.Id == question.LeavingPartyId), today, at);
            }
        }
    }

    /// <summary>A party may give notice as long as nobody has, and it has not left.</summary>
    public bool CanGiveNotice(AgreementParty party) => IsInForce && StopsOn is null && party.LeavesOn is null;

    /// <summary>
    /// A party stops. Of two, the agreement ends when the notice runs out. Of several, the party leaves that day, and the
    /// others are asked whether they go on.
    /// </summary>
    public void GiveNotice(AgreementParty party, string reason, DateOnly today, DateTimeOffset at)
    {
        if (!CanGiveNotice(party)) throw new InvalidOperationException($"Party {party.Id} cannot give notice to agreement {Id} now.");

        LeaveOn(Notice.RunsOutWhenGivenOn(today), party, reason, today, at);
    }

    /// <summary>The party has given notice, and its last day has not come.</summary>
    public bool CanRegretNotice(AgreementParty party, DateOnly today) =>
        IsInForce && OpenQuestion?.Kind != QuestionKind.NoticeBack
        && (NoticeFromPartyId == party.Id ? today < LastDay : StopsOn is null && today < party.LeavesOn);

    /// <summary>The coordinator wrote down that all stop, and the last day has not come.</summary>
    public bool CanRegretEnding(DateOnly today) => IsInForce && StopsOn is not null && NoticeFromPartyId is null && today < LastDay;

    /// <summary>Others have answered, met or paused on account of the notice, so it is theirs to say whether it can be taken back.</summary>
    public bool HasBeenActedOn(AgreementParty? party)
    {
        var leaving = party is null ? null : questions.Where(question => question.Kind == QuestionKind.PartyLeaves && question.LeavingPartyId == party.Id).MaxBy(question => question.AskedAt);

        if (leaving is not null && (!leaving.IsOpen || ActiveParties.Any(other => other.GoesOn is not null))) return true;

        var since = leaving?.AskedAt ?? NoticeAt;
        return statusMeetings.Any(meeting => meeting.MinutesAt > since) || pauses.Any(pause => pause.DecidedAt > since);
    }

    /// <summary>The notice never was: the party stays, and meetings that were cancelled for it are held after all.</summary>
    /// <param name="party">Who gave it; null when the coordinator wrote down that all stop.</param>
    public void TakeNoticeBack(AgreementParty? party, DateOnly today, DateTimeOffset at)
    {
        RequireInForce();

        party?.Stay();
        CloseQuestion(QuestionOutcome.Withdrawn, at);
        (StopsOn, EndReason, NoticeFromPartyId, NoticeAt, ChangedAt) = (null, "", null, null, at);

        foreach (var meeting in statusMeetings.Where(meeting => meeting is { State: MeetingState.Cancelled, CancelReason: CancelledForNotice } && meeting.On > today && !pauses.Any(pause => pause.Covers(meeting.On))))
        {
            meeting.ComeBack(at);
        }
    }

    /// <summary>Asks the others whether a notice that they have acted on may be taken back.</summary>
    public void AskForNoticeBack(AgreementParty party, DateOnly today, DateTimeOffset at)
    {
        if (!CanRegretNotice(party, today)) throw new InvalidOperationException($"Party {party.Id} has no notice to regret in agreement {Id}.");

        CloseQuestion(QuestionOutcome.Withdrawn, at);
        Ask(new ContinuationQuestion(QuestionKind.NoticeBack, EndsOn, party.Id, party.Name, at), at);
        party.GoOn(true);
    }

    // The notice stands, so those who had not all answered before are asked once more.
    private void AskAgainWhetherOthersGoOn(ContinuationQuestion regret, DateTimeOffset at)
    {
        var leaving = questions.Where(question => question.Kind == QuestionKind.PartyLeaves && question.LeavingPartyId == regret.LeavingPartyId).MaxBy(question => question.AskedAt);

        if (StopsOn is null && leaving?.Outcome == QuestionOutcome.Withdrawn)
        {
            Ask(new ContinuationQuestion(QuestionKind.PartyLeaves, EndsOn, leaving.LeavingPartyId, leaving.AskedBy, at), at);
        }
    }

    /// <summary>A party exists no more, so there is no notice to wait for; its last day is today.</summary>
    public void LoseParty(AgreementParty party, string reason, DateOnly today, DateTimeOffset at)
    {
        RequireInForce();
        if (party.LeavesOn is not null) throw new InvalidOperationException($"Party {party.Id} has left agreement {Id} already.");

        LeaveOn(today, party, reason, today, at);
    }

    private void LeaveOn(DateOnly runsOut, AgreementParty party, string reason, DateOnly today, DateTimeOffset at)
    {
        var lastDay = runsOut < EndsOn ? runsOut : EndsOn;
        CloseQuestion(QuestionOutcome.Withdrawn, at);

        if (ActiveParties.Count > 2)
        {
            party.Leave(lastDay, reason);
            EndReason = reason;
            Ask(new ContinuationQuestion(QuestionKind.PartyLeaves, EndsOn, party.Id, party.Name, at), at);
        }
        else
        {
            StopOn(lastDay, reason, party.Id, today, at);
        }
    }

    /// <summary>The agreement is to stop before its time, on a day that is known.</summary>
    public void StopOn(DateOnly lastDay, string reason, Guid? noticeFromPartyId, DateOnly today, DateTimeOffset at)
    {
        RequireInForce();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastDay, EndsOn);

        (StopsOn, EndReason, NoticeFromPartyId, NoticeAt, ChangedAt) = (lastDay, reason, noticeFromPartyId, at, at);
        CloseQuestion(QuestionOutcome.Withdrawn, at);
        Cancel(meeting => meeting.On > lastDay, CancelledForNotice, at);
    }

    public bool HasRunOutOn(DateOnly day) => IsInForce && LastDay < day && !RenewsItselfOn(day);

    /// <summary>Closes an agreement whose last day has passed.</summary>
    public void RunOut(DateTimeOffset at)
    {
        RequireInForce();

        (State, EndedAt, ChangedAt) = (StopsOn is null ? AgreementState.Expired : AgreementState.Ended, at, at);
        CloseQuestion(QuestionOutcome.Withdrawn, at);
    }

    public bool CanPause(DateOnly from, DateOnly until) => IsInForce && from <= until && until <= LastDay && !pauses.Any(pause => pause.Overlaps(from, until));

    /// <summary>Rests the cooperation. Meetings in the pause are cancelled; it goes on by itself.</summary>
    public void Pause(DateOnly from, DateOnly until, string reason, string by, DateTimeOffset at)
    {
        if (!CanPause(from, until)) throw new InvalidOperationException($"Agreement {Id} cannot pause from {from} until {until}.");

        pauses.Add(new AgreementPause(from, until, reason, by, at));
        ChangedAt = at;
        Cancel(meeting => meeting.On >= from && meeting.On <= until, $"Samarbejdet holder pause. {reason}", at);
    }

    /// <summary>Goes on before the pause is over. What was cancelled stays so; the next meeting stands.</summary>
    public void Resume(DateOnly today, DateTimeOffset at)
    {
        if (PauseOn(today) is not { } pause) throw new InvalidOperationException($"Agreement {Id} does not pause on {today}.");

        if (pause.From == today)
        {
            pauses.Remove(pause);
        }
        else
        {
            pause.EndBefore(today);
            pause.MarkResumed(at);
        }

        ChangedAt = at;
    }

    public IEnumerable<AgreementPause> PausesOverOn(DateOnly day) => IsInForce ? pauses.Where(pause => pause.Until < day && pause.ResumedAt is null) : [];

    public void MarkResumed(AgreementPause pause, DateTimeOffset at)
    {
        pause.MarkResumed(at);
        ChangedAt = at;
    }

    public bool CanTellOutcome => State is (AgreementState.Ended or AgreementState.Expired) && !OutcomesAreShared;

    public PartyOutcome? OutcomeOf(AgreementParty party) => outcomes.SingleOrDefault(outcome => outcome.PartyId == party.Id);

    /// <summary>Every party has told, so everybody may read.</summary>
    public bool OutcomesAreShared => IsOver && parties.All(party => outcomes.Any(outcome => outcome.PartyId == party.Id));

    public void TellOutcome(AgreementParty party, OutcomeKind kind, string note, DateTimeOffset at)
    {
        if (!CanTellOutcome) throw new InvalidOperationException($"Agreement {Id} is {State}; nobody is asked what came of it.");

        outcomes.RemoveAll(outcome => outcome.PartyId == party.Id);
        outcomes.Add(new PartyOutcome(party.Id, kind, note, at));
        ChangedAt = at;
    }

    /// <summary>How it is closed. What a single party has said does not show before all have, or the time to tell is over.</summary>
    public AgreementClosure ClosureOn(DateOnly day)
    {
        if (!IsOver) return AgreementClosure.Open;
        if (State == AgreementState.Superseded) return AgreementClosure.Superseded;

        var isLate = EndedAt is { } ended && DanishTime.DayOf(ended).AddDays(DaysToTellOutcome) < day;
        if (!OutcomesAreShared && !isLate) return State == AgreementState.Ended && NoticeFromPartyId is not null ? AgreementClosure.Withdrawn : AgreementClosure.AwaitingOutcome;
        if (outcomes.Count == 0) return NoticeFromPartyId is null ? AgreementClosure.LapsedNoContact : AgreementClosure.Withdrawn;

        var kinds = outcomes.Select(outcome => outcome.Kind).ToHashSet();
        return kinds switch
        {
            _ when kinds.Contains(OutcomeKind.Delivered) => kinds.Count == 1 && OutcomesAreShared ? AgreementClosure.DeliveredConfirmed : AgreementClosure.DeliveredOneSide,
            _ when NoticeFromPartyId is not null => AgreementClosure.Withdrawn,
            _ when kinds.Contains(OutcomeKind.Partly) => AgreementClosure.Partly,
            _ when kinds.Contains(OutcomeKind.NotFeasible) => AgreementClosure.NotFeasible,
            _ => AgreementClosure.NeverBegan,
        };
    }

    /// <summary>Makes this draft one that will take the place of another agreement.</summary>
    public void Amend(CooperationAgreement old)
    {
        RequireDraft();
        if (!old.IsInForce) throw new InvalidOperationException($"Agreement {old.Id} is {old.State}; it cannot be amended.");

        AmendsId = old.Id;
        (NeedId, OptionalClauses) = (old.NeedId, [.. old.OptionalClauses]);
        AgendaCode = old.AgendaCode;
    }

    /// <summary>A programme rests on it from now on, so its meetings talk about what the programme needs.</summary>
    public void MeetBy(string agendaCode) => AgendaCode = agendaCode;

    /// <summary>
    /// Takes the place of the agreement that it amends, when it has come into force. Meetings on unchanged days keep their
    /// identity, so that they stay in everybody's calendar; others are moved, or cancelled when there are fewer of them.
    /// Open actions come along.
    /// </summary>
    /// <returns>What happened to the meetings, for the letters.</returns>
    public MeetingChanges Replace(CooperationAgreement old, DateTimeOffset at)
    {
        RequireInForce();
        if (old.Id != AmendsId || !old.IsInForce) throw new InvalidOperationException($"Agreement {Id} does not take the place of {old.Id}.");

        var mine = StatusMeetings.Where(meeting => meeting.IsPlanned).ToList();
        var theirs = old.StatusMeetings.Where(meeting => meeting.IsPlanned).ToList();
        var pairs = theirs.Join(mine, theirs => theirs.PlannedOn, mine => mine.PlannedOn, (kept, planned) => (kept, planned)).ToList();
        pairs.AddRange(theirs.Except(pairs.Select(pair => pair.kept)).ToList().Zip(mine.Except(pairs.Select(pair => pair.planned)).ToList()));
        var changes = new MeetingChanges([], []);

        foreach (var (kept, planned) in pairs)
        {
            old.statusMeetings.Remove(kept);
            statusMeetings.Remove(planned);
            statusMeetings.Add(kept);

            var before = new MovedMeeting(kept, kept.On, kept.Time);

            if (kept.TakeOver(planned, this, at))
            {
                changes.Moved.Add(before);
            }
        }

        changes.Cancelled.AddRange(old.Cancel(meeting => true, "En ny aftale er trådt i stedet.", at));

        foreach (var action in old.OpenActions)
        {
            old.actionItems.Remove(action);
            actionItems.Add(action.CarriedOver());
        }

        HandedOverAt ??= old.HandedOverAt;
        (old.State, old.EndedAt, old.ChangedAt) = (AgreementState.Superseded, at, at);
        old.CloseQuestion(QuestionOutcome.Withdrawn, at);
        return changes;
    }

    /// <summary>The municipality has chaired what it promised to, or the day has come.</summary>
    public bool IsHandoverDueOn(DateOnly day) =>
        IsInForce && HandedOverAt is null && Facilitates
        && (FacilitatesUntil < day || (FacilitatesUntil is null && statusMeetings.Count(meeting => meeting.State == MeetingState.Held) >= MeetingsToFacilitate));

    /// <summary>The municipality helps to begin with and then steps back.</summary>
    public bool Facilitates => FacilitatedMeetings is not null || FacilitatesUntil is not null || clauses.Any(clause => clause.Code == MunicipalRoleClause);

    public int MeetingsToFacilitate =>
        FacilitatedMeetings ?? (int.TryParse(AnswerTo(MunicipalRoleClause, "meetings"), out var meetings) && meetings > 0 ? meetings : DefaultFacilitatedMeetings);

    public void HandOver(DateTimeOffset at)
    {
        if (HandedOverAt is not null) throw new InvalidOperationException($"Agreement {Id} is handed over already.");

        (HandedOverAt, ChangedAt) = (at, at);
    }

    /// <summary>
    /// Who calls and hosts a meeting: the responsible coordinator at first; when the municipality has stepped back, the
    /// other parties take turns in their own order.
    /// </summary>
    public AgreementParty? HostOf(StatusMeeting meeting)
    {
        if (HandedOverAt is null) return null;

        var hosts = ActiveParties.Where(party => !string.Equals(party.ContactEmail, ResponsibleEmail, StringComparison.OrdinalIgnoreCase)).ToList();
        return hosts.Count == 0 ? null : hosts[(meeting.Number - 1) % hosts.Count];
    }

    /// <summary>What the parties agreed to do when there are too few volunteers; empty when they agreed nothing.</summary>
    public string VolunteerPlan => AnswerTo(VolunteersClause, "fallback");

    /// <summary>Fewer volunteers than promised, or more residents for each of them than the parties have set.</summary>
    public bool HasTooFewVolunteers(int? residents, int? volunteers) =>
        volunteers is { } active && (active < PromisedVolunteers || residents > active * (ResidentsPerVolunteer ?? DefaultResidentsPerVolunteer));

    /// <summary>
    /// Starts the plan for too few volunteers when the figures of this meeting ask for it. Once for each time it happens: as
    /// long as there are still too few, nobody is told again.
    /// </summary>
    public bool StartVolunteerPlan(StatusMeeting meeting, DateOnly dueOn, DateTimeOffset at)
    {
        var before = StatusMeetings.LastOrDefault(other => other.State == MeetingState.Held && other.Number < meeting.Number && other.Volunteers is not null);
        var lasted = before is not null && HasTooFewVolunteers(before.Residents, before.Volunteers);

        if (VolunteerPlan.Length == 0 || lasted || meeting.VolunteerPlanAt is not null || !HasTooFewVolunteers(meeting.Residents, meeting.Volunteers)) return false;

        meeting.MarkVolunteerPlan(at);
        AgreeOn(new ActionItem(meeting.Number, $"Der er for få frivillige. Det har vi aftalt: {VolunteerPlan}", ResponsibleName, dueOn));
        return true;
    }

    public AgreementHealth HealthOn(DateOnly day)
    {
        var due = statusMeetings.Where(meeting => meeting.State != MeetingState.Cancelled && meeting.DueOn < day).MaxBy(meeting => meeting.DueOn);

        // Nobody meets in a pause, so its days are not counted.
        return due is null ? AgreementHealth.New : HealthOf(due.State, day.DayNumber - due.DueOn.DayNumber - pauses.Sum(pause => pause.DaysBetween(due.DueOn, day)));
    }

    public static AgreementHealth HealthOn(IEnumerable<(DateOnly On, MeetingState State)> meetings, DateOnly day)
    {
        var (on, state) = meetings.Where(meeting => meeting.State != MeetingState.Cancelled && meeting.On < day).OrderByDescending(meeting => meeting.On).FirstOrDefault();

        return on == default ? AgreementHealth.New : HealthOf(state, day.DayNumber - on.DayNumber);
    }

    private static AgreementHealth HealthOf(MeetingState state, int daysSince) =>
        state == MeetingState.Held ? AgreementHealth.OnTime
        : daysSince > StatusMeeting.DaysOfGrace ? AgreementHealth.Stalled
        : AgreementHealth.Late;

    /// <summary>A talk to look back, for an agreement that ended without one.</summary>
    public StatusMeeting PlanClosingTalk(DateOnly on, TimeOnly time, string place, DateTimeOffset at)
    {
        if (!CanPlanClosingTalk) throw new InvalidOperationException($"Agreement {Id} has its closing talk.");

        var talk = new StatusMeeting(statusMeetings.Select(meeting => meeting.Number).DefaultIfEmpty().Max() + 1, on, on, time, place);
        talk.Close();
        statusMeetings.Add(talk);
        ChangedAt = at;
        return talk;
    }

    public bool CanPlanClosingTalk =>
        State is (AgreementState.Ended or AgreementState.Expired) && !statusMeetings.Any(meeting => meeting.IsClosing && meeting.State is (MeetingState.Planned or MeetingState.Held));

    private (DateOnly FirstEndsOn, int RenewedMonths, DateOnly EndsOn) Renewed(DateOnly endsOn)
    {
        // The usual next day keeps its anchor; a day that was chosen freely becomes a new one.
        var usual = Term.Renewed();
        return usual.EndsOn == endsOn ? (FirstEndsOn, usual.RenewedMonths, endsOn) : (endsOn, 0, endsOn);
    }

    private void Prolonged(DateOnly today, DateTimeOffset at)
    {
        TermRemindersSent = 0;
        ChangedAt = at;
        PlanStatusMeetings(today, at);
    }

    // Meetings keep their number and their identity. Days that have passed are not planned: nobody can meet in the past.
    private void PlanStatusMeetings(DateOnly today, DateTimeOffset at)
    {
        foreach (var planned in Series)
        {
            if (statusMeetings.SingleOrDefault(meeting => meeting.Number == planned.Number) is { } known)
            {
                known.FollowSeries(planned, at);
            }
            else if (planned.PlannedOn > today)
            {
                statusMeetings.Add(new StatusMeeting(planned, MeetingTime, MeetingPlace));
            }
        }
    }

    private List<StatusMeeting> Cancel(Func<StatusMeeting, bool> which, string reason, DateTimeOffset at)
    {
        var cancelled = statusMeetings.Where(meeting => meeting.IsPlanned && which(meeting)).ToList();
        cancelled.ForEach(meeting => meeting.Cancel(reason, at));
        return cancelled;
    }

    private void Ask(ContinuationQuestion question, DateTimeOffset at)
    {
        foreach (var party in parties)
        {
            party.GoOn(null);
        }

        questions.Add(question);
        ChangedAt = at;
    }

    private void CloseQuestion(QuestionOutcome outcome, DateTimeOffset at) => OpenQuestion?.Decide(outcome, at);

    private void RequireInForce()
    {
        if (!IsInForce) throw new InvalidOperationException($"Agreement {Id} is {State}, not in force.");
    }
}

/// <summary>What became of the meetings when one agreement took the place of another.</summary>
public sealed record MeetingChanges(List<MovedMeeting> Moved, List<StatusMeeting> Cancelled);

/// <summary>A meeting with the day and the hour it had before.</summary>
public sealed record MovedMeeting(StatusMeeting Meeting, DateOnly OldDay, TimeOnly OldTime);
