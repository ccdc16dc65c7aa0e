using Kem.Match.Engine.Planning;

namespace Kem.Match.Markets;

/// <summary>Invented days of meetings, and which rules a plan of them breaks.</summary>
public static class MeetingDays
{
    private static readonly string[] Languages = ["da", "en", "ar", "uk"];

    /// <summary>People whose gains are drawn evenly from 0 to 1.</summary>
    public static MeetingDay Drawn(int seed, int first, int second, int rounds, int tables)
    {
        var gains = new Dictionary<(string, string), double>();
        var random = new Random(seed);
        var people = Named('a', first).Concat(Named('b', second)).ToArray();
        foreach (var one in people)
        {
            foreach (var other in people) gains[(one.Id, other.Id)] = random.NextDouble();
        }

        return new MeetingDay
        {
            First = people[..first],
            Second = people[first..],
            Rounds = rounds,
            Tables = tables,
            Gain = (one, other) => gains[(one.Id, other.Id)],
        };
    }

    /// <summary>The same day with everything that makes it hard: vetoes, people who come late or leave, breaks, languages, interpreters.</summary>
    public static MeetingDay MadeHard(MeetingDay day, int seed, double share)
    {
        var random = new Random(seed);
        string[] ids = [.. day.First.Concat(day.Second).Select(p => p.Id)];
        return day with
        {
            First = [.. day.First.Select(Hard)],
            Second = [.. day.Second.Select(Hard)],
            Interpreters = [new("t1", ["da", "ar", "uk"]), new("t2", ["en", "ar"])],
        };

        MeetingParticipant Hard(MeetingParticipant p) => p with
        {
            FirstRound = Happens() ? random.Next(1, day.Rounds + 1) : 1,
            LastRound = Happens() ? random.Next(0, day.Rounds + 1) : int.MaxValue,
            AsksForABreak = Happens(),
            Languages = Happens() ? [Languages[random.Next(Languages.Length)]] : [],
            Vetoes = [.. ids.Where(_ => Happens())],
        };

        bool Happens() => random.NextDouble() < share;
    }

    /// <summary>
    /// What every plan must keep: nobody at two tables, no pair twice, no veto broken, nobody at a table who is not there, a break for
    /// those who ask, no interpreter at two tables, and a value that is the sum of the gains and within the bound. Empty when all is kept.
    /// </summary>
    public static IReadOnlyList<string> Broken(MeetingDay day, MeetingPlan plan)
    {
        var people = day.First.Concat(day.Second).ToDictionary(p => p.Id);
        var broken = new List<string>();
        MeetingTable[] all = [.. plan.Rounds.SelectMany(r => r.Tables)];
        Require(plan.Rounds.Select(r => r.Number).SequenceEqual(Enumerable.Range(1, day.Rounds)), "every round once");
        Require(all.Select(t => (t.First, t.Second)).Concat(all.Select(t => (t.Second, t.First))).Distinct().Count() == 2 * all.Length, "no pair twice");
        foreach (var round in plan.Rounds) RequireOfRound(round);
        foreach (var table in all) RequireOfTable(table, people[table.First], people[table.Second]);

        var value = all.Sum(t => day.Gain(people[t.First], people[t.Second]) + day.Gain(people[t.Second], people[t.First]));
        Require(Math.Abs(value - plan.Value) < 1e-6, "the value is the sum of the gains");
        Require(plan.Value <= plan.Bound + 1e-6, $"{plan.Value} is within {plan.Bound}");
        foreach (var person in day.First.Concat(day.Second).Where(p => p.AsksForABreak))
        {
            var rounds = plan.For(person.Id);
            Require(rounds.Count == 0 || rounds.Any(r => r.Table is null), $"a break for {person.Id}");
        }

        return broken;

        void Require(bool isKept, string rule)
        {
            if (!isKept) broken.Add(rule);
        }

        void RequireOfRound(MeetingRound round)
        {
            string[] seated = [.. round.Tables.SelectMany(t => new[] { t.First, t.Second }).Concat(round.Breaks)];
            var there = people.Values.Where(p => p.FirstRound <= round.Number && round.Number <= p.LastRound).Select(p => p.Id);
            Require(seated.Order().SequenceEqual(there.Order()), $"everybody who is there once in round {round.Number}");
            string[] translating = [.. round.Tables.Where(t => t.Interpreter is not null).Select(t => t.Interpreter!)];
            Require(translating.Distinct().Count() == translating.Length, $"interpreters at one table in round {round.Number}");
            int[] numbers = [.. round.Tables.Select(t => t.Number)];
            Require(numbers.SequenceEqual(numbers.Distinct().Order()) && numbers.All(n => n >= 1 && n <= day.Tables), $"tables of their own in round {round.Number}");
        }

        void RequireOfTable(MeetingTable table, MeetingParticipant one, MeetingParticipant other)
        {
            Require(!one.Vetoes.Contains(other.Id) && !other.Vetoes.Contains(one.Id), $"the vetoes at {table}");
            Require(day.Second.Count == 0 || (day.First.Contains(one) && day.Second.Contains(other)), $"two sides at {table}");
            Require(SpeakTogether(one, other) == table.Interpreter is null, $"an interpreter where one is needed at {table}");
            Require(table.Interpreter is null || Translators(day, one, other).Any(i => i.Id == table.Interpreter), $"a language of both at {table}");
        }
    }

    public static bool SpeakTogether(MeetingParticipant a, MeetingParticipant b) => Of(a).Intersect(Of(b)).Any();

    public static IEnumerable<MeetingInterpreter> Translators(MeetingDay day, MeetingParticipant a, MeetingParticipant b) =>
        day.Interpreters.Where(i => i.Languages.Intersect(Of(a)).Any() && i.Languages.Intersect(Of(b)).Any());

    private static IEnumerable<MeetingParticipant> Named(char side, int count) => Enumerable.Range(1, count).Select(i => new MeetingParticipant($"{side}{i}"));

    private static IEnumerable<string> Of(MeetingParticipant p) => p.Languages.Count > 0 ? p.Languages : ["da"];
}
