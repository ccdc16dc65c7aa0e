using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Somebody who is to hear how the round of signatures goes.</summary>
/// <param name="To">Name and address.</param>
/// <param name="Code">Tells the readers of one letter apart.</param>
/// <param name="Signatory">What the reader was asked to sign; null for a contact person who does not sign.</param>
public sealed record SigningReader(Recipient To, string Code, Signatory? Signatory)
{
    /// <summary>Everybody concerned: those who were asked or have signed, and the parties' contact persons, each address once.</summary>
    public static IReadOnlyList<SigningReader> Of(CooperationAgreement agreement)
    {
        var signatories =
            from signatory in agreement.Signatories
            where signatory.AskedAt is not null || signatory.HasSigned
            let to = AgreementLetter.RecipientOf(signatory)
            where to is not null
            select new SigningReader(to, $"{signatory.Id}", signatory);

        var contacts = AgreementLetter.ContactsOf(agreement.Parties).Select(found => new SigningReader(found.Contact, $"{found.Party.Id}", null));

        return [.. signatories.Concat(contacts).DistinctBy(reader => reader.To.Address, StringComparer.OrdinalIgnoreCase)];
    }
}
