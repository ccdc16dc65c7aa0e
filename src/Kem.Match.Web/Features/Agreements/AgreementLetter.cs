using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>A letter about an agreement: from the responsible coordinator, with a number where a person answers.</summary>
public abstract record AgreementLetter(Recipient To, CooperationAgreement Agreement, Municipality Municipality) : Letter(To)
{
    public override Recipient? ReplyTo => ResponsibleFor(Agreement);

    public override (string Type, Guid Id)? About => (nameof(CooperationAgreement), Agreement.Id);

    public override string? MunicipalityCode => Agreement.MunicipalityCode;

    protected string Title => MailText.OneLine(Agreement.Title);

    protected string FirstName => To.Name.Split(' ')[0];

    protected virtual string Greeting => $"Hej {FirstName}".TrimEnd();

    protected string PartyNames => MailText.OneLine(DanishText.List(Agreement.Parties.Select(party => party.Name)));

    protected string Phone => $"{MailText.OneLine(Agreement.ResponsibleName)} på {MailText.OneLine(Municipality.Phone)}";

    protected string Farewell =>
        $"""
        Venlig hilsen
        {MailText.OneLine(Agreement.ResponsibleName)}
        {MailText.OneLine(Municipality.OfficialName)}, telefon {MailText.OneLine(Municipality.Phone)}
        """;

    /// <summary>What a letter has to say, and what every letter about an agreement says besides.</summary>
    protected MailValues AboutAgreement(MailValues own)
    {
        own.Add("recipientName", FirstName);
        own.Add("senderName", Agreement.ResponsibleName);
        own.Add("municipalityName", Municipality.OfficialName);
        own.Add("municipalityPhone", Municipality.Phone);
        own.Add("agreementTitle", Agreement.Title);
        return own;
    }

    /// <summary>The letters of one round of signatures are other letters than those of the next.</summary>
    protected string Round => $"agreement:{Agreement.Id}:{Agreement.TextVersion}";

    public static Recipient? ResponsibleFor(CooperationAgreement agreement) =>
        MailAddresses.IsValid(agreement.ResponsibleEmail) ? Recipient.Create(agreement.ResponsibleName, agreement.ResponsibleEmail) : null;

    /// <summary>The party's contact person, or null when there is no address to write to.</summary>
    public static Recipient? ContactOf(AgreementParty party) =>
        MailAddresses.IsValid(party.ContactEmail) ? Recipient.Create(party.ContactName, party.ContactEmail) : null;

    /// <summary>Somebody who signs, or null when there is no address to write to.</summary>
    public static Recipient? RecipientOf(Signatory signatory) =>
        MailAddresses.IsValid(signatory.Email) ? Recipient.Create(signatory.Name, signatory.Email) : null;

    /// <summary>Those of the parties that can be written to, each with its contact person.</summary>
    public static IEnumerable<(AgreementParty Party, Recipient Contact)> ContactsOf(IEnumerable<AgreementParty> parties)
    {
        foreach (var party in parties)
        {
            if (ContactOf(party) is { } contact) yield return (party, contact);
        }
    }
}
