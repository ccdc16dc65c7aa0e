namespace Kem.Match.Web.Domain.Wishes;

/// <summary>
/// Which mail tells a person, who was written down by others, that and why (oplysningspligt, article 14). One row for each
/// address and municipality; the mail that holds it carries the notice.
/// </summary>
public sealed class DataNotice(string municipalityCode, string address, Guid mailId)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string MunicipalityCode { get; private set; } = municipalityCode;

    /// <summary>A pseudonym of the address: enough to see that it has been told, also when the person is forgotten.</summary>
    public string Address { get; private set; } = address;

    public Guid MailId { get; private set; } = mailId;

    /// <summary>When the receiver's server took it; until then another mail that is quicker may carry the notice instead.</summary>
    public DateTimeOffset? GivenAt { get; private set; }
}
