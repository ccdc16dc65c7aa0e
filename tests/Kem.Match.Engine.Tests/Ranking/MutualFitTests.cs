using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Tests.Ranking;

public class MutualFitTests
{
    [Fact]
    public void Chances_multiply()
    {
        // 0.8 · 0.5 = 0.40 is less than 0.7 · 0.6 = 0.42, though the best single wish is in the first.
        var expected = MutualFit.ExpectedAgreements([new TwoSides(0.8, 0.5, 0, 2), new TwoSides(0.7, 0.6, 0, 2)]);

        Assert.Equal(0.40, expected[0], 12);
        Assert.Equal(0.42, expected[1], 12);
    }

    [Theory]
    [InlineData(0, 1, 0.5, 1.0)]
    [InlineData(2, 1, 0.5, 0.25)] // neither of the two says yes
    [InlineData(2, 2, 0.5, 0.75)] // not both of them
    [InlineData(3, 2, 0.2, 0.896)] // 0.512 none, 0.384 one
    [InlineData(1, 1, 1.0, 0.0)]
    [InlineData(2, 2, 0.0, 1.0)]
    [InlineData(0, 0, 0.5, 0.0)]
    [InlineData(4, 0, 0.5, 0.0)]
    public void Room_worked_by_hand(int open, int free, double saysYes, double room) =>
        Assert.Equal(room, MutualFit.HasRoom(open, free, saysYes), 12);

    [Fact]
    public void Who_has_not_said_how_much_room_there_is_has_room() => Assert.Equal(1, MutualFit.HasRoom(3, null, 0.9));

    [Fact]
    public void Silence_neither_lifts_nor_sinks()
    {
        var expected = MutualFit.ExpectedAgreements([new TwoSides(0.5, 0.2, 0, null), new TwoSides(0.5, null, 0, null), new TwoSides(0.5, 0.6, 0, null)]);

        Assert.Equal([0.1, 0.2, 0.3], expected.Select(e => Math.Round(e, 12)));
    }

    [Fact]
    public void Where_one_side_is_unknown_of_everybody_the_other_decides()
    {
        double[] wishes = [0.1, 0.7, 0.4];
        var byAsker = MutualFit.ExpectedAgreements([.. wishes.Select(w => new TwoSides(w, null, 0, null))]);
        var byPartner = MutualFit.ExpectedAgreements([.. wishes.Select(w => new TwoSides(null, w, 0, null))]);

        Assert.Equal([0.05, 0.35, 0.2], byAsker.Select(e => Math.Round(e, 12)));
        Assert.Equal(byAsker, byPartner);
        Assert.Empty(MutualFit.ExpectedAgreements([]));
    }

    [Fact]
    public void A_surer_yes_or_more_room_never_counts_against_anybody()
    {
        var random = new Random(5);
        for (var n = 0; n < 2_000; n++)
        {
            var sides = new TwoSides(random.NextDouble(), random.NextDouble(), random.Next(4), random.Next(4));
            var wanted = sides with { AskerSaysYes = Math.Min(1, sides.AskerSaysYes!.Value + (0.5 * random.NextDouble())) };
            var freer = sides with { FreeSlots = sides.FreeSlots + 1 };
            var busier = sides with { OpenProposals = sides.OpenProposals + 1 };

            var expected = MutualFit.ExpectedAgreements([sides, wanted, freer, busier]);

            Assert.All(expected, e => Assert.InRange(e, 0, 1));
            Assert.True(expected[1] >= expected[0]);
            Assert.True(expected[2] >= expected[0]);
            Assert.True(expected[3] <= expected[0] + 1e-12);
        }
    }
}
