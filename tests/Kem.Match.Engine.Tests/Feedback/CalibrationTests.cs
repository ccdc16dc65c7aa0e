using Kem.Match.Engine.Feedback;

namespace Kem.Match.Engine.Tests.Feedback;

public class CalibrationTests
{
    private static readonly Examination ReadToTheEnd = new(0);
    private static readonly Calibration Prior = Calibration.Prior(strongFrom: 56);

    [Fact]
    public void Before_there_are_outcomes_the_odds_are_even_at_the_strong_score()
    {
        Assert.Equal(0.5, Prior.Chance(56), 12);

        // One logit less: 1 ÷ (1 + e).
        Assert.Equal(0.26894, Prior.Chance(46), 5);
        Assert.Equal(0, Prior.Outcomes);
    }

    [Theory]
    [InlineData(56, FitBand.Strong)]
    [InlineData(55.9, FitBand.Good)]
    [InlineData(45.1, FitBand.Good)]
    [InlineData(45, FitBand.Possible)]
    public void The_word_follows_the_chance(double score, FitBand band) => Assert.Equal(band, Prior.BandOf(score));

    [Fact]
    public void Too_little_is_not_fitted()
    {
        var lists = Lists(24, ReadToTheEnd, _ => 0.5);
        Assert.Same(Prior, Calibration.OfAsker([.. lists.Take(2)], new Judged.ByFirstSignal(1), ReadToTheEnd, Prior));
        Assert.Same(Prior, Calibration.OfPartner([.. lists.Take(2)], new Judged.ByFirstSignal(1), Prior));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public void The_true_chance_is_found_however_far_down_people_read(double steepness)
    {
        var examination = new Examination(steepness);
        var truth = new Calibration(-3, 0.05, 0);

        var fitted = Calibration.OfAsker(Lists(800, examination, truth.Chance), new Judged.ByFirstSignal(1), examination, Prior);

        Assert.InRange(fitted.Chance(30) - truth.Chance(30), -0.05, 0.05);
        Assert.InRange(fitted.Chance(60) - truth.Chance(60), -0.05, 0.05);
        Assert.InRange(fitted.Chance(90) - truth.Chance(90), -0.06, 0.06);
        Assert.True(fitted.Outcomes >= Calibration.LeastOutcomes);
    }

    [Fact]
    public void A_partner_says_yes_among_those_that_were_wanted()
    {
        // Wanted 120 times, accepted every other time whatever the score: even odds, and hardly any slope.
        JudgedList[] lists = [.. Enumerable.Range(0, 60).Select(n => Judged.List(n, ((n % 7) * 10, 2, true), ((n % 5) * 12, 1, true), (50, 0, false)))];

        var fitted = Calibration.OfPartner(lists, new Judged.ByFirstSignal(1), Prior);

        Assert.Equal(120, fitted.Outcomes);
        Assert.InRange(fitted.Chance(27), 0.4, 0.6);
        Assert.InRange(fitted.Slope, Prior.Slope * 0.099, 0.05);
    }

    [Fact]
    public void A_score_that_misleads_never_turns_the_order_round()
    {
        var backwards = Lists(300, ReadToTheEnd, score => 1 / (1 + Math.Exp((score - 50) / 10)));

        var fitted = Calibration.OfAsker(backwards, new Judged.ByFirstSignal(1), ReadToTheEnd, Prior);

        Assert.True(fitted.Slope > 0);
        Assert.True(fitted.Chance(80) > fitted.Chance(20));
    }

    [Fact]
    public void What_everybody_wants_gets_a_chance_below_1()
    {
        var fitted = Calibration.OfAsker(Lists(100, ReadToTheEnd, _ => 1), new Judged.ByFirstSignal(1), ReadToTheEnd, Prior);
        Assert.InRange(fitted.Chance(50), 0.95, 0.99999);
    }

    private static JudgedList[] Lists(int count, Examination examination, Func<double, double> chance)
    {
        var random = new Random(8);
        return
        [
            .. Enumerable.Range(0, count).Select(n => Judged.List(n, [.. Enumerable.Range(1, 8).Select(rank =>
            {
                var value = (float)(100 * random.NextDouble());
                var isWanted = random.NextDouble() < examination.Chance(rank) * chance(value);
                return (value, isWanted ? 1 : 0, isWanted);
            })])),
        ];
    }
}
