using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Proposals;

/// <summary>A suggestion that a coordinator sent to a partner (matchforslag): would you like to meet?</summary>
public sealed class MatchProposal : ICallForReminders
{
    public const int MaxReminders = 2;
    public const int MaxForwards = 2;
    public const int DaysToAnswer = 14;
    public const int FewestDaysToAnswer = 5;
    public const int MostDaysToAnswer = 60;
    private const int FirstReminderAfterDays = 7;
    private const int LastReminderBeforeDays = 3;
    public const int DaysOfGrace = 3;
    private const int DaysForANewReader = 7;
    private const int DaysToCallAfterSilence = 14;

    private readonly List<ProposalMessage> messages = [];
    private readonly List<ProposalCall> calls = [];
    private readonly List<ProposalForward> forwards = [];

    public MatchProposal(
        string municipalityCode, Guid needId, Guid partnerId, string message, DateOnly answerBy, string sentBy, string sentByEmail, DateTimeOffset sentAt)
    {
        MunicipalityCode = municipalityCode;
        NeedId = needId;
        PartnerId = partnerId;
        Message = message;
        AnswerBy = answerBy;
        SentBy = sentBy;
        SentByEmail = sentByEmail;
        SentAt = sentAt;
        ChangedAt = sentAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public Guid NeedId { get; private set; }
    public Need Need { get; private set; } = null!;
    public Guid PartnerId { get; private set; }
    public Organisation Partner { get; private set; } = null!;

    /// <summary>Why the two should meet, as the coordinator wrote it.</summary>
    public string Message { get; private set; }

    public DateOnly AnswerBy { get; private set; }

    /// <summary>Name of the coordinator who sent it; a person stands behind every proposal.</summary>
    public string SentBy { get; private set; }

    public string SentByEmail { get; private set; }

    public DateTimeOffset SentAt { get; private set; }

    /// <summary>How the partner was asked. A proposal by phone is a call that the coordinator makes.</summary>
    public Channel Channel { get; private set; }

    /// <summary>Which of the partner's few places it takes while it is open; see <see cref="OpenProposals.FreePlace"/>.</summary>
    public int? OpenPlace { get; private set; }

    /// <summary>The same for all partners who are asked together (et samlet hold); null when one is asked alone.</summary>
    public Guid? BundleId { get; private set; }

    /// <summary>The person it was forwarded to; empty while the organisation's own contact is the one.</summary>
    public string RecipientName { get; private set; } = "";

    public string RecipientEmail { get; private set; } = "";

    /// <summary>When the reader said that somebody else should answer, but not who.</summary>
    public DateTimeOffset? RecipientUnknownAt { get; private set; }

    public int ForwardsSent { get; private set; }

    public ProposalState State { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string AnswerMessage { get; private set; } = "";

    /// <summary>When it suits the partner to meet, in its own words.</summary>
    public string PreferredTimes { get; private set; } = "";

    /// <summary>Code of a reason for no; private to the partner and the coordinator, optional.</summary>
    public string DeclineReason { get; private set; } = "";

    public DateOnly? AskAgainOn { get; private set; }

    /// <summary>True when the coordinator recorded the answer after a phone call.</summary>
    public bool AnsweredByPhone { get; private set; }

    /// <summary>Who answered on the phone.</summary>
    public string SpokeWith { get; private set; } = "";

    public int CallsMade { get; private set; }

    /// <summary>Nobody picked up; the day to try again.</summary>
    public DateOnly? CallAgainOn { get; private set; }

    /// <summary>A number that turned out to be wrong; empty when none has.</summary>
    public string WrongNumber { get; private set; } = "";

    public string WithdrawnBy { get; private set; } = "";
    public WithdrawalReason? WithdrawnWhy { get; private set; }

    /// <summary>In the coordinator's own words, why a yes came to nothing.</summary>
    public string ClosingNote { get; private set; } = "";

    /// <summary>When the coordinator decided what happens to the others who were asked about the same.</summary>
    public DateTimeOffset? OthersDecidedAt { get; private set; }

    public int RemindersSent { get; private set; }
    public DateTimeOffset? MeetingStartsAt { get; private set; }

    public DateOnly? MeetingOn => MeetingStartsAt is { } at ? DanishTime.DayOf(at) : null;

    public ReminderRoot ReminderRoot => new(ReminderRootKind.Proposal, Id);
    public string MeetingPlace { get; private set; } = "";

    /// <summary>Rises each time the first meeting is moved; calendars need it.</summary>
    public int MeetingSequence { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }
    public IReadOnlyList<ProposalMessage> Messages => [.. messages.OrderBy(message => message.WrittenAt)];
    public IReadOnlyList<ProposalCall> Calls => [.. calls.OrderBy(call => call.CalledAt)];
    public IReadOnlyList<ProposalForward> Forwards => [.. forwards.OrderBy(forward => forward.ForwardedAt)];

    /// <summary>Who reads the letters now.</summary>
    public string ReaderName => RecipientEmail.Length > 0 ? RecipientName : Partner.ContactName;

    public string ReaderEmail => RecipientEmail.Length > 0 ? RecipientEmail : Partner.ContactEmail;

    /// <summary>Is there somebody to write to? A proposal by phone has no letters.</summary>
    public bool CanBeMailed => Channel == Channel.Email && RecipientUnknownAt is null && ReaderEmail.Length > 0;

    /// <summary>Says what the ids stand for, before the proposal has been stored and read again.</summary>
    public MatchProposal About(Need need, Organisation partner)
    {
        (Need, Partner) = (need, partner);
        Channel = partner.PreferredChannel;
        return this;
    }

    public void TakePlace(int place) => OpenPlace = place;

    /// <summary>One of several who are asked together; each answers for itself.</summary>
    public void AskTogether(Guid bundleId) => BundleId = bundleId;

    /// <summary>True while the partner owes an answer.</summary>
    public bool IsOpen => OpenProposals.Contains(this);

    /// <summary>Neither refused, taken back nor given up.</summary>
    public bool IsAlive => IsOpen || State is ProposalState.Interested or ProposalState.Later or ProposalState.Agreed;

    /// <summary>An answer may be given, or changed, until an agreement is made or the proposal is taken back.</summary>
    public bool CanBeAnsweredOn(DateOnly day) =>
        IsOpen || (State is ProposalState.Interested or ProposalState.Later or ProposalState.Declined && day <= AnswerBy);

    /// <summary>After a long silence the coordinator may still have called, so an answer by phone is never too late.</summary>
    public bool CanBeAnsweredByPhoneOn(DateOnly day) => CanBeAnsweredOn(day) || State == ProposalState.Unanswered;

    /// <summary>Records an answer, from the partner's link or from a call.</summary>
    public void Answer(
        ProposalAnswer answer, string message, string preferredTimes, string declineReason, DateOnly? askAgainOn, bool byPhone, DateTimeOffset at)
    {
        var day = DanishTime.DayOf(at);
        if (!(byPhone ? CanBeAnsweredByPhoneOn(day) : CanBeAnsweredOn(day))) throw new InvalidOperationException($"Proposal {Id} is {State} and takes no answer.");

        MoveTo(
            answer switch
            {
                ProposalAnswer.Yes => ProposalState.Interested,
                ProposalAnswer.Later => ProposalState.Later,
                ProposalAnswer.No => ProposalState.Declined,
                ProposalAnswer.Question => ProposalState.Question,
            },
            at);
        AnswerMessage = message;
        PreferredTimes = answer == ProposalAnswer.Yes ? preferredTimes : "";
        DeclineReason = answer == ProposalAnswer.No ? declineReason : "";
        AskAgainOn = answer == ProposalAnswer.Later ? askAgainOn : null;
        AnsweredByPhone = byPhone;
        AnsweredAt = at;
        CallAgainOn = null;
        OthersDecidedAt = null;

        if (answer == ProposalAnswer.Question && message.Length > 0)
        {
            messages.Add(new ProposalMessage(Id, isFromPartner: true, Partner?.Name ?? "", message, at));
        }
    }

    /// <summary>The coordinator answers a question; then it is the partner's turn again, with time to think.</summary>
    public void Reply(string text, string author, DateOnly answerBy, DateTimeOffset at)
    {
        if (!IsOpen) throw new InvalidOperationException($"Proposal {Id} is {State}; there is nobody to reply to.");

        messages.Add(new ProposalMessage(Id, isFromPartner: false, author, text, at));
        MoveTo(ProposalState.Sent, at);
        AnswerBy = answerBy;
        AnsweredAt = null;
    }

    public void ExtendTo(DateOnly answerBy, DateTimeOffset at)
    {
        if (!IsOpen) throw new InvalidOperationException($"Proposal {Id} is {State} and has no answer date to move.");

        (AnswerBy, ChangedAt) = (answerBy, at);
    }

    public bool CanBeForwarded => IsOpen && Channel == Channel.Email && ForwardsSent < MaxForwards;

    /// <summary>Passes it on to the right person, who gets a week to read it.</summary>
    public void Forward(string name, string email, DateTimeOffset at)
    {
        if (!CanBeForwarded) throw new InvalidOperationException($"Proposal {Id} cannot be forwarded.");

        var today = DanishTime.DayOf(at);
        forwards.Add(new ProposalForward(Id, PartnerId, ReaderName, ReaderEmail, name, email, at));
        (RecipientName, RecipientEmail, RecipientUnknownAt) = (name, email, null);
        ForwardsSent++;
        AnswerBy = AnswerBy > today.AddDays(DaysForANewReader) ? AnswerBy : today.AddDays(DaysForANewReader);
        RemindersSent = Math.Max(RemindersSent, ReminderDays.Count(day => day <= today));
        ChangedAt = at;
    }

    /// <summary>The reader is not the one to answer and does not know who is; somebody must call.</summary>
    public void LoseReader(DateTimeOffset at) => (RecipientUnknownAt, ChangedAt) = (RecipientUnknownAt ?? at, at);

    public void NoteCall(CallOutcome outcome, string spokeWith, string calledBy, DateOnly? callAgainOn, DateTimeOffset at)
    {
        calls.Add(new ProposalCall(Id, outcome, Partner.ContactPhone, spokeWith, calledBy, at));
        CallsMade++;
        SpokeWith = outcome == CallOutcome.Answered ? spokeWith : SpokeWith;
        CallAgainOn = outcome == CallOutcome.NobodyPickedUp ? callAgainOn : null;
        WrongNumber = outcome == CallOutcome.WrongNumber ? Partner.ContactPhone : "";
        ChangedAt = at;
    }

    /// <summary>True while the number on the profile is the one that was found to be wrong.</summary>
    public bool HasWrongNumber => WrongNumber.Length > 0 && WrongNumber == Partner.ContactPhone;

    /// <summary>Should the coordinator call? For those who want a call, and when two reminders or the answer date have passed in silence.</summary>
    public bool IsCallDueOn(DateOnly day)
    {
        if (CallAgainOn > day) return false;
        if (State == ProposalState.Unanswered) return day <= AnswerBy.AddDays(DaysToCallAfterSilence);

        return State == ProposalState.Sent && (WantsACall || RemindersSent >= MaxReminders || day > AnswerBy);
    }

    private bool WantsACall => Channel == Channel.Phone || RecipientUnknownAt is not null;

    public bool CanBeWithdrawn => IsOpen || State is ProposalState.Interested or ProposalState.Later;

    public void Withdraw(WithdrawalReason why, string by, DateTimeOffset at)
    {
        if (!CanBeWithdrawn) throw new InvalidOperationException($"Proposal {Id} is {State} and cannot be withdrawn.");

        (WithdrawnWhy, WithdrawnBy) = (why, by);
        MoveTo(ProposalState.Withdrawn, at);
    }

    public bool CanBeGivenUp => State == ProposalState.Interested;

    /// <summary>They said yes, and it came to nothing: it could not be done, or they never got hold of each other.</summary>
    public void GiveUp(ProposalState how, string note, DateTimeOffset at)
    {
        if (!CanBeGivenUp || how is not (ProposalState.Infeasible or ProposalState.NoContact)) throw new InvalidOperationException($"Proposal {Id} is {State} and cannot become {how}.");

        ClosingNote = note;
        MoveTo(how, at);
    }

    /// <summary>The coordinator has decided whether the others who were asked go on.</summary>
    public void DecideOthers(DateTimeOffset at) => (OthersDecidedAt, ChangedAt) = (at, at);

    public void SetMeeting(DateTimeOffset startsAt, string place, DateTimeOffset at)
    {
        if (State != ProposalState.Interested) throw new InvalidOperationException($"Proposal {Id} is {State}; only a yes leads to a meeting.");

        MeetingSequence = MeetingStartsAt is null ? 0 : MeetingSequence + 1;
        MeetingStartsAt = startsAt;
        MeetingPlace = place;
        ChangedAt = at;
    }

    public void BecomeAgreement(DateTimeOffset at)
    {
        if (State != ProposalState.Interested) throw new InvalidOperationException($"Proposal {Id} is {State}; only a yes becomes an agreement.");

        MoveTo(ProposalState.Agreed, at);
    }

    /// <summary>
    /// The days of the reminders: a week after sending, and three days before the answer date when that is later. Nobody is
    /// reminded who has answered or wants a call.
    /// </summary>
    public IReadOnlyList<DateOnly> ReminderDays
    {
        get
        {
            if (State != ProposalState.Sent || WantsACall) return [];

            var first = DanishTime.DayOf(SentAt).AddDays(FirstReminderAfterDays);
            var last = AnswerBy.AddDays(-LastReminderBeforeDays);
            return last > first ? [first, last] : [first];
        }
    }

    public void MarkReminded(int number, DateTimeOffset at) => (RemindersSent, ChangedAt) = (number, at);

    /// <summary>
    /// Silence is an answer too, but first some days after the date, so that a late yes still counts; and nobody is silent
    /// who was never asked, because the letter had no reader or the call has not been made.
    /// </summary>
    public bool HasLapsedOn(DateOnly day) =>
        State == ProposalState.Sent
        && day > AnswerBy.AddDays(DaysOfGrace)
        && (CallsMade > 0 || !WantsACall)
        && !(CallAgainOn?.AddDays(DaysOfGrace) >= day);

    public void Lapse(DateTimeOffset at) => MoveTo(ProposalState.Unanswered, at);

    private void MoveTo(ProposalState state, DateTimeOffset at)
    {
        (State, ChangedAt) = (state, at);

        if (!IsOpen)
        {
            OpenPlace = null;
        }
    }
}
