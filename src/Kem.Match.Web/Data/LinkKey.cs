using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kem.Match.Web.Domain.Access;

namespace Kem.Match.Web.Data;

/// <summary>
/// The secret behind the personal links. A token is HMAC-SHA256(secret, link id): 256 bits that only this key can make, so
/// a mail that waits in the outbox names the link but does not hold the token, and the link table holds only its SHA-256.
/// </summary>
public sealed class LinkKey(byte[] secret, Uri publicBaseUrl)
{
    private const string Scheme = "kem-link:";

    /// <summary>Reads the secret from a file, which is made the first time and then never changed.</summary>
    public static LinkKey FromFile(string path, Uri publicBaseUrl) => new(SecretFile.Read(path, "links that were sent depend on it"), publicBaseUrl);

    public string Token(Guid linkId) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, linkId.ToByteArray()));

    /// <summary>Proves that an id came from us, for one purpose only: 128 bits that only this key can make.</summary>
    public string Seal(string purpose, Guid id) =>
        Convert.ToHexStringLower(Mac([.. Encoding.UTF8.GetBytes(purpose), 0, .. id.ToByteArray()])[..16]);

    /// <summary>The id before the dot, if what follows is its seal; otherwise null.</summary>
    public Guid? Opened(string purpose, string sealedId) =>
        sealedId.Split('.') is [var id, var seal] && Guid.TryParseExact(id, "N", out var found)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Seal(purpose, found)), Encoding.UTF8.GetBytes(seal.ToLowerInvariant()))
            ? found
            : null;

    /// <summary>Stands for a text that is forgotten: the same text gets the same name, and nobody can go back.</summary>
    public string Pseudonym(string text) =>
        Convert.ToHexStringLower(Mac([.. "pseudonym"u8, 0, .. Encoding.UTF8.GetBytes(text)])[..8]);

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>How a letter names a link before it is sent.</summary>
    public static string Reference(AccessLink link) => $"{Scheme}{PathOf(link.Purpose)}/{link.Id}";

    /// <summary>The address that a person can open: a reference gets its token, a path gets the host, the rest stays.</summary>
    public string Resolve(string target)
    {
        if (target.StartsWith(Scheme, StringComparison.Ordinal) && target[Scheme.Length..].Split('/') is [var path, var id])
        {
            return new Uri(publicBaseUrl, $"/{path}/{Token(Guid.Parse(id))}").ToString();
        }

        return target.StartsWith('/') ? new Uri(publicBaseUrl, target).ToString() : target;
    }

    /// <summary>The whole address of a link, for the person whose link it is.</summary>
    public Uri AddressOf(AccessLink link) => new(Resolve(Reference(link)));

    private static string PathOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.AnswerProposal => "s",
        LinkPurpose.SignAgreement => "u",
        LinkPurpose.StatusMeeting => "m",
        LinkPurpose.CalendarFeed => "k",
        LinkPurpose.PrepareTalk => "f",
        LinkPurpose.AgreementLife => "a",
        LinkPurpose.CommentOnDraft => "g",
        LinkPurpose.ConfirmStep => "h",
        LinkPurpose.ApproveStory => "o",
        LinkPurpose.ConsentToStory => "j",
        LinkPurpose.TakeCheckup => "t",
    };

    private byte[] Mac(byte[] content) => HMACSHA256.HashData(secret, content);
}
