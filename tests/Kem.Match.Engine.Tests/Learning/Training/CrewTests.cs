using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class CrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void No_member_begins_a_step_before_all_have_done_the_last_one(int size)
    {
        using var crew = new Crew(size);
        var (done, early) = (new int[size], 0);

        for (var step = 0; step < 2000; step++)
        {
            var steps = step;
            crew.Run(member =>
            {
                if (done.Any(count => count < steps)) Interlocked.Increment(ref early);
                done[member]++;
            });
        }

        Assert.Equal(0, early);
        Assert.All(done, count => Assert.Equal(2000, count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Whoever_waits_long_is_woken(int slow)
    {
        using var crew = new Crew(2);
        var done = new int[2];

        for (var step = 0; step < 5; step++)
        {
            crew.Run(member =>
            {
                if (member == slow) Thread.Sleep(30);
                done[member]++;
            });
        }

        Assert.Equal([5, 5], done);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_member_that_fails_fails_the_step_and_not_the_next_one(int failing)
    {
        using var crew = new Crew(3);
        var done = new int[3];

        var thrown = Assert.Throws<InvalidOperationException>(() => crew.Run(member =>
        {
            done[member]++;
            if (member == failing) throw new InvalidOperationException("no more");
        }));
        crew.Run(member => done[member]++);

        Assert.Equal("no more", thrown.Message);
        Assert.Equal([2, 2, 2], done);
    }
}
