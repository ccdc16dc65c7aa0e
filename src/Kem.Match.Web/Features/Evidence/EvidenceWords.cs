using Kem.Match.Web.Domain.Evidence;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>What happened, and what may be wrong, in Danish.</summary>
public static class EvidenceWords
{
    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.TrailBegan => "Beviskæden begynder her",
        EvidenceKind.SentForSignature => "Teksten blev sendt til underskrift",
        EvidenceKind.LinkIssued => "Der blev lavet et personligt link",
        EvidenceKind.MailAccepted => "Mailserveren tog imod en mail",
        EvidenceKind.MailFailed => "En mail kunne ikke leveres",
        EvidenceKind.Reminded => "Der blev sendt en påmindelse",
        EvidenceKind.SignatoryChanged => "En anden skal skrive under",
        EvidenceKind.Signed => "Skrev under",
        EvidenceKind.SignedOnPaper => "Skrev under på papir",
        EvidenceKind.Declined => "Ville ikke skrive under",
        EvidenceKind.TakenBack => "Teksten blev taget tilbage. Underskrifterne gælder ikke mere",
        EvidenceKind.CameIntoForce => "Aftalen trådte i kraft",
        EvidenceKind.PdfKept => "Aftalen blev gemt som PDF",
        EvidenceKind.Amended => "Aftalen blev ændret",
        EvidenceKind.Renewed => "Aftalen blev forlænget",
        EvidenceKind.Paused => "Aftalen fik en pause",
        EvidenceKind.Resumed => "Pausen sluttede",
        EvidenceKind.NoticeGiven => "Aftalen blev sagt op",
        EvidenceKind.NoticeTakenBack => "Opsigelsen blev taget tilbage",
        EvidenceKind.PartyMerged => "En part står nu sammen med en anden i kataloget",
        EvidenceKind.PartyMergeUndone => "En part står igen for sig i kataloget",
        EvidenceKind.PartyRetired => "En part er nedlagt",
        EvidenceKind.Ended => "Aftalen sluttede",
        EvidenceKind.Replaced => "En ny aftale trådte i stedet",
        EvidenceKind.MinutesAccepted => "Et referat blev godkendt",
        EvidenceKind.Journalised => "Aftalen blev journaliseret",
    };

    /// <summary>What is wrong, and what to do about it.</summary>
    public static string Of(EvidenceFault fault) => fault.Kind switch
    {
        EvidenceFaultKind.Altered => $"Hændelse {fault.Number} er ændret, efter at den blev skrevet.",
        EvidenceFaultKind.Missing => $"Hændelse {fault.Number} er taget ud.",
        EvidenceFaultKind.Inserted => $"Hændelse {fault.Number} er sat ind udefra.",
        EvidenceFaultKind.Swapped => $"Hændelse {fault.Number} står et forkert sted.",
        EvidenceFaultKind.Truncated => $"Kæden er klippet af fra hændelse {fault.Number}.",
        EvidenceFaultKind.HeadAltered => "Kædens forseglede slutning passer ikke til hændelserne.",
        EvidenceFaultKind.RolledBack => $"En ældre udgave er lagt tilbage. Hændelse {fault.Number} mangler.",
        EvidenceFaultKind.NoTrail => "Hele kæden mangler.",
        EvidenceFaultKind.DocumentAltered => "En gemt fil er ikke den, der blev skrevet under på.",
        EvidenceFaultKind.DocumentMissing => "En gemt fil mangler.",
        EvidenceFaultKind.AgreementAltered => "Aftalen peger på en anden tekst end den, der blev sendt til underskrift.",
    };
}
