using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Kem.Match.Web.Tests;

/// <summary>
/// Every test starts an application of its own, and each would watch its settings and pages for changes. Linux allows a
/// user 128 such watches (fs.inotify.max_user_instances), and a watch keeps the application it was begun by in memory for
/// as long as the tests run. So the tests do without.
/// </summary>
internal static class FileWatching
{
    [ModuleInitializer]
    internal static void TurnOff()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");
    }

    /// <summary>The pages' styles and scripts are read once, and never again.</summary>
    public static IWebHostBuilder WithoutFileWatching(this IWebHostBuilder builder) => builder.ConfigureServices(
        (context, _) => context.HostingEnvironment.WebRootFileProvider = new UnwatchedFiles(context.HostingEnvironment.WebRootFileProvider));

    private sealed class UnwatchedFiles(IFileProvider files) : IFileProvider
    {
        public IFileInfo GetFileInfo(string subpath) => files.GetFileInfo(subpath);

        public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }
}
