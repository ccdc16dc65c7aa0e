using System.Buffers.Binary;
using System.Text;

namespace Kem.Match.Web.Features.Stories.Pictures;

/// <summary>PNG (W3C, third edition): chunks with a name. Those that draw are kept; texts, times and Exif are not.</summary>
internal static class PngPicture
{
    private const int AroundContent = 12;

    private static readonly string[] Needed = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static CleanPicture? Clean(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        var (width, height, at, name) = (0, 0, Signature.Length, "");
        kept.Write(Signature);

        while (name != "IEND" && at + AroundContent <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - AroundContent) return null;

            name = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var end = at + AroundContent + (int)length;

            if (name == "IHDR" && length >= 8)
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file[(at + 8)..]), BinaryPrimitives.ReadInt32BigEndian(file[(at + 12)..]));
            }

            if (Needed.Contains(name))
            {
                kept.Write(file[at..end]);
            }

            at = end;
        }

        return name == "IEND" ? new CleanPicture("image/png", width, height, kept.ToArray()) : null;
    }
}
