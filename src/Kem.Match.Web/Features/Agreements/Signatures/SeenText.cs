using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>
/// Notes when the server showed a text to a signatory. The note travels with the form, sealed, because to show a page changes
/// nothing; a note that somebody has made or altered, or that is about another text or person, says nothing.
/// </summary>
public sealed class SeenText(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector seal = protection.CreateProtector("kem-seen-text-1");

    public string Note(Guid signatoryId, string textHash) =>
        seal.Protect($"{signatoryId:N} {textHash} {clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)}");

    /// <returns>When the page was shown; null when the server has not shown it.</returns>
    public DateTimeOffset? Read(string? note, Guid signatoryId, string textHash)
    {
        if (string.IsNullOrEmpty(note)) return null;

        try
        {
            return seal.Unprotect(note).Split(' ') is [var who, var text, var at] && who == $"{signatoryId:N}" && text == textHash
                ? DateTimeOffset.ParseExact(at, "O", CultureInfo.InvariantCulture)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
