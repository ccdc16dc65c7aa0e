using Kem.Match.Web.Data;

namespace Kem.Match.Web.Tests.Data;

public sealed class LinkKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kem-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Two_servers_with_one_folder_make_the_same_tokens()
    {
        var link = Guid.CreateVersion7();
        var keys = Enumerable.Range(0, 8).AsParallel().Select(_ => LinkKey.FromFile(Path.Combine(folder, "links.key"), new Uri("http://localhost"))).ToList();

        Assert.Single(keys.Select(key => key.Token(link)).Distinct());
        Assert.Single(Directory.EnumerateFiles(folder));
    }

    [Fact, System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Only_its_owner_can_read_the_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights on files.");
        LinkKey.FromFile(Path.Combine(folder, "links.key"), new Uri("http://localhost"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "links.key")));
    }

    [Fact]
    public void A_damaged_key_is_refused_rather_than_replaced()
    {
        var file = Path.Combine(folder, "links.key");
        File.WriteAllBytes(file, [1, 2, 3]);

        Assert.Throws<InvalidOperationException>(() => LinkKey.FromFile(file, new Uri("http://localhost")));
        Assert.Equal(3, new FileInfo(file).Length);
    }

    [Theory]
    [InlineData("/aftaler/7", "https://kem.example/aftaler/7")]
    [InlineData("https://example.org/", "https://example.org/")]
    public void Paths_get_the_host_and_whole_addresses_stay(string target, string address) =>
        Assert.Equal(address, new LinkKey(new byte[32], new Uri("https://kem.example")).Resolve(target));
}
