using System.Buffers.Binary;

namespace Kem.Match.Web.Features.Stories.Pictures;

/// <summary>
/// JPEG (ITU-T T.81): markers, each with a segment. Of the application's segments only the colours are kept; of Exif only
/// which way is up, because the picture would lie on its side without it.
/// </summary>
internal static class JpegPicture
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Exif = 0xE1;
    private const byte ColourProfile = 0xE2;
    private const byte Adobe = 0xEE;
    private const int OrientationTag = 0x0112;

    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, StartOfImage, 0xFF]);

    public static CleanPicture? Clean(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        var (width, height, orientation, at) = (0, 0, 1, 2);

        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];

            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == EndOfImage) break;

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length) return null;

            var segment = file.Slice(at + 4, length - 2);

            if (marker == Exif && orientation == 1)
            {
                orientation = OrientationIn(segment);
            }

            if (IsFrame(marker) && segment.Length >= 5)
            {
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
            }

            var end = marker == StartOfScan ? EndOfScan(file, at + 2 + length) : at + 2 + length;

            if (IsNeeded(marker, segment))
            {
                kept.Write(file[at..end]);
            }

            at = end;
        }

        return width == 0 || at + 2 > file.Length ? null : new CleanPicture("image/jpeg", width, height, [0xFF, StartOfImage, .. WayUp(orientation), .. kept.ToArray(), 0xFF, EndOfImage]);
    }

    // Application segments and comments tell of the camera; tables and frames are the picture.
    private static bool IsNeeded(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        ColourProfile => segment.StartsWith("ICC_PROFILE\0"u8),
        Adobe => segment.StartsWith("Adobe"u8),
        >= 0xE0 and <= 0xEF or 0xFE => false,
        _ => true,
    };

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // Inside a scan FF is followed by 00, or by one of eight marks that restart it; anything else ends it.
    private static int EndOfScan(ReadOnlySpan<byte> file, int from)
    {
        var at = from;

        while (at + 1 < file.Length && (file[at] != 0xFF || file[at + 1] is 0x00 or (>= 0xD0 and <= 0xD7)))
        {
            at++;
        }

        return at;
    }

    private static int OrientationIn(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 6 + 8 + 2) return 1;

        var tiff = segment[6..];
        var isLittle = tiff[0] == (byte)'I';
        var directory = Number(tiff, 4, 4, isLittle);
        if (directory < 8 || directory + 2 > tiff.Length) return 1;

        var entries = Number(tiff, (int)directory, 2, isLittle);

        for (var entry = 0; entry < entries && directory + 2 + ((entry + 1) * 12) <= tiff.Length; entry++)
        {
            var at = (int)directory + 2 + (entry * 12);

            if (Number(tiff, at, 2, isLittle) == OrientationTag)
            {
                return (int)Number(tiff, at + 8, 2, isLittle) is var turn and >= 1 and <= 8 ? turn : 1;
            }
        }

        return 1;
    }

    private static long Number(ReadOnlySpan<byte> bytes, int at, int size, bool isLittle) => (size, isLittle) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
        (_, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]),
    };

    /// <summary>Exif with one entry in it: which way is up.</summary>
    private static byte[] WayUp(int orientation) => orientation == 1 ? [] :
    [
        0xFF, Exif, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM"u8, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08,
        0x00, 0x01, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, (byte)orientation, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ];
}
