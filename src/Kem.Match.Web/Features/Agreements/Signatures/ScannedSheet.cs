using Microsoft.AspNetCore.Http;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>A file that somebody calls a scan. What it is, its first bytes say; its name and its announced type are not believed.</summary>
public sealed record ScannedSheet(string MediaType, string Extension, byte[] Content)
{
    public const int MaxBytes = 10 * 1024 * 1024;

    private static readonly (byte[] Start, string MediaType, string Extension)[] Known =
    [
        ([0x25, 0x50, 0x44, 0x46, 0x2D], "application/pdf", "pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png", "png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg", "jpg"),
    ];

    public static string ExtensionOf(string mediaType) => Known.Single(known => known.MediaType == mediaType).Extension;

    /// <summary>The sheet, or what is wrong with the file.</summary>
    public static async Task<(ScannedSheet? Sheet, string Problem)> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        if (file.Length == 0) return (null, "Filen er tom. Vælg en anden fil.");
        if (file.Length > MaxBytes) return (null, "Filen er for stor. Den må højst fylde 10 MB. Gem den som en mindre fil, og vælg den igen.");

        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancellationToken);

        foreach (var (start, mediaType, extension) in Known)
        {
            if (content.AsSpan().StartsWith(start)) return (new ScannedSheet(mediaType, extension, content), "");
        }

        return (null, "Filen er ikke en PDF, PNG eller JPEG. Gem scanningen i en af dem, og vælg den igen.");
    }
}
