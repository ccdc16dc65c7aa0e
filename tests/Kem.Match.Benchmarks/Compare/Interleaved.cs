using System.Diagnostics;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// Times two ways of doing the same in turns, so that whatever else the machine does slows both alike.
/// </summary>
/// <param name="Ours">Microseconds, the median.</param>
/// <param name="Peer">Microseconds, the median.</param>
public readonly record struct Interleaved(double Ours, double Peer)
{
    /// <param name="warmUp">Rounds that are not counted.</param>
    /// <param name="rounds">Rounds that are counted; in every other round the peer goes first.</param>
    public static Interleaved Time(int warmUp, int rounds, Action ours, Action peer)
    {
        var (oursTook, peerTook) = (new double[rounds], new double[rounds]);

        for (var n = -warmUp; n < rounds; n++)
        {
            var (first, second) = n % 2 == 0 ? (ours, peer) : (peer, ours);
            var (firstTook, secondTook) = (Microseconds(first), Microseconds(second));

            if (n >= 0)
            {
                (oursTook[n], peerTook[n]) = n % 2 == 0 ? (firstTook, secondTook) : (secondTook, firstTook);
            }
        }

        return new Interleaved(Median(oursTook), Median(peerTook));
    }

    private static double Microseconds(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }

    private static double Median(double[] times)
    {
        Array.Sort(times);
        return times[times.Length / 2];
    }
}
