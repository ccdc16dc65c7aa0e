using Kem.Match.Web.Features.Reminders.Simulation;

namespace Kem.Match.Web.Tests.Reminders;

public class SimulationTests
{
    [Fact]
    public async Task Two_years_of_agreements_lose_no_reminder_and_double_none()
    {
        var sums = await SimulateCommand.RunAsync(agreements: 6, years: 2, seed: 1, TextWriter.Null);

        Assert.True(sums.Due > 60, $"{sums}");
        Assert.True(sums.Holds, $"{sums}");
    }

    [Theory]
    [InlineData("--years", "0")]
    [InlineData("--agreements")]
    [InlineData("--agreements", "-3")]
    [InlineData("--months", "3")]
    public async Task What_it_does_not_understand_is_refused_with_how_to_ask(params string[] options)
    {
        using var error = new StringWriter();

        Assert.Equal(2, await SimulateCommand.RunAsync(options, TextWriter.Null, error));
        Assert.Equal("simulate --agreements N --years N --seed N [--json]", error.ToString().Trim());
    }
}
