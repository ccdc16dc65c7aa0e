using System.Buffers.Binary;
using System.Text;

namespace Kem.Match.Web.Features.Stories.Pictures;

/// <summary>WebP (RFC 9649): a RIFF file. Exif and XMP are left out; a moving picture is refused.</summary>
internal static class WebpPicture
{
    private const int HeadLength = 12;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    private static readonly string[] Needed = ["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"];

    public static bool Begins(ReadOnlySpan<byte> file) => file.Length > HeadLength && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public static CleanPicture? Clean(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        var (size, hasPicture, at) = ((Width: 0, Height: 0), false, HeadLength);
        kept.Write(file[..HeadLength]);

        while (at + 8 <= file.Length)
        {
            var name = Encoding.ASCII.GetString(file.Slice(at, 4));
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (name is "ANIM" or "ANMF" || length > file.Length - at - 8) return null;

            // A chunk of odd length is followed by a byte that means nothing.
            var end = Math.Min(at + 8 + (int)length + ((int)length & 1), file.Length);
            var content = file.Slice(at + 8, (int)length);

            if (Needed.Contains(name))
            {
                size = size.Width == 0 ? SizeIn(name, content) : size;
                hasPicture |= name is "VP8 " or "VP8L";
                var start = kept.Length;
                kept.Write(file[at..end]);

                if (name == "VP8X" && length > 0)
                {
                    kept.GetBuffer()[start + 8] &= unchecked((byte)~(ExifFlag | XmpFlag));
                }
            }

            at = end;
        }

        var clean = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)(clean.Length - 8));
        return hasPicture ? new CleanPicture("image/webp", size.Width, size.Height, clean) : null;
    }

    private static (int Width, int Height) SizeIn(string name, ReadOnlySpan<byte> content) => name switch
    {
        "VP8X" when content.Length >= 10 => (1 + Three(content[4..]), 1 + Three(content[7..])),
        "VP8 " when content.Length >= 10 => (BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF),
        "VP8L" when content.Length >= 5 => (1 + (int)(BinaryPrimitives.ReadUInt32LittleEndian(content[1..]) & 0x3FFF), 1 + (int)((BinaryPrimitives.ReadUInt32LittleEndian(content[1..]) >> 14) & 0x3FFF)),
        _ => (0, 0),
    };

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
