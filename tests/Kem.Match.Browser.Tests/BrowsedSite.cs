using System.Net;
using System.Net.Sockets;
using Kem.Match.Web.Tests;

namespace Kem.Match.Browser.Tests;

/// <summary>The demonstration on a real address, so that a browser can visit it and mails can link to it.</summary>
public sealed class BrowsedSite : DemoSite
{
    private BrowsedSite(string database, int port) : base(database, $"http://127.0.0.1:{port}")
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        UseKestrel(port);
        StartServer();
    }

    public Uri Address { get; }

    /// <param name="database">One of the kinds of <see cref="TestDatabase"/>.</param>
    public static BrowsedSite Start(string database) => new(database, FreePort());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
