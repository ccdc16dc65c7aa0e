namespace Kem.Match.Web.Domain.Wishes;

/// <summary>How far the digests to an address have come, so that each period has one at most, also after a week away.</summary>
public sealed class LastDigest(string municipalityCode, string address, DateTimeOffset upTo)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string MunicipalityCode { get; private set; } = municipalityCode;

    public string Address { get; private set; } = address;

    /// <summary>The moment of the last digest that was due, whether there was something to write or not.</summary>
    public DateTimeOffset UpTo { get; private set; } = upTo;

    public void MoveTo(DateTimeOffset moment) => UpTo = moment;
}
