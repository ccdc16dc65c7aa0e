using Kem.Match.Engine;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Proposals.Letters;

/// <summary>To the partner: the coordinator has answered the question, and the four answers stand open again.</summary>
public sealed record ProposalReplyLetter(Recipient To, MatchProposal Proposal, Municipality Municipality, ProposalMessage Reply, string Link)
    : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "PROPOSAL_REPLY";

    public override string Subject => $"Svar på jeres spørgsmål om {Asker}";

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:reply:{Reply.Id:N}";

    public override string Text =>
        $"""
        Hej {Reader}

        I spurgte om noget, før I ville svare. {Sender} skriver:

        {MailText.Quote(Reply.Text)}

        [Se forslaget og svar]({Link})

        Har I et spørgsmål mere? Så skriv det samme sted. Svar gerne senest {DanishText.WeekdayAndDay(Proposal.AnswerBy)}.

        {Goodbye}
        """;
}

/// <summary>To the person somebody in the organisation pointed out; says who did.</summary>
public sealed record ProposalForwardedLetter(
    Recipient To, MatchProposal Proposal, Municipality Municipality, string ForwardedBy, IReadOnlyList<Reason> Reasons, string Link)
    : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "PROPOSAL_FORWARDED";

    public override string Subject => $"Vil I mødes med {Asker}?";

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:forward:{Proposal.ForwardsSent}";

    public override string Text =>
        $"""
        Hej {Reader}

        {MailText.OneLine(ForwardedBy)} siger, at det er dig, der kan svare for {Partner}.

        {Sender} fra {Municipality.OfficialName} foreslår, at {Partner} og {Asker} mødes.

        {MailText.Quote(Proposal.Message)}

        Derfor:

        {string.Join('\n', Reasons.Select(reason => $"- {MailText.OneLine(reason.Text.Danish)}"))}

        [Se forslaget og svar]({Link})

        Du skal ikke logge ind. Mødet er uforpligtende, og et nej er helt i orden. Svar gerne senest {DanishText.WeekdayAndDay(Proposal.AnswerBy)}.

        {Goodbye}

        Du får mailen, fordi {MailText.OneLine(ForwardedBy)} gav os dit navn og din mail. Ring, hvis det er en fejl, så sletter vi dem.
        """;
}

/// <summary>To the coordinator: the letter went on to somebody else, or the reader did not know to whom.</summary>
public sealed record ForwardNoticeLetter(MatchProposal Proposal, Municipality Municipality, string ForwardedBy)
    : AboutProposal(Recipient.Create(Proposal.SentBy, Proposal.SentByEmail), Proposal, Municipality)
{
    public override string Kind => "PROPOSAL_FORWARD_NOTICE";

    public override string Subject => Knows ? $"{Partner}: forslaget er sendt videre til {Reader}" : $"Find den rette hos {Partner}";

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:forward-notice:{Proposal.ForwardsSent}:{Knows}";

    public override string Text =>
        $"""
        Hej {Sender}

        {MailText.OneLine(ForwardedBy)} er ikke den rette til at svare for {Partner}.

        {(Knows
            ? $"{Reader} har fået forslaget i stedet. Det gamle link virker ikke mere. På profilen kan du gøre {Reader} til fast kontakt."
            : "De ved heller ikke, hvem der er. Ring, og spørg efter den rette. Forslaget venter så længe.")}

        [Åbn forslaget](/forslag/{Proposal.Id})
        """;

    private bool Knows => Proposal.RecipientUnknownAt is null;
}
