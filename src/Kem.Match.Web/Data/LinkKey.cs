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
    private const int SecretLength = 32;

    /// <summary>Reads the secret from a file, which is made the first time and then never changed.</summary>
    public static LinkKey FromFile(string path, Uri publicBaseUrl)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        if (!File.Exists(path))
        {
            WriteOnce(path, RandomNumberGenerator.GetBytes(SecretLength));
        }

        var secret = File.ReadAllBytes(path);
        return secret.Length == SecretLength
            ? new LinkKey(secret, publicBaseUrl)
            : throw new InvalidOperationException($"{path} should hold {SecretLength} bytes but holds {secret.Length}. Restore it from the backup: links that were sent depend on it.");
    }

    public string Token(Guid linkId) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, linkId.ToByteArray()));

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

    private static string PathOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.AnswerProposal => "s",
        LinkPurpose.SignAgreement => "u",
        LinkPurpose.StatusMeeting => "m",
    };

    // Two nodes may start at once: the file that is moved into place first is the one that both read.
    private static void WriteOnce(string path, byte[] content)
    {
        var own = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(own, content);

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(own, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        try
        {
            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own);
        }
    }
}
