using System.Buffers.Binary;
using System.Text;
using Kem.Match.Web.Features.Stories.Pictures;

namespace Kem.Match.Web.Tests.SharedStories;

/// <summary>Pictures keep what is seen and lose what a camera wrote about place and owner.</summary>
public class CleanPictureTests
{
    private const string Secret = "GPS 55.93N 12.30E Amina's telefon";

    [Fact]
    public void A_jpeg_loses_place_and_comment_and_keeps_which_way_is_up()
    {
        var clean = CleanPicture.Of(Jpeg(orientation: 6))!;

        Assert.Equal(("image/jpeg", 640, 480), (clean.MediaType, clean.Width, clean.Height));
        Assert.DoesNotContain(Secret, Latin(clean.Content), StringComparison.Ordinal);
        Assert.DoesNotContain("JFXX", Latin(clean.Content), StringComparison.Ordinal);
        Assert.Contains("ICC_PROFILE", Latin(clean.Content), StringComparison.Ordinal);
        Assert.Contains("Exif\0\0MM", Latin(clean.Content), StringComparison.Ordinal);
        Assert.Equal([0xFF, 0xD9], clean.Content[^2..]);
        Assert.Equal(clean, CleanPicture.Of(clean.Content)! with { Content = clean.Content });
        Assert.Equal(clean.Content, CleanPicture.Of(clean.Content)!.Content);
    }

    [Fact]
    public void A_jpeg_that_lies_the_right_way_has_no_exif_at_all() =>
        Assert.DoesNotContain("Exif", Latin(CleanPicture.Of(Jpeg(orientation: 1))!.Content), StringComparison.Ordinal);

    [Fact]
    public void A_png_loses_texts_and_times()
    {
        var clean = CleanPicture.Of(Png(("tEXt", Encoding.Latin1.GetBytes("Author\0" + Secret)), ("eXIf", Encoding.Latin1.GetBytes(Secret)), ("IDAT", [1, 2, 3])))!;

        Assert.Equal(("image/png", 3, 2), (clean.MediaType, clean.Width, clean.Height));
        Assert.DoesNotContain(Secret, Latin(clean.Content), StringComparison.Ordinal);
        Assert.Equal(Png(("IDAT", [1, 2, 3])), clean.Content);
    }

    [Fact]
    public void A_webp_loses_exif_and_says_so()
    {
        byte[] head = [0x0C, 0, 0, 0, 0x7F, 0x02, 0x00, 0xDF, 0x01, 0x00];
        var clean = CleanPicture.Of(Webp(("VP8X", head), ("VP8 ", new byte[12]), ("EXIF", Encoding.Latin1.GetBytes(Secret)), ("XMP ", Encoding.Latin1.GetBytes(Secret))))!;

        Assert.Equal(("image/webp", 640, 480), (clean.MediaType, clean.Width, clean.Height));
        Assert.DoesNotContain(Secret, Latin(clean.Content), StringComparison.Ordinal);
        Assert.Equal(0, clean.Content[20] & 0x0C);
        Assert.Equal(clean.Content.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(clean.Content.AsSpan(4)));
    }

    [Fact]
    public void What_is_no_picture_is_refused()
    {
        Assert.Null(CleanPicture.Of([]));
        Assert.Null(CleanPicture.Of(Encoding.UTF8.GetBytes("<svg onload=alert(1)>")));
        Assert.Null(CleanPicture.Of("GIF89a"u8));
        Assert.Null(CleanPicture.Of([0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF]));
        Assert.Null(CleanPicture.Of(Jpeg(1).AsSpan(0, 40)));
        Assert.Null(CleanPicture.Of(new byte[CleanPicture.MostBytes + 1]));
        Assert.Null(CleanPicture.Of(Png(width: 100_000, height: 100_000, ("IDAT", [1]))));
        Assert.Null(CleanPicture.Of(Webp(("VP8X", new byte[10]), ("ANIM", new byte[6]))));
    }

    /// <summary>Whatever bytes come, the answer is a picture or a no, never an exception.</summary>
    [Fact]
    public void Two_thousand_damaged_pictures_are_answered()
    {
        var random = new Random(20260322);
        byte[][] whole = [Jpeg(6), Png(("tEXt", [1, 2]), ("IDAT", [1, 2, 3])), Webp(("VP8X", new byte[10]), ("VP8 ", new byte[12]), ("EXIF", new byte[5]))];
        var refused = 0;

        for (var n = 0; n < 2000; n++)
        {
            var picture = whole[n % 3].ToArray();

            for (var error = 0; error <= n % 5; error++)
            {
                picture[random.Next(picture.Length)] = (byte)random.Next(256);
            }

            refused += CleanPicture.Of(picture.AsSpan(0, random.Next(picture.Length / 2, picture.Length + 1))) is null ? 1 : 0;
        }

        Assert.InRange(refused, 500, 1999);
    }

    private static byte[] Jpeg(int orientation)
    {
        byte[] tiff =
        [
            .. "II"u8, 0x2A, 0x00, 0x08, 0x00, 0x00, 0x00, 0x01, 0x00, 0x12, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00, (byte)orientation, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
            .. Encoding.Latin1.GetBytes(Secret),
        ];

        return
        [
            0xFF, 0xD8,
            .. Segment(0xE0, [.. "JFXX\0"u8, 1, 2]),
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]),
            .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1]),
            .. Segment(0xFE, Encoding.Latin1.GetBytes(Secret)),
            .. Segment(0xDB, new byte[65]),
            .. Segment(0xC0, [8, 0x01, 0xE0, 0x02, 0x80, 3]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56,
            0xFF, 0xD9,
            .. Encoding.Latin1.GetBytes(Secret),
        ];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Png(params (string Name, byte[] Content)[] chunks) => Png(3, 2, chunks);

    private static byte[] Png(int width, int height, params (string Name, byte[] Content)[] chunks)
    {
        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);

        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", size), .. chunks.SelectMany(chunk => Chunk(chunk.Name, chunk.Content)), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] content) => [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 1, 2, 3, 4];

    private static byte[] Webp(params (string Name, byte[] Content)[] chunks)
    {
        var body = chunks.SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes(chunk.Name), (byte)chunk.Content.Length, 0, 0, 0, .. chunk.Content, .. new byte[chunk.Content.Length & 1]]).ToArray();
        return [.. "RIFF"u8, (byte)(body.Length + 4), 0, 0, 0, .. "WEBP"u8, .. body];
    }

    private static string Latin(byte[] content) => Encoding.Latin1.GetString(content);
}
