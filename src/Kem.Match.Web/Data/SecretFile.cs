using System.Security.Cryptography;

namespace Kem.Match.Web.Data;

/// <summary>A secret of 32 bytes in a file outside the database, which is made the first time and then never changed.</summary>
public static class SecretFile
{
    private const int Length = 32;

    /// <param name="path">Where the file lies, or will lie.</param>
    /// <param name="whatDependsOnIt">Why it must come back from the backup if it is broken.</param>
    public static byte[] Read(string path, string whatDependsOnIt)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        if (!File.Exists(path))
        {
            WriteOnce(path, RandomNumberGenerator.GetBytes(Length));
        }

        var secret = File.ReadAllBytes(path);
        return secret.Length == Length
            ? secret
            : throw new InvalidOperationException($"{path} should hold {Length} bytes but holds {secret.Length}. Restore it from the backup: {whatDependsOnIt}.");
    }

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
