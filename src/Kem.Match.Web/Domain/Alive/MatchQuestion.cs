namespace Kem.Match.Web.Domain.Alive;

/// <summary>"Mødtes I?": one party is asked once about one step, and reminded once.</summary>
public sealed class MatchQuestion
{
    public const int DaysOpen = 60;
    private const int ReminderAfterDays = 7;

    public MatchQuestion(
        string municipalityCode, Guid matchId, Guid proposalId, Guid? agreementId, MatchStep step, Guid organisationId, DateOnly on, DateTimeOffset askedAt)
    {
        MunicipalityCode = municipalityCode;
        MatchId = matchId;
        ProposalId = proposalId;
        AgreementId = agreementId;
        Step = step;
        OrganisationId = organisationId;
        On = on;
        AskedAt = askedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public Guid MatchId { get; private set; }
    public Guid ProposalId { get; private set; }
    public Guid? AgreementId { get; private set; }
    public MatchStep Step { get; private set; }
    public Guid OrganisationId { get; private set; }

    /// <summary>The day it is about: of the meeting, the start, the end or the birthday.</summary>
    public DateOnly On { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? RemindedAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public bool? Answer { get; private set; }

    /// <summary>How many times it was answered; each is an event of its own.</summary>
    public int Answers { get; private set; }

    public bool IsOpenOn(DateOnly day) => AnsweredAt is null && day <= DanishTime.DayOf(AskedAt).AddDays(DaysOpen);

    public bool IsReminderDueOn(DateOnly day) => IsOpenOn(day) && RemindedAt is null && day >= DanishTime.DayOf(AskedAt).AddDays(ReminderAfterDays);

    public void MarkReminded(DateTimeOffset at) => RemindedAt = at;

    /// <summary>The same answer twice is one answer; null then.</summary>
    public MatchEvent? Say(bool happened, EventWay way, DateTimeOffset at)
    {
        if (Answer == happened) return null;

        (Answer, AnsweredAt) = (happened, at);
        Answers++;
        return new MatchEvent(MunicipalityCode, MatchId, ProposalId, AgreementId, Step, OrganisationId, Answers, happened, On, way, at);
    }
}
