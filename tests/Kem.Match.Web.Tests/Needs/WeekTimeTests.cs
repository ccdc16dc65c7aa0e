using Kem.Match.Web.Domain;

namespace Kem.Match.Web.Tests.Needs;

public class WeekTimeTests
{
    [Theory]
    [InlineData("Tirsdag kl. 17–19", WeekTime.WeekdayEvening)]
    [InlineData("Hverdage kl. 10–16", WeekTime.WeekdayDay)]
    [InlineData("onsdag aften", WeekTime.WeekdayEvening)]
    [InlineData("Første søndag i måneden kl. 15", WeekTime.Weekend)]
    [InlineData("Fredag kl. 15.59 og lørdag", WeekTime.WeekdayDay, WeekTime.Weekend)]
    [InlineData("Torsdag kl. 16", WeekTime.WeekdayEvening)]
    [InlineData("Torsdag efter aftale")]
    [InlineData("Uge 28")]
    [InlineData("")]
    public void Reads_the_parts_of_the_week(string text, params string[] expected) => Assert.Equal(expected, WeekTime.Read(text));
}
