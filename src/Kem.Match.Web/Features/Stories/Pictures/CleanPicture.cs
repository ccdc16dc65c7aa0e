namespace Kem.Match.Web.Features.Stories.Pictures;

/// <summary>
/// A picture that can be shown to everybody: what it is, is told by its own bytes, and what a camera or a program has
/// written about place, time and owner is left out. The picture itself is not touched.
/// </summary>
public sealed record CleanPicture(string MediaType, int Width, int Height, byte[] Content)
{
    public const int MostBytes = 5 * 1024 * 1024;

    // What a browser unpacks; more than any telephone takes.
    private const long MostPixels = 40_000_000;

    /// <returns>Null when it is none of the three kinds, is broken, or would be too large to show.</returns>
    public static CleanPicture? Of(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes) return null;

        var picture = JpegPicture.Begins(file) ? JpegPicture.Clean(file)
            : PngPicture.Begins(file) ? PngPicture.Clean(file)
            : WebpPicture.Begins(file) ? WebpPicture.Clean(file)
            : null;

        return picture is { Width: > 0, Height: > 0 } && (long)picture.Width * picture.Height <= MostPixels ? picture : null;
    }
}
