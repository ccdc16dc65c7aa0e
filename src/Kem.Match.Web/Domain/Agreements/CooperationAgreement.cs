using Kem.Match.Web.Domain.Evidence;

namespace Kem.Match.Web.Domain.Agreements;

public enum AgreementState
{
    Draft,
    OutForSignature,
    InForce,

    /// <summary>Somebody chose not to sign.</summary>
    Declined,

    Ended,
}

/// <summary>How an agreement in force is doing, in the words of its page.</summary>
public enum AgreementHealth
{
    /// <summary>Ny: no status meeting was due yet.</summary>
    New,

    /// <summary>Til tiden.</summary>
    OnTime,

    /// <summary>Forsinket: the latest meeting's day has passed without it being held, within the days of grace.</summary>
    Late,

    /// <summary>Gået i stå: the latest meeting was not held, and the days of grace have passed.</summary>
    Stalled,
}

/// <summary>
/// A written cooperation agreement (samarbejdsaftale) between two or three parties: who gives what, when, how often, for
/// how long. It comes into force when everybody has signed, and then writes its own calendar.
/// </summary>
public sealed class CooperationAgreement
{
    public const int DefaultNoticeDays = 30;
    private const int FirstSignatureReminderAfterDays = 5;
    private const int LastSignatureReminderAfterDays = 12;

    private readonly List<AgreementParty> parties = [];
    private readonly List<ClauseAnswer> answers = [];
    private readonly List<AgreementClause> clauses = [];
    private readonly List<StatusMeeting> statusMeetings = [];
    private readonly List<ActionItem> actionItems = [];
    private readonly List<AgreementDocument> newDocuments = [];

    public CooperationAgreement(
        string municipalityCode, string method, string title, string responsibleName, string responsibleEmail, DateTimeOffset createdAt)
    {
        MunicipalityCode = municipalityCode;
        Method = method;
        Title = title;
        ResponsibleName = responsibleName;
        ResponsibleEmail = responsibleEmail;
        CreatedAt = createdAt;
        ChangedAt = createdAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public Guid? ProposalId { get; private set; }
    public Guid? NeedId { get; private set; }
    public string Method { get; private set; }
    public string Title { get; private set; }

    /// <summary>The coordinator whom everybody can call.</summary>
    public string ResponsibleName { get; private set; }

    public string ResponsibleEmail { get; private set; }
    public DateOnly StartsOn { get; private set; }
    public DateOnly EndsOn { get; private set; }

    /// <summary>Months from the start between status meetings; null when the parties hold none.</summary>
    public int? MonthsBetweenMeetings { get; private set; }

    public TimeOnly MeetingTime { get; private set; } = new(19, 0);
    public string MeetingPlace { get; private set; } = "";
    public int NoticeDays { get; private set; } = DefaultNoticeDays;
    public List<string> OptionalClauses { get; private set; } = [];
    public AgreementState State { get; private set; }

    /// <summary>SHA-256 of the document that lies for signature, byte for byte; empty in a draft.</summary>
    public string TextHash { get; private set; } = "";

    /// <summary>Which text this is: 0 before anything was sent for signature, one more each time a text is.</summary>
    public int TextVersion { get; private set; }

    public DateTimeOffset? SentForSignatureAt { get; private set; }
    public DateTimeOffset? InForceAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string EndReason { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    // In their own order, whatever order the database hands them out in.
    public IReadOnlyList<AgreementParty> Parties => [.. parties.OrderBy(party => party.Order)];
    public IReadOnlyList<ClauseAnswer> Answers => answers;
    public IReadOnlyList<AgreementClause> Clauses => [.. clauses.OrderBy(clause => clause.Order)];
    public IReadOnlyList<StatusMeeting> StatusMeetings => [.. statusMeetings.OrderBy(meeting => meeting.Number)];
    public IReadOnlyList<ActionItem> ActionItems => actionItems;

    /// <summary>Only the documents made since the agreement was loaded; those that are kept are many bytes and are asked for alone.</summary>
    public IReadOnlyList<AgreementDocument> NewDocuments => newDocuments;

    public bool IsDraft => State == AgreementState.Draft;

    public bool IsOutForSignature => State == AgreementState.OutForSignature;

    public bool IsInForce => State == AgreementState.InForce;

    /// <summary>Somebody stopped it, or its period has run out.</summary>
    public bool HasEndedOn(DateOnly day) => State == AgreementState.Ended || (IsInForce && EndsOn < day);

    /// <summary>A text that lies for signature, or was refused, can be taken back and corrected.</summary>
    public bool CanBeTakenBack => State is AgreementState.OutForSignature or AgreementState.Declined;

    public void ComeFrom(Guid needId, Guid proposalId) => (NeedId, ProposalId) = (needId, proposalId);

    public AgreementParty AddParty(Guid organisationId, string name)
    {
        RequireDraft();

        var party = new AgreementParty(organisationId, name, parties.Count);
        parties.Add(party);
        return party;
    }

    public AgreementParty? PartyOf(Guid organisationId) => parties.SingleOrDefault(party => party.OrganisationId == organisationId);

    public void Describe(
        string title, DateOnly startsOn, DateOnly endsOn, int? monthsBetweenMeetings, TimeOnly meetingTime, string meetingPlace, IEnumerable<string> optionalClauses, DateTimeOffset at)
    {
        RequireDraft();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(endsOn, startsOn);

        Title = title;
        StartsOn = startsOn;
        EndsOn = endsOn;
        MonthsBetweenMeetings = monthsBetweenMeetings;
        MeetingTime = meetingTime;
        MeetingPlace = meetingPlace;
        OptionalClauses = [.. optionalClauses];
        ChangedAt = at;
    }

    public void Answer(IEnumerable<ClauseAnswer> newAnswers, DateTimeOffset at)
    {
        RequireDraft();

        answers.Clear();
        answers.AddRange(newAnswers);
        ChangedAt = at;
    }

    public string AnswerTo(string clauseCode, string fieldCode) =>
        answers.SingleOrDefault(answer => answer.ClauseCode == clauseCode && answer.FieldCode == fieldCode)?.Text ?? "";

    /// <summary>
    /// Freezes the text, writes the document that is signed, and lays it before the parties. From here every change needs new
    /// signatures.
    /// </summary>
    public void SendForSignature(IEnumerable<AgreementClause> text, DateTimeOffset at)
    {
        RequireDraft();

        clauses.Clear();
        clauses.AddRange(text);
        TextVersion++;
        var document = AgreementDocument.Of(Id, TextVersion, DocumentFormat.Html, DocumentText.Write(this, at), at);
        newDocuments.Add(document);
        TextHash = document.Sha256;
        State = AgreementState.OutForSignature;
        SentForSignatureAt = at;
        ChangedAt = at;
    }

    /// <summary>Takes the text back for correction. Signatures that were given to it count no more.</summary>
    public void TakeBack(DateTimeOffset at)
    {
        if (!CanBeTakenBack) throw new InvalidOperationException($"Agreement {Id} is {State}; it cannot be taken back.");

        foreach (var party in parties)
        {
            party.StartOver();
        }

        State = AgreementState.Draft;
        TextHash = "";
        SentForSignatureAt = null;
        ChangedAt = at;
    }

    public bool CanBeSignedBy(AgreementParty party) => State == AgreementState.OutForSignature && !party.HasSigned;

    /// <summary>Records a signature. The last one puts the agreement in force and plans its status meetings.</summary>
    /// <param name="textHash">Hash of the text that the signatory saw; must be the text that lies for signature.</param>
    public void Sign(AgreementParty party, string name, SigningWay way, string textHash, DateTimeOffset at)
    {
        if (!CanBeSignedBy(party)) throw new InvalidOperationException($"Party {party.Id} cannot sign agreement {Id} now.");
        if (textHash != TextHash) throw new InvalidOperationException($"Party {party.Id} saw another text of agreement {Id}.");

        party.Sign(name, way, textHash, at);
        ChangedAt = at;

        if (parties.All(p => p.HasSigned))
        {
            State = AgreementState.InForce;
            InForceAt = at;
            PlanStatusMeetings(DanishTime.DayOf(at));
        }
    }

    public void Decline(AgreementParty party, string reason, DateTimeOffset at)
    {
        if (!CanBeSignedBy(party)) throw new InvalidOperationException($"Party {party.Id} has nothing to decline in agreement {Id}.");

        party.Decline(reason, at);
        State = AgreementState.Declined;
        ChangedAt = at;
    }

    public void End(string reason, DateTimeOffset at)
    {
        if (!IsInForce) throw new InvalidOperationException($"Agreement {Id} is {State}.");

        (State, EndReason, EndedAt, ChangedAt) = (AgreementState.Ended, reason, at, at);

        foreach (var meeting in statusMeetings.Where(meeting => meeting.IsPlanned))
        {
            meeting.CallOff(at);
        }
    }

    /// <summary>The days on which status meetings fall, counted from the start each time so that the 31st does not drift.</summary>
    public static IEnumerable<DateOnly> MeetingDays(DateOnly startsOn, DateOnly endsOn, int? monthsBetween)
    {
        if (monthsBetween is not { } months) yield break;

        for (var n = 1; startsOn.AddMonths(n * months) <= endsOn; n++)
        {
            yield return startsOn.AddMonths(n * months);
        }
    }

    public AgreementHealth HealthOn(DateOnly day) => HealthOn(statusMeetings.Select(meeting => (meeting.On, meeting.State)), day);

    public static AgreementHealth HealthOn(IEnumerable<(DateOnly On, MeetingState State)> meetings, DateOnly day)
    {
        var (on, state) = meetings.Where(meeting => meeting.On < day).OrderByDescending(meeting => meeting.On).FirstOrDefault();

        return on == default ? AgreementHealth.New
            : state == MeetingState.Held ? AgreementHealth.OnTime
            : on.AddDays(StatusMeeting.DaysOfGrace) < day ? AgreementHealth.Stalled
            : AgreementHealth.Late;
    }

    public StatusMeeting? NextMeeting => statusMeetings.Where(meeting => meeting.IsPlanned).MinBy(meeting => meeting.On);

    /// <summary>What somebody promised and nobody has ticked off, the most urgent first.</summary>
    public IReadOnlyList<ActionItem> OpenActions => [.. actionItems.Where(action => action.DoneOn is null).OrderBy(action => action.DueOn ?? DateOnly.MaxValue)];

    public void AgreeOn(ActionItem action) => actionItems.Add(action);

    /// <summary>Ticks off what was done; what is not an open action of this agreement is left alone.</summary>
    public void MarkDone(IEnumerable<int> actionItemIds, DateOnly on)
    {
        foreach (var action in OpenActions.Where(action => actionItemIds.Contains(action.Id)))
        {
            action.MarkDone(on);
        }
    }

    /// <summary>How many times a party that has not signed should have been reminded: after 5 and 12 days.</summary>
    public int SignatureRemindersDueOn(AgreementParty party, DateOnly day)
    {
        if (!CanBeSignedBy(party) || SentForSignatureAt is not { } sent) return 0;

        var days = day.DayNumber - DanishTime.DayOf(sent).DayNumber;
        return days >= LastSignatureReminderAfterDays ? 2 : days >= FirstSignatureReminderAfterDays ? 1 : 0;
    }

    public bool IsSignatureReminderDueOn(AgreementParty party, DateOnly day) => party.RemindersSent < SignatureRemindersDueOn(party, day);

    public void MarkSignatureReminded(AgreementParty party, DateOnly day, DateTimeOffset at)
    {
        party.MarkReminded(SignatureRemindersDueOn(party, day));
        ChangedAt = at;
    }

    // Days before the last signature are not planned: nobody can meet in the past.
    private void PlanStatusMeetings(DateOnly inForceOn)
    {
        var number = 0;

        foreach (var day in MeetingDays(StartsOn, EndsOn, MonthsBetweenMeetings))
        {
            number++;

            if (day > inForceOn)
            {
                statusMeetings.Add(new StatusMeeting(number, day, MeetingTime, MeetingPlace));
            }
        }
    }

    private void RequireDraft()
    {
        if (State != AgreementState.Draft) throw new InvalidOperationException($"Agreement {Id} is {State}; only a draft can be written in.");
    }
}
