using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Domain.Proposals;

public enum ProposalState
{
    /// <summary>Sent; waits for an answer.</summary>
    Sent,

    /// <summary>The partner asked something first; still open.</summary>
    Question,

    /// <summary>Yes, let us meet.</summary>
    Interested,

    /// <summary>Not now; ask again on a date.</summary>
    Later,

    Declined,
    Withdrawn,

    /// <summary>The answer date passed in silence, after two reminders.</summary>
    Unanswered,

    /// <summary>Became a cooperation agreement.</summary>
    Agreed,
}

/// <summary>The four answers, equal in every way.</summary>
public enum ProposalAnswer
{
    Yes,
    Later,
    No,
    Question,
}

/// <summary>A suggestion that a coordinator sent to a partner (matchforslag): would you like to meet?</summary>
public sealed class MatchProposal
{
    /// <summary>Nobody gets more than this many open proposals at a time.</summary>
    public const int MaxOpenPerPartner = 3;

    public const int MaxReminders = 2;
    public const int DaysToAnswer = 14;
    private const int FirstReminderAfterDays = 7;
    private const int LastReminderBeforeDays = 3;
    private const int DaysOfGrace = 3;

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

    public int RemindersSent { get; private set; }
    public DateTimeOffset? MeetingStartsAt { get; private set; }
    public string MeetingPlace { get; private set; } = "";

    /// <summary>Rises each time the first meeting is moved; calendars need it.</summary>
    public int MeetingSequence { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Says what the ids stand for, before the proposal has been stored and read again.</summary>
    public MatchProposal About(Need need, Organisation partner)
    {
        (Need, Partner) = (need, partner);
        return this;
    }

    /// <summary>True while the partner owes an answer.</summary>
    public bool IsOpen => State is ProposalState.Sent or ProposalState.Question;

    /// <summary>An answer may be given, or changed, until an agreement is made or the proposal is taken back.</summary>
    public bool CanBeAnsweredOn(DateOnly day) =>
        State is not (ProposalState.Withdrawn or ProposalState.Agreed or ProposalState.Unanswered) && (IsOpen || day <= AnswerBy);

    /// <summary>Records an answer, from the partner's link or from a call.</summary>
    public void Answer(
        ProposalAnswer answer, string message, string preferredTimes, string declineReason, DateOnly? askAgainOn, bool byPhone, DateTimeOffset at)
    {
        if (!CanBeAnsweredOn(DanishTime.DayOf(at))) throw new InvalidOperationException($"Proposal {Id} is {State} and takes no answer.");

        State = answer switch
        {
            ProposalAnswer.Yes => ProposalState.Interested,
            ProposalAnswer.Later => ProposalState.Later,
            ProposalAnswer.No => ProposalState.Declined,
            ProposalAnswer.Question => ProposalState.Question,
        };
        AnswerMessage = message;
        PreferredTimes = answer == ProposalAnswer.Yes ? preferredTimes : "";
        DeclineReason = answer == ProposalAnswer.No ? declineReason : "";
        AskAgainOn = answer == ProposalAnswer.Later ? askAgainOn : null;
        AnsweredByPhone = byPhone;
        AnsweredAt = at;
        ChangedAt = at;
    }

    public bool CanBeWithdrawn => State is ProposalState.Sent or ProposalState.Question or ProposalState.Interested or ProposalState.Later;

    public void Withdraw(DateTimeOffset at)
    {
        if (!CanBeWithdrawn) throw new InvalidOperationException($"Proposal {Id} is {State} and cannot be withdrawn.");

        (State, ChangedAt) = (ProposalState.Withdrawn, at);
    }

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

        (State, ChangedAt) = (ProposalState.Agreed, at);
    }

    /// <summary>
    /// The number of reminders that should have been sent by a day: one a week after sending, one three days before the
    /// answer date, never more than two. A server that was away catches up with one, not with both.
    /// </summary>
    public int RemindersDueOn(DateOnly day)
    {
        if (State != ProposalState.Sent) return 0;

        var first = DanishTime.DayOf(SentAt).AddDays(FirstReminderAfterDays);
        var last = AnswerBy.AddDays(-LastReminderBeforeDays);

        return day >= last && last > first ? MaxReminders
            : day >= first ? 1
            : 0;
    }

    public bool IsReminderDueOn(DateOnly day) => RemindersSent < RemindersDueOn(day);

    public void MarkReminded(DateOnly day, DateTimeOffset at) => (RemindersSent, ChangedAt) = (RemindersDueOn(day), at);

    /// <summary>Silence is an answer too, but first some days after the date, so that a late yes still counts.</summary>
    public bool HasLapsedOn(DateOnly day) => State == ProposalState.Sent && day > AnswerBy.AddDays(DaysOfGrace);

    public void Lapse(DateTimeOffset at) => (State, ChangedAt) = (ProposalState.Unanswered, at);
}
