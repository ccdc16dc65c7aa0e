using System.Net;
using System.Net.Sockets;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>A line to a server on this machine that can be cut and mended.</summary>
internal sealed class CutLine : IDisposable
{
    private readonly IPEndPoint server;
    private readonly List<TcpClient> open = [];
    private readonly Lock gate = new();
    private TcpListener listener = new(IPAddress.Loopback, 0);

    public CutLine(IPEndPoint server)
    {
        this.server = server;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = ListenAsync(listener);
    }

    public int Port { get; }

    /// <summary>Everybody who talks is cut off, and nobody gets through.</summary>
    public void Cut()
    {
        listener.Stop();

        lock (gate)
        {
            open.ForEach(line => line.Dispose());
            open.Clear();
        }
    }

    public void Mend()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = ListenAsync(listener);
    }

    public void Dispose() => Cut();

    private async Task ListenAsync(TcpListener here)
    {
        try
        {
            while (true)
            {
                var caller = await here.AcceptTcpClientAsync();
                var called = new TcpClient();
                await called.ConnectAsync(server);

                lock (gate)
                {
                    open.AddRange([caller, called]);
                }

                _ = CarryAsync(caller, called);
                _ = CarryAsync(called, caller);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The line is cut.
        }
    }

    private static async Task CarryAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The line is cut.
        }

        to.Dispose();
    }
}
