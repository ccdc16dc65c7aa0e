namespace Kem.Match.Benchmarks.Compare;

/// <summary>One figure of ours beside a peer's, both from the same run.</summary>
/// <param name="Name">What was measured, with its unit.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Peer">The peer's figure.</param>
/// <param name="PeerName">The peer and its version.</param>
/// <param name="Ratio">Ours ÷ peer.</param>
/// <param name="Goal">What the ratio is held against.</param>
/// <param name="Met">True when the goal was reached.</param>
public sealed record Measure(string Name, double Ours, double Peer, string PeerName, double Ratio, double Goal, bool Met)
{
    /// <summary>For time and memory: the ratio may be at most the goal.</summary>
    public static Measure AtMost(string name, double ours, double peer, string peerName, double goal) =>
        new(name, ours, peer, peerName, ours / peer, goal, ours / peer <= goal);

    /// <summary>For quality and speed-up: the ratio must be at least the goal.</summary>
    public static Measure AtLeast(string name, double ours, double peer, string peerName, double goal) =>
        new(name, ours, peer, peerName, ours / peer, goal, ours / peer >= goal);
}

/// <summary>A family of measures that <c>compare</c> runs, ours and the peer's interleaved.</summary>
public interface IComparison
{
    /// <summary>What the command line calls it, e.g. <c>training</c>.</summary>
    string Name { get; }

    /// <summary>True for one that takes minutes and gigabytes: it is measured only when it is named.</summary>
    bool IsLarge => false;

    /// <summary>What could not be measured here, in a sentence; null when nothing is left out.</summary>
    string? LeftOut => null;

    IEnumerable<Measure> Run();
}
