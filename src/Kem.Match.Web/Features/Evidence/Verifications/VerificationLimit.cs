using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Kem.Match.Web.Features.Evidence.Verifications;

/// <summary>How often one address may try: enough for a person with a pile of files, too little for a machine.</summary>
public sealed class VerificationLimit : IDisposable
{
    public const int TriesAMinute = 20;

    private const int BytesOfNetwork = 8;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesAMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool Allows(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(NetworkOf(address));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    // One household has a whole network of the new addresses, so it counts as one.
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes()[..BytesOfNetwork]),
        _ => address.ToString(),
    };
}
