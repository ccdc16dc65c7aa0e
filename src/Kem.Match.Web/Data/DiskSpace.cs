namespace Kem.Match.Web.Data;

/// <summary>Looks at the room that is left where the service keeps its files, so that somebody hears of it before nothing can be saved.</summary>
/// <param name="folder">Where the files lie.</param>
/// <param name="leastMegabytes">With less than this the disk is as good as full.</param>
public sealed class DiskSpace(string folder, long leastMegabytes)
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>How many megabytes are left, when they are too few; null when there is room.</summary>
    public long? LeftWhenShort => new DriveInfo(folder).AvailableFreeSpace / Megabyte is var left && left < leastMegabytes ? left : null;
}
