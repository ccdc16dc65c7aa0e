using Kem.Match.Engine;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Proposals.Letters;

/// <summary>What every letter about a proposal knows: the proposal with need, asker and partner, and who stands behind it.</summary>
public abstract record AboutProposal(Recipient To, MatchProposal Proposal, Municipality Municipality) : Letter(To)
{
    public override (string Type, Guid Id)? About => (nameof(MatchProposal), Proposal.Id);

    public override string? MunicipalityCode => Proposal.MunicipalityCode;

    public override Recipient? ReplyTo => Recipient.Create(Proposal.SentBy, Proposal.SentByEmail);

    /// <summary>Names of those who are asked together with the partner; empty when it is asked alone.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    protected string Partner => MailText.OneLine(Proposal.Partner.Name);

    /// <summary>The partner and those asked together with it: "a, b og c".</summary>
    protected string Partners => DanishText.List([Partner, .. Others.Select(MailText.OneLine)]);

    protected string Asker => MailText.OneLine(Proposal.Need.Asker.Name);
    protected string Reader => MailText.OneLine(Proposal.ReaderName);
    protected string Sender => MailText.OneLine(Proposal.SentBy);

    protected string Goodbye =>
        $"""
        Venlig hilsen
        {Sender}
        {Municipality.OfficialName}
        Ring på {Municipality.Phone}
        """;

    /// <summary>What a letter to the one who is asked has to say, and what each of them says besides.</summary>
    protected MailValues ToReader(MailValues own)
    {
        own.Add("recipientName", Reader);
        own.Add("senderName", Sender);
        own.Add("municipalityName", Municipality.OfficialName);
        own.Add("municipalityPhone", Municipality.Phone);
        return own;
    }
}

/// <summary>The proposal itself: would you like to meet?</summary>
public sealed record ProposalLetter(
    Recipient To, MatchProposal Proposal, Municipality Municipality, IReadOnlyList<Reason> Reasons, string Link) : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "PROPOSAL";

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}";

    public override MailValues Values => ToReader(new()
    {
        { "recipientOrg", Partner },
        { "askerName", Asker },
        { "whoMeets", [Partner, .. Others, Asker] },
        { "eachAnswers", Others.Count > 0 ? "several" : "" },
        { "message", Proposal.Message },
        { "reasons", Reasons.Select(reason => reason.Text.Danish) },
        { "answerBy", Proposal.AnswerBy },
        { "link", Link },
    });
}

/// <summary>A week after the proposal, and again three days before the answer date.</summary>
public sealed record ProposalReminderLetter(
    Recipient To, MatchProposal Proposal, Municipality Municipality, string Link) : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "PROPOSAL_REMINDER";

    public override LetterUse Use => LetterUse.Reminder;

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:reminder:{Proposal.RemindersSent}";

    public override MailValues Values => ToReader(new()
    {
        { "askerName", Asker },
        { "sentDate", DanishTime.DayOf(Proposal.SentAt) },
        { "answerBy", Proposal.AnswerBy },
        { "link", Link },
    });
}

/// <summary>To the partner: the answer is saved, this is what happens now.</summary>
public sealed record AnswerReceiptLetter(
    Recipient To, MatchProposal Proposal, Municipality Municipality, string Link) : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "ANSWER_RECEIPT";

    public override string Template => Proposal.State == ProposalState.Interested ? "ANSWER_RECEIPT_YES" : "ANSWER_RECEIPT_NO";

    public override MailValues Values => ToReader(new()
    {
        { "askerName", Asker },
        { "whatNow", WhatHappensNow },
        { "askAgainOn", Proposal.AskAgainOn is { } on ? $"{on:yyyy-MM-dd}" : "" },
        { "answerBy", Proposal.AnswerBy },
        { "link", Link },
    });

    private string WhatHappensNow => Proposal.State switch
    {
        ProposalState.Later => Proposal.AskAgainOn is null ? "later" : "laterOn",
        ProposalState.Question => "question",
        _ => "no",
    };
}

/// <summary>To the coordinator: somebody has answered.</summary>
public sealed record ProposalAnsweredLetter(MatchProposal Proposal, Municipality Municipality)
    : AboutProposal(Recipient.Create(Proposal.SentBy, Proposal.SentByEmail), Proposal, Municipality)
{
    public override string Kind => "PROPOSAL_ANSWERED";

    public override Recipient? ReplyTo => Proposal.Partner.CanBeMailed ? Recipient.Create(Proposal.Partner.ContactName, Proposal.Partner.ContactEmail) : null;

    public override MailValues Values => new()
    {
        { "recipientName", Sender },
        { "partnerName", Partner },
        { "needTitle", Proposal.Need.Title },
        { "answer", Answer },
        { "answerMessage", Proposal.AnswerMessage },
        { "noMessage", Proposal.AnswerMessage.Length > 0 ? "" : "none" },
        { "link", $"/forslag/{Proposal.Id}" },
    };
    private string Answer => Proposal.State switch
    {
        ProposalState.Interested => "yes",
        ProposalState.Later => "later",
        ProposalState.Question => "question",
        _ => "no",
    };
}

/// <summary>To both: the first meeting has a time and a place.</summary>
public sealed record FirstMeetingLetter(Recipient To, MatchProposal Proposal, Municipality Municipality, string Domain) : AboutProposal(To, Proposal, Municipality)
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(1);

    public override string Kind => "FIRST_MEETING";

    public override int? AboutVersion => Proposal.MeetingSequence;

    public override string Subject => $"{(Proposal.MeetingSequence == 0 ? "Møde" : "Ny tid")} {When}: {Partners} og {Asker}";

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:meeting:{Proposal.MeetingSequence}:{To.Address}";

    public override DateTimeOffset? UselessAfter => Proposal.MeetingStartsAt;

    public override string Text =>
        $"""
        Hej {To.Name}

        {DanishText.List([Partner, .. Others.Select(MailText.OneLine), Asker])} skal mødes for at se, om I kan hjælpe hinanden.

        - Tid: {When}
        - Sted: {MailText.OneLine(Proposal.MeetingPlace)}

        På mødet kan I tale om:

        - Hvad vil I hver især gerne have ud af det?
        - Hvad kan I bidrage med?
        - Hvad mangler I?
        - Skal I lave en kort aftale eller mødes igen?

        Mødet ligger i den vedhæftede kalenderfil. Kan du ikke? Så svar på denne mail, eller ring.

        {Goodbye}
        """;

    public override CalendarInvite Calendar => Invite(Proposal, To, Domain, CalendarMethod.Request, Partners);

    /// <summary>The meeting for the calendar of one who takes part; a meeting that is called off is one more version of it.</summary>
    public static CalendarInvite Invite(MatchProposal proposal, Recipient to, string domain, CalendarMethod method, string? partners = null)
    {
        var start = DanishTime.Local(proposal.MeetingStartsAt!.Value).DateTime;
        var sequence = proposal.MeetingSequence + (method == CalendarMethod.Cancel ? 1 : 0);

        return new CalendarInvite(
            CalendarInvite.UidFor(proposal.Id, domain), sequence, method, start, start + Length, $"Møde: {partners ?? proposal.Partner.Name} og {proposal.Need.Asker.Name}",
            Recipient.Create(proposal.SentBy, proposal.SentByEmail), [to], proposal.MeetingPlace);
    }

    private DateTimeOffset Local => DanishTime.Local(Proposal.MeetingStartsAt!.Value);

    private string When => $"{DanishText.WeekdayAndDay(DateOnly.FromDateTime(Local.DateTime))} {DanishText.Clock(TimeOnly.FromDateTime(Local.DateTime))}";
}

/// <summary>To the others: there will be no first meeting, and it leaves the calendar.</summary>
public sealed record FirstMeetingCalledOffLetter(Recipient To, MatchProposal Proposal, Municipality Municipality, CalendarInvite CalledOff) : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "FIRST_MEETING_OFF";

    public override string Subject => $"Mødet er aflyst: {Partner} og {Asker}";

    public override CalendarInvite Calendar => CalledOff;

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:meeting-off:{To.Address}";

    public override string Text =>
        $"""
        Hej {To.Name}

        Mødet mellem {Partner} og {Asker} bliver ikke til noget. Den vedhæftede fil tager det ud af din kalender.

        {Goodbye}
        """;
}
