using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>A letter about a status meeting to one of those who take part.</summary>
public abstract record MeetingLetter(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality)
    : AgreementLetter(Reader.To, Meeting.Agreement, Municipality)
{
    public override (string Type, Guid Id)? About => (nameof(StatusMeeting), Meeting.Id);

    public override int? AboutVersion => Meeting.Sequence;

    protected override string Greeting => Reader.For.Length == 0
        ? base.Greeting
        : $"""
        {base.Greeting}

        Du er kontakt for flere i aftalen. Den her mail er til {MailText.OneLine(Reader.For)}.
        """;

    protected string Day => DanishText.WeekdayAndDay(Meeting.On);

    protected string Time => DanishText.Clock(Meeting.Time);

    /// <summary>What a letter has to say, and what every letter to those who take part says besides.</summary>
    protected MailValues AboutMeeting(MailValues own)
    {
        own.Add("forParty", Reader.For.Length == 0 ? "" : "named");
        own.Add("forPartyName", Reader.For);
        own.Add("meetingDate", Meeting.On);
        own.Add("link", Reader.Door);
        return AboutAgreement(own);
    }
}
