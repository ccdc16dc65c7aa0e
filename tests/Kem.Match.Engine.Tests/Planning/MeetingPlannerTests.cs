using Kem.Match.Engine.Planning;
using Kem.Match.Markets;

namespace Kem.Match.Engine.Tests.Planning;

public class MeetingPlannerTests
{
    /// <summary>With a at b (5 + 4) and c at d (1 + 0) the sum is 10; crossed it is 2 + 3 + 2 + 1 = 8.</summary>
    [Fact]
    public void One_round_is_the_matching_that_is_worth_most()
    {
        var plan = MeetingPlanner.Plan(Day(["a", "c"], ["b", "d"], rounds: 1, tables: 2, ("a", "b", 5), ("b", "a", 4), ("c", "d", 1), ("a", "d", 2), ("d", "a", 3), ("c", "b", 2), ("b", "c", 1)));

        Assert.Equal([new MeetingTable(1, "a", "b", null), new MeetingTable(2, "c", "d", null)], Assert.Single(plan.Rounds).Tables);
        Assert.Equal((10, 10), (plan.Value, plan.Bound));
        Assert.Empty(plan.Unmet);
    }

    [Fact]
    public void In_two_rounds_everybody_meets_both_and_the_first_side_keeps_its_table()
    {
        var plan = MeetingPlanner.Plan(Day(["a", "c"], ["b", "d"], rounds: 2, tables: 2, ("a", "b", 5)));

        Assert.All(plan.Rounds, r => Assert.Equal(["a", "c"], r.Tables.Select(t => t.First)));
        Assert.Equal(["b", "d"], plan.For("a").Select(r => r.Partner).Order());
        Assert.Equal([1, 1], plan.For("a").Select(r => r.Table));
        Assert.Empty(plan.For("somebody else"));
    }

    [Fact]
    public void A_veto_from_either_side_is_kept_and_the_empty_table_is_explained()
    {
        var day = Day(["a"], ["b"], rounds: 1, tables: 1, ("a", "b", 5));
        foreach (var vetoed in new[]
        {
            day with { First = [new("a") { Vetoes = ["b"] }] },
            day with { Second = [new("b") { Vetoes = ["a"] }] },
        })
        {
            var plan = MeetingPlanner.Plan(vetoed);
            Assert.Empty(plan.Rounds[0].Tables);
            Assert.Equal(["a", "b"], plan.Rounds[0].Breaks);
            Assert.Equal("1 bord står tomt i runde 1: De ledige har mødt hinanden, må ikke mødes eller skal have pause", Assert.Single(plan.Unmet).Text.Danish);
        }
    }

    [Fact]
    public void One_who_asks_for_a_break_gets_one()
    {
        var day = Day(["a", "c"], ["b", "d"], rounds: 2, tables: 2) with { First = [new("a") { AsksForABreak = true }, new("c")] };
        var plan = MeetingPlanner.Plan(day);

        Assert.Equal(1, plan.For("a").Count(r => r.Table is null));
        Assert.Equal(3, plan.Rounds.Sum(r => r.Tables.Count));
        Assert.Single(MeetingPlanner.Plan(day with { Rounds = 1 }).Rounds[0].Tables);
    }

    [Fact]
    public void One_who_comes_late_or_leaves_meets_only_while_there()
    {
        var plan = MeetingPlanner.Plan(Day(["a", "c"], ["b", "d"], rounds: 2, tables: 2) with { First = [new("a") { FirstRound = 2 }, new("c") { LastRound = 1 }] });

        Assert.Equal([2], plan.For("a").Select(r => r.Round));
        Assert.Equal([1], plan.For("c").Select(r => r.Round));
        Assert.Empty(plan.Unmet);
    }

    [Fact]
    public void An_interpreter_is_at_one_table_at_a_time_and_a_pair_without_one_is_told_of()
    {
        var day = Day(["a", "c"], ["b", "d"], rounds: 1, tables: 2, ("a", "b", 1), ("c", "d", 9)) with
        {
            First = [new("a") { Languages = ["ar"] }, new("c") { Languages = ["ar", "uk"] }],
            Interpreters = [new("t", ["AR", "da"]), new("u", ["uk", "en"])],
        };
        var plan = MeetingPlanner.Plan(day);

        Assert.Equal(new MeetingTable(1, "c", "d", "t"), Assert.Single(plan.Rounds[0].Tables));
        Assert.Equal("Ingen tolk fri til 1 par i runde 1", plan.Unmet[0].Text.Danish);
        Assert.Equal("No interpreter free for 1 pair in round 1", plan.Unmet[0].Text.English);
        Assert.Equal("0 møder i alt, og der skulle have været mindst 1", plan.Unmet[1].Text.Danish);
        Assert.Equal([["a"], ["b"]], plan.Unmet.Skip(1).Select(u => u.Who));

        var both = MeetingPlanner.Plan(day with { Interpreters = [new("t", ["ar", "da"]), new("u", ["uk", "da"])] });
        Assert.Equal([("a", "t"), ("c", "u")], both.Rounds[0].Tables.Select(t => (t.First, t.Interpreter)));
        Assert.Empty(both.Unmet);
    }

    [Fact]
    public void Those_who_get_no_interpreter_meet_somebody_else_instead()
    {
        var plan = MeetingPlanner.Plan(Day(["a", "c"], ["b", "d"], rounds: 1, tables: 2, ("a", "b", 9), ("c", "d", 9)) with
        {
            First = [new("a") { Languages = ["ar"] }, new("c") { Languages = ["ar"] }],
            Second = [new("b"), new("d") { Languages = ["da", "ar"] }],
        });

        // Nobody translates, so only d can meet either of the two.
        Assert.Equal(new MeetingTable(1, "c", "d", null), Assert.Single(plan.Rounds[0].Tables));

        var helped = MeetingPlanner.Plan(Day(["a", "c"], ["b", "d"], rounds: 1, tables: 2, ("a", "b", 9), ("c", "d", 9), ("a", "d", 1)) with
        {
            First = [new("a") { Languages = ["ar"] }, new("c") { Languages = ["ar"] }],
            Second = [new("b") { Languages = ["ar"] }, new("d")],
            Interpreters = [new("t", ["ar", "da"])],
        });
        Assert.Equal([("a", "b", null), ("c", "d", "t")], helped.Rounds[0].Tables.Select(t => (t.First, t.Second, t.Interpreter)));
    }

    [Fact]
    public void With_too_few_tables_seats_are_shared_evenly_even_when_some_are_worth_more()
    {
        var day = Day(["a", "c", "e"], ["b", "d", "f"], rounds: 3, tables: 1, ("a", "b", 9), ("a", "d", 9), ("a", "f", 9), ("c", "b", 1));
        Assert.Equal([1, 1, 1], Counts(MeetingPlanner.Plan(day), day.First));
        Assert.Equal([3, 0, 0], Counts(MeetingPlanner.Plan(day with { LeastMeetings = 0 }), day.First));
    }

    [Fact]
    public void On_one_side_everybody_meets_everybody_when_there_are_rounds_enough()
    {
        var plan = MeetingPlanner.Plan(MeetingDays.Drawn(4, first: 8, second: 0, rounds: 7, tables: 4));
        Assert.Equal(28, plan.Rounds.Sum(r => r.Tables.Count));
        Assert.Equal(plan.Bound, plan.Value, 1e-9);
        Assert.Empty(plan.Unmet);

        var odd = MeetingPlanner.Plan(MeetingDays.Drawn(4, first: 7, second: 0, rounds: 7, tables: 4));
        Assert.All(odd.Rounds, r => Assert.Single(r.Breaks));
        Assert.Equal(21, odd.Rounds.Sum(r => r.Tables.Count));
    }

    [Fact]
    public void When_there_are_more_rounds_than_people_to_meet_the_empty_tables_are_counted()
    {
        var plan = MeetingPlanner.Plan(MeetingDays.Drawn(1, first: 4, second: 0, rounds: 4, tables: 2));
        Assert.Equal(6, plan.Rounds.Sum(r => r.Tables.Count));
        Assert.StartsWith("2 borde står tomme i runde ", Assert.Single(plan.Unmet).Text.Danish, StringComparison.Ordinal);
        Assert.StartsWith("2 tables are empty in round ", plan.Unmet[0].Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Sixty_and_sixty_in_twelve_rounds_reach_the_optimum_with_every_table_in_use()
    {
        foreach (var tables in new[] { 60, 45, 20 })
        {
            var day = MeetingDays.Drawn(tables, 60, 60, 12, tables);
            day = day with { First = [day.First[0] with { Vetoes = ["b1", "b2"], AsksForABreak = tables < 60 }, .. day.First.Skip(1)] };
            var plan = MeetingPlanner.Plan(day);

            Assert.Empty(MeetingDays.Broken(day, plan));
            Assert.All(plan.Rounds, r => Assert.Equal(tables, r.Tables.Count));
            Assert.Equal(plan.Bound, plan.Value, 1e-6);
            Assert.Empty(plan.Unmet);
        }
    }

    [Fact]
    public void One_side_of_sixty_comes_within_a_hundredth_of_the_bound()
    {
        var day = MeetingDays.Drawn(2, 60, 0, 12, 30);
        var plan = MeetingPlanner.Plan(day);

        Assert.Empty(MeetingDays.Broken(day, plan));
        Assert.All(plan.Rounds, r => Assert.Equal(30, r.Tables.Count));
        Assert.InRange(plan.Value / plan.Bound, 0.99, 1);
    }

    /// <summary>Two sides without hindrances are proven; the others are a search, so they are held against every plan there is.</summary>
    [Fact]
    public void Finds_what_trying_every_plan_finds_for_a_handful_of_people()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var hasTwoSides = seed % 2 == 0;
            var day = MeetingDays.Drawn(seed, hasTwoSides ? random.Next(1, 4) : random.Next(2, 6), hasTwoSides ? random.Next(1, 4) : 0, random.Next(1, 4), random.Next(1, 4));
            if (seed % 4 >= 2) day = MeetingDays.MadeHard(day, seed, 0.25);

            var plan = MeetingPlanner.Plan(day);

            Assert.Empty(MeetingDays.Broken(day, plan));
            var best = EveryMeetingPlan.Best(day);
            Assert.Equal((seed, best.Meetings), (seed, plan.Rounds.Sum(r => r.Tables.Count)));
            Assert.Equal(best.Value, plan.Value, 1e-9);
            Assert.Equal(best.Shortage > 0, plan.Unmet.Any(u => u.Who.Count > 0));
        }
    }

    [Fact]
    public void Days_of_every_size_and_hindrance_keep_every_rule_also_when_planned_anew()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var day = MeetingDays.MadeHard(
                MeetingDays.Drawn(seed, random.Next(0, 16), seed % 3 == 0 ? 0 : random.Next(0, 16), random.Next(1, 9), random.Next(1, 12)),
                seed,
                random.NextDouble() / 5);
            var plan = MeetingPlanner.Plan(day, seed);
            Assert.Empty(MeetingDays.Broken(day, plan));

            var from = random.Next(1, day.Rounds + 2);
            var changed = day with { First = [.. day.First.Select(p => random.Next(5) == 0 ? p with { LastRound = from - 1, AsksForABreak = false } : p)] };
            var again = MeetingPlanner.Resolve(changed, plan, from, seed);
            Assert.Empty(MeetingDays.Broken(changed, again));
            Assert.Equal(plan.Rounds.Take(from - 1).SelectMany(r => r.Tables), again.Rounds.Take(from - 1).SelectMany(r => r.Tables));
        }
    }

    [Fact]
    public void After_a_no_show_the_tables_held_with_him_do_not_count_and_the_others_are_not_repeated()
    {
        var day = Day(["a", "c"], ["b", "d"], rounds: 2, tables: 2, ("a", "b", 5));
        var plan = MeetingPlanner.Plan(day);
        var again = MeetingPlanner.Resolve(day with { First = [new("a") { LastRound = 0 }, new("c"), new("e")] }, plan, fromRound: 2);

        var partner = plan.Rounds[0].Tables.Single(t => t.First == "c").Second;
        Assert.Equal(("c", partner), (Assert.Single(again.Rounds[0].Tables).First, again.Rounds[0].Tables[0].Second));
        Assert.Equal(["c", "e"], again.Rounds[1].Tables.Select(t => t.First).Order());
        Assert.NotEqual(partner, again.Rounds[1].Tables.Single(t => t.First == "c").Second);

        // Somebody who is not in the day any more was not there either.
        Assert.Equal(["c"], MeetingPlanner.Resolve(day with { First = [new("c")] }, plan, 2).Rounds[0].Tables.Select(t => t.First));
        Assert.Equal(["a"], MeetingPlanner.Resolve(day with { Second = [new(partner == "b" ? "d" : "b")] }, plan, 2).Rounds[0].Tables.Select(t => t.First));
    }

    [Fact]
    public void One_whose_break_was_yet_to_come_takes_it_before_leaving_early()
    {
        var day = Day(["a", "c", "e"], ["b", "d", "f"], rounds: 3, tables: 3, ("e", "f", 9), ("c", "d", 9), ("a", "b", 9));
        var plan = MeetingPlanner.Plan(day with { Rounds = 2 });
        var again = MeetingPlanner.Resolve(day with { First = [new("a") { AsksForABreak = true, LastRound = 2 }, new("c"), new("e")] }, plan, 2);
        Assert.Equal([true, false], again.For("a").Select(r => r.Table is not null));

        // Two meetings held and no round left in which the break could be.
        var late = MeetingPlanner.Resolve(day with { First = [new("a") { AsksForABreak = true, LastRound = 2 }, new("c"), new("e")] }, plan, 3);
        Assert.Equal([true, true], late.For("a").Select(r => r.Table is not null));
    }

    [Fact]
    public void After_a_no_show_sixty_and_sixty_are_as_well_off_as_can_be()
    {
        var day = MeetingDays.Drawn(9, 60, 60, 12, 60);
        var plan = MeetingPlanner.Plan(day);
        var without = day with { First = [day.First[0] with { LastRound = 3 }, .. day.First.Skip(1)] };
        var again = MeetingPlanner.Resolve(without, plan, 4);

        Assert.Empty(MeetingDays.Broken(without, again));
        Assert.Equal(again.Bound, again.Value, 1e-6);
        Assert.All(again.Rounds.Skip(3), r => Assert.Equal(59, r.Tables.Count));
    }

    [Fact]
    public void The_same_day_and_seed_give_the_same_plan()
    {
        var day = MeetingDays.MadeHard(MeetingDays.Drawn(3, 12, 0, 6, 5), 3, 0.1);
        Assert.Equal(Lines(MeetingPlanner.Plan(day, 7)), Lines(MeetingPlanner.Plan(day, 7)));

        static IEnumerable<MeetingTable> Lines(MeetingPlan plan) => plan.Rounds.SelectMany(r => r.Tables);
    }

    [Fact]
    public void A_day_that_cannot_be_is_refused()
    {
        var day = Day(["a"], ["b"], rounds: 1, tables: 1);
        Assert.Throws<ArgumentException>(() => MeetingPlanner.Plan(day with { Rounds = 0 }));
        Assert.Throws<ArgumentException>(() => MeetingPlanner.Plan(day with { Tables = 0 }));
        Assert.Throws<ArgumentException>(() => MeetingPlanner.Plan(day with { LeastMeetings = -1 }));
        Assert.Throws<ArgumentException>(() => MeetingPlanner.Plan(day with { Second = [new("a")] }));
        Assert.Throws<ArgumentException>(() => MeetingPlanner.Plan(day with { Gain = (_, _) => -1 }));
        Assert.Throws<ArgumentException>(() => MeetingPlanner.Plan(day with { Gain = (_, _) => double.PositiveInfinity }));
        Assert.Throws<ArgumentException>(() => MeetingPlanner.Resolve(day, MeetingPlanner.Plan(day), 0));
        Assert.Throws<ArgumentException>(() => MeetingPlanner.Resolve(day, MeetingPlanner.Plan(day), 3));
        Assert.Empty(MeetingPlanner.Plan(day with { First = [], Second = [] }).Rounds[0].Tables);
    }

    private static MeetingDay Day(string[] first, string[] second, int rounds, int tables, params (string Who, string Whom, double Gain)[] gains) => new()
    {
        First = [.. first.Select(id => new MeetingParticipant(id))],
        Second = [.. second.Select(id => new MeetingParticipant(id))],
        Rounds = rounds,
        Tables = tables,
        Gain = (who, whom) => gains.FirstOrDefault(g => g.Who == who.Id && g.Whom == whom.Id).Gain,
    };

    private static IEnumerable<int> Counts(MeetingPlan plan, IEnumerable<MeetingParticipant> people) =>
        people.Select(p => plan.For(p.Id).Count(r => r.Table is not null));
}
