using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Proposals.Letters;

/// <summary>To the partner: the proposal no longer stands, and why; a meeting that was agreed leaves the calendar.</summary>
public sealed record ProposalWithdrawnLetter(Recipient To, MatchProposal Proposal, Municipality Municipality, CalendarInvite? CalledOff) : AboutProposal(To, Proposal, Municipality)
{
    public override CalendarInvite? Calendar => CalledOff;

    public override string Kind => "PROPOSAL_WITHDRAWN";

    public override string Subject => Proposal.WithdrawnWhy == WithdrawalReason.NeedIsCovered
        ? $"{Asker} har fundet den hjælp, de manglede"
        : $"Forslaget om at møde {Asker} er trukket tilbage";

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:withdrawn";

    public override string Text =>
        $"""
        Hej {Reader}

        {What} I skal ikke gøre noget.

        Det har intet med jer at gøre. Vi skriver igen, hvis der kommer noget, som passer til jer.

        {Goodbye}
        """;

    private string What => Proposal.WithdrawnWhy switch
    {
        WithdrawalReason.NeedIsCovered => $"Behovet hos {Asker} er dækket nu. Derfor lukker vi forslaget. Tak, fordi I tænkte over det.",
        WithdrawalReason.NeedIsGone => $"{Asker} har ikke brug for hjælpen mere. Derfor lukker vi forslaget.",
        WithdrawalReason.OthersFellAway => $"De andre, der skulle være med, kunne ikke denne gang. Derfor lukker vi forslaget om at møde {Asker}.",
        WithdrawalReason.PartnerStoodTwice => $"I stod to gange i vores katalog. Det har vi rettet. Derfor lukker vi det ene forslag om at møde {Asker}. Er det stadig en god idé, skriver vi igen.",
        WithdrawalReason.PartnerIsRetired => $"Vi har noteret, at I er stoppet. Derfor lukker vi forslaget om at møde {Asker}. Tager vi fejl, så ring til os.",
        _ => $"Vi har trukket forslaget om at møde {Asker} tilbage.",
    };
}

/// <summary>To the partner: weeks of silence are fine too, and the question is off the table.</summary>
public sealed record ProposalLapsedLetter(Recipient To, MatchProposal Proposal, Municipality Municipality) : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "PROPOSAL_LAPSED";

    public override string Subject => $"Vi har lukket forslaget om at møde {Asker}";

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:lapsed";

    public override string Text =>
        $"""
        Hej {Reader}

        Vi har ikke hørt fra jer om at møde {Asker}, og det er helt i orden. Nu har vi lukket forslaget. I skal ikke gøre noget.

        Vil I alligevel gerne mødes? Så ring til {Sender} på {Municipality.Phone}.

        {Goodbye}
        """;
}

/// <summary>To the one whose need it is: it did not work out with this partner. The partner's reason is not told.</summary>
public sealed record ProposalFellLetter(Recipient To, MatchProposal Proposal, Municipality Municipality) : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "PROPOSAL_FELL";

    public override string Subject => $"Det blev ikke {Partner} denne gang";

    public override string? DeduplicationKey => $"proposal:{Proposal.Id:N}:fell";

    public override string Text =>
        $"""
        Hej {To.Name}

        Det blev ikke til noget med {Partner} denne gang. Det gælder jeres behov: »{MailText.OneLine(Proposal.Need.Title)}«.

        Behovet er stadig åbent. {Sender} kan foreslå andre.

        [Se behovet](/behov/{Proposal.NeedId})

        {Goodbye}
        """;
}

/// <summary>To the others of a bundle: one of them cannot take part. What they answered themselves still counts.</summary>
public sealed record BundleChangedLetter(Recipient To, MatchProposal Proposal, Municipality Municipality, string WhoLeft) : AboutProposal(To, Proposal, Municipality)
{
    public override string Kind => "BUNDLE_CHANGED";

    public override string Subject => $"{MailText.OneLine(WhoLeft)} kan ikke være med denne gang";

    public override string Text =>
        $"""
        Hej {Reader}

        {MailText.OneLine(WhoLeft)} kan ikke være med til at møde {Asker} denne gang. Det er helt i orden.

        Jeres eget svar gælder stadig. {Sender} finder ud af, om I går videre uden dem, og skriver til jer.

        {Goodbye}
        """;
}
