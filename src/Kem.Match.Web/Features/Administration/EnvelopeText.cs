using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Administration;

/// <summary>How the state of a mail is said in Danish.</summary>
public static class EnvelopeText
{
    public static string State(OutgoingMailState state) => state switch
    {
        OutgoingMailState.Waiting => "Venter",
        OutgoingMailState.Sent => "Sendt",
        OutgoingMailState.Suppressed => "Holdt tilbage",
        _ => "Kom ikke frem",
    };

    public static string Sign(OutgoingMailState state) => state switch
    {
        OutgoingMailState.Waiting => "new",
        OutgoingMailState.Sent => "ok",
        OutgoingMailState.Suppressed => "pause",
        _ => "late",
    };

    public static string Reason(MailReason reason) => reason switch
    {
        MailReason.Outdated => "Forældet",
        MailReason.Changed => "Ændret, før den blev sendt",
        MailReason.Unsubscribed => "Nej tak til påmindelser",
        MailReason.AddressStopped => "Der skrives ikke til adressen",
        MailReason.Refused => "Afvist af modtagerens server",
        MailReason.GivenUp => "Opgivet efter fem dages forsøg, eller fordi det blev for sent",
        MailReason.Gathered => "Samlet i et overblik",
        MailReason.NotWanted => "Valgt fra af modtageren",
        MailReason.Paused => "Modtageren holder pause",
        MailReason.NoOpenHour => "Ingen tid, modtageren vil have mails på",
        MailReason.ByPhone => "Bliver til et opkald",
        MailReason.SameWords => "Samme ord som i en anden mail",
        MailReason.Unwritable => "Lagt til side: Mailen kan ikke skrives",
        _ => "Ikke leveret: Den kom tilbage",
    };

    /// <summary>What a mail waits for because its receiver wants it so.</summary>
    public static string Hold(MailHold hold) => hold switch
    {
        MailHold.Digest or MailHold.LateDigest => "Venter på modtagerens overblik",
        MailHold.PauseEnd => "Venter, til modtagerens pause er slut",
        _ => "Venter på et tidspunkt, modtageren vil have mails på",
    };

    public static string Kind(string kind) => kind switch
    {
        "PROPOSAL" => "Forslag",
        "PROPOSAL_REMINDER" => "Påmindelse om forslag",
        "ANSWER_RECEIPT" => "Kvittering for svar",
        "PROPOSAL_ANSWERED" => "Besked om svar",
        "PROPOSAL_WITHDRAWN" => "Forslag trukket tilbage",
        "FIRST_MEETING" => "Indkaldelse til første møde",
        "SIGN_REQUEST" => "Aftale til underskrift",
        "SIGN_REMINDER" => "Påmindelse om underskrift",
        "SIGN_REFUSED" or "SIGN_FELL" => "Besked om nej til underskrift",
        "SIGNED_ALL" => "Alle har skrevet under",
        "AGREEMENT_ENDED" => "Aftale stoppet",
        "STATUS_INVITE" => "Indkaldelse til statusmøde",
        "STATUS_REMINDER" => "Påmindelse om statusmøde",
        "MEETING_MOVED" => "Statusmøde flyttet",
        "MINUTES" => "Referat",
        "MINUTES_OVERDUE" => "Påmindelse om referat",
        "PREPARE_TALK" => "Spørgsmål før første møde",
        "PREPARE_REMINDER" => "Påmindelse om spørgsmål før første møde",
        "FIRST_MEETING_OFF" => "Første møde aflyst",
        "MEETING_OFF" or "MEETING_CANCELLED" => "Statusmøde aflyst",
        "MINUTES_OBJECTION" => "Indsigelse mod referat",
        "SIGN_VOIDED" => "Underskrift gælder ikke mere",
        "RECEIPT" => "Den underskrevne aftale",
        "CALENDAR" => "Link til kalender",
        "TERM_SOON" or "RENEWAL_ASKED" or "RENEWED" or "RENEWAL_FELL" => "Aftalens periode",
        "STEP_QUESTION" => "Spørgsmål om, hvordan det gik",
        "TEST_MAIL" => "Prøve",
        "DIGEST" => "Overblik",
        "BOUNCE_ALERT" => "Besked om mail, der ikke kom frem",
        _ => MailTemplates.Shipped.Find(kind)?.Danish ?? kind,
    };

    /// <summary>The page of what the mail is about; null when there is none.</summary>
    public static string? AboutUrl(OutgoingMail mail) => mail.AboutType switch
    {
        nameof(MatchProposal) => $"/forslag/{mail.AboutId}",
        nameof(CooperationAgreement) => $"/aftaler/{mail.AboutId}",
        nameof(StatusMeeting) => $"/moeder/{mail.AboutId}",
        _ => null,
    };

    public static string When(OutgoingMail mail, DateTimeOffset now) => mail switch
    {
        { SentAt: { } sent } => $"sendt {DanishText.Moment(sent, now)}",
        { State: OutgoingMailState.Waiting } => $"sendes {DanishText.Moment(mail.DueAt, now)}",
        _ => $"skrevet {DanishText.Moment(mail.CreatedAt, now)}",
    };

    public static string Receiver(OutgoingMail mail) => mail switch
    {
        { ReceiverErasedAt: not null } => $"Slettet modtager {mail.ToAddress}",
        { ToName: "" } => mail.ToAddress,
        _ => $"{mail.ToName}, {mail.ToAddress}",
    };
}
