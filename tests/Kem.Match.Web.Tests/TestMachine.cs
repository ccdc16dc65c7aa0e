// Half of the time the tests wait, mostly for programs that they start: twice as many run at once as a small machine has processors.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Kem.Match.Web.Tests;

/// <summary>What a test needs from the machine it runs on.</summary>
public static class TestMachine
{
    /// <summary>
    /// At a desk that lacks something the test is skipped; under tests/run, which installs everything, it fails. So a
    /// green run means that all was tried.
    /// </summary>
    public static void Needs(bool isHere, string otherwise)
    {
        if (isHere) return;
        if (Environment.GetEnvironmentVariable("KEM_TESTS_REQUIRE_ALL") == "1") Assert.Fail(otherwise);

        Assert.Skip(otherwise);
    }
}
