namespace Kem.Match.Engine.Tests;

public class DirectionTests
{
    [Fact]
    public void The_engine_needs_nothing_but_the_base_library() =>
        Assert.All(typeof(Suggestion).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name!, StringComparison.Ordinal));
}
