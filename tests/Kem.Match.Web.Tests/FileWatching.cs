using System.Runtime.CompilerServices;

namespace Kem.Match.Web.Tests;

/// <summary>
/// Every test starts an application of its own, and each would watch its settings and pages for changes. Linux allows a
/// user 128 such watches (fs.inotify.max_user_instances), so the tests do without.
/// </summary>
internal static class FileWatching
{
    [ModuleInitializer]
    internal static void TurnOff()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");
    }
}
