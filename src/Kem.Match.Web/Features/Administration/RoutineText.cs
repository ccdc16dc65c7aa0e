using Kem.Match.Web.Scheduling;

namespace Kem.Match.Web.Features.Administration;

/// <summary>What the routines are called on a page, and how they are doing.</summary>
public static class RoutineText
{
    public static string Name(string name) => name switch
    {
        "OutboxDelivery" => "Send mails",
        "ReturnedMails" => "Læs mails, der kom tilbage",
        "MailErasure" => "Slet gamle mails",
        "ReminderRounds" => "Skriv indkaldelser og påmindelser",
        "ReminderWatch" => "Hold påmindelserne op mod aftalernes tekst",
        "ProposalLapses" => "Luk forslag, som ingen svarede på",
        "DeliveryEvidence" => "Skriv i sporet, hvad der blev leveret",
        "SignedCopies" => "Send den underskrevne aftale til alle",
        "EvidenceNotes" => "Notér, hvordan sporene slutter",
        "MinutesApprovals" => "Godkend referater, ingen har gjort indsigelse mod",
        "AgreementTerms" => "Følg aftalernes frister",
        "Digests" => "Skriv overblik til dem, der vil have det",
        "BounceAlerts" => "Sig til, når mails ikke kommer frem",
        "MatchRecord" => "Skriv ned, hvad der sker med hvert match",
        "MatchQuestions" => "Spørg parterne, hvordan det gik",
        "RankingTraining" => "Lær rækkefølgen af forslag af, hvem folk valgte",
        _ => name,
    };

    public static string Standing(RoutineStanding standing) => standing switch
    {
        RoutineStanding.Fine => "Som den skal",
        RoutineStanding.Running => "Kører nu",
        RoutineStanding.Paused => "Sat på pause",
        RoutineStanding.Failed => "Gik galt sidst",
        _ => "Er ikke kørt",
    };

    public static string Sign(RoutineStanding standing) => standing switch
    {
        RoutineStanding.Fine => "ok",
        RoutineStanding.Running => "new",
        RoutineStanding.Paused => "pause",
        _ => "late",
    };
}
