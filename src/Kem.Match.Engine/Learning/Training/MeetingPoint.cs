namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Where a fixed number of threads wait for each other, again and again. Whoever comes first looks out for the others for a while
/// before it goes to sleep: a step of training takes some microseconds, and being woken takes as long as several of them.
/// </summary>
internal sealed class MeetingPoint(int size)
{
    // Some tenths of a millisecond; after that the others are busy with something long, or have no processor.
    private const int Looks = 10_000;

    private readonly object gate = new();

    /// <summary>With fewer processors than threads, whoever looks out takes the time of those it waits for.</summary>
    private readonly int looks = Environment.ProcessorCount < size ? 0 : Looks;

    private int arrived;
    private volatile int round;

    /// <summary>Waits until all have come. What each of them wrote before is then seen by all.</summary>
    public void Meet()
    {
        var current = round;
        if (Interlocked.Increment(ref arrived) < size)
        {
            WaitWhile(current);
            return;
        }

        lock (gate)
        {
            arrived = 0;
            round = current + 1;
            Monitor.PulseAll(gate);
        }
    }

    private void WaitWhile(int current)
    {
        for (var look = 0; look < looks; look++)
        {
            if (round != current) return;
            Thread.SpinWait(1);
        }

        lock (gate)
        {
            while (round == current) Monitor.Wait(gate);
        }
    }
}
