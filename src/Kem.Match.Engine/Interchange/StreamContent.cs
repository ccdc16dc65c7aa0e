namespace Kem.Match.Engine.Interchange;

internal static class StreamContent
{
    public static byte[] ReadAll(this Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
