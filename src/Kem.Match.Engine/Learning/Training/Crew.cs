using System.Runtime.ExceptionServices;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// A fixed number of threads that take each step together: every member does its share, and the step is over when the last one is.
/// A crew of one does everything on the calling thread.
/// </summary>
internal sealed class Crew : IDisposable
{
    // Below this, sharing the work costs more than it saves.
    private const int FewestShared = 512;

    private readonly MeetingPoint? meeting;
    private readonly Thread[] helpers;
    private Action<int>? step;
    private Exception? failure;

    public Crew(int size)
    {
        Size = size;
        helpers = new Thread[size - 1];
        if (size == 1) return;

        meeting = new MeetingPoint(size);
        for (var i = 0; i < helpers.Length; i++)
        {
            var member = i + 1;
            helpers[i] = new Thread(() => Work(member)) { IsBackground = true, Name = $"training {member}" };
            helpers[i].Start();
        }
    }

    public int Size { get; }

    /// <summary>Runs the step once for each member, 0 to <see cref="Size"/> − 1, all at the same time.</summary>
    public void Run(Action<int> share)
    {
        if (meeting is null)
        {
            share(0);
            return;
        }

        step = share;
        meeting.Meet();
        TakeShare(0);
        meeting.Meet();

        if (Interlocked.Exchange(ref failure, null) is { } thrown) ExceptionDispatchInfo.Throw(thrown);
    }

    /// <summary>True when it pays that each member takes its part of so many rows.</summary>
    public bool Shares(int rows) => Size > 1 && rows >= FewestShared;

    /// <summary>The part of so many things that falls to one member: together the parts are all of them, in order.</summary>
    public (int Start, int End) ShareOf(int member, int count) =>
        ((int)((long)count * member / Size), (int)((long)count * (member + 1) / Size));

    public void Dispose()
    {
        if (meeting is null) return;

        step = null;
        meeting.Meet();
        foreach (var helper in helpers) helper.Join();
    }

    private void Work(int member)
    {
        while (true)
        {
            meeting!.Meet();
            if (step is null) return;

            TakeShare(member);
            meeting.Meet();
        }
    }

    // A member that fails must still reach the end of the step, or the others would wait for ever.
    private void TakeShare(int member)
    {
        try
        {
            step!(member);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, e, null);
        }
    }
}
