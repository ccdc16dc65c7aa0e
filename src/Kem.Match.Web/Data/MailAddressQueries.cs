using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Data;

/// <summary>Finds what belongs to an address, however it was typed.</summary>
// The database compares, and both databases know lower(); the ways C# recommends are not translated.
#pragma warning disable CA1304, CA1311, CA1862
public static class MailAddressQueries
{
    /// <param name="organisations">Where to look.</param>
    /// <param name="municipalityCode">Whose organisations.</param>
    /// <param name="address">As <see cref="MailStop.Normalise"/> writes it.</param>
    public static IQueryable<Organisation> WithContact(this IQueryable<Organisation> organisations, string municipalityCode, string address) =>
        organisations.Where(o => o.MunicipalityCode == municipalityCode && o.ContactEmail.ToLower() == address);

    /// <param name="organisations">Where to look.</param>
    /// <param name="municipalityCodes">Whose organisations.</param>
    /// <param name="addresses">Each as <see cref="MailStop.Normalise"/> writes it; a contact of any of them is found.</param>
    public static IQueryable<Organisation> WithContacts(this IQueryable<Organisation> organisations, IReadOnlyList<string> municipalityCodes, IReadOnlyList<string> addresses) =>
        organisations.Where(o => municipalityCodes.Contains(o.MunicipalityCode) && addresses.Contains(o.ContactEmail.ToLower()));

    /// <inheritdoc cref="WithContact"/>
    public static IQueryable<OutgoingMail> To(this IQueryable<OutgoingMail> mails, string municipalityCode, string address) =>
        mails.Where(m => m.MunicipalityCode == municipalityCode && m.ToAddress.ToLower() == address);
}
