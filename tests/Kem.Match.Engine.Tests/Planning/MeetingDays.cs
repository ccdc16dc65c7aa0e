using Kem.Match.Engine.Planning;

namespace Kem.Match.Engine.Tests.Planning;

/// <summary>Invented days of meetings, what every plan of them must hold, and the best plan by trying them all.</summary>
internal static class MeetingDays
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

    /// <summary>Nobody at two tables, no pair twice, no veto broken, nobody there who is not, a break for those who ask, and every interpreter at one table.</summary>
    public static void Hold(MeetingDay day, MeetingPlan plan)
    {
        var people = day.First.Concat(day.Second).ToDictionary(p => p.Id);
        var sides = day.First.Select(p => p.Id).ToHashSet();
        var met = new HashSet<(string, string)>();
        var value = 0.0;
        Assert.Equal(Enumerable.Range(1, day.Rounds), plan.Rounds.Select(r => r.Number));
        foreach (var round in plan.Rounds)
        {
            Assert.InRange(round.Tables.Count, 0, day.Tables);
            Assert.Equal(round.Tables.Select(t => t.Number).Distinct().Order(), round.Tables.Select(t => t.Number));
            Assert.All(round.Tables, t => Assert.InRange(t.Number, 1, day.Tables));
            string[] seated = [.. round.Tables.SelectMany(t => new[] { t.First, t.Second })];
            Assert.Equal(seated.Length, seated.Distinct().Count());
            var there = people.Values.Where(p => p.FirstRound <= round.Number && round.Number <= p.LastRound).Select(p => p.Id).ToList();
            Assert.Equal(there.Order(), seated.Concat(round.Breaks).Order());
            string[] translating = [.. round.Tables.Where(t => t.Interpreter is not null).Select(t => t.Interpreter!)];
            Assert.Equal(translating.Length, translating.Distinct().Count());
            foreach (var table in round.Tables)
            {
                var (one, other) = (people[table.First], people[table.Second]);
                Assert.True(met.Add((one.Id, other.Id)) & met.Add((other.Id, one.Id)));
                Assert.False(one.Vetoes.Contains(other.Id) || other.Vetoes.Contains(one.Id));
                Assert.True(day.Second.Count == 0 || (sides.Contains(one.Id) && !sides.Contains(other.Id)));
                Assert.Equal(SpeakTogether(one, other), table.Interpreter is null);
                Assert.True(table.Interpreter is null || Translators(day, one, other).Any(i => i.Id == table.Interpreter));
                value += day.Gain(one, other) + day.Gain(other, one);
            }
        }

        Assert.Equal(value, plan.Value, 1e-6);
        Assert.True(plan.Value <= plan.Bound + 1e-6, $"{plan.Value} passes {plan.Bound}");
        foreach (var person in people.Values.Where(p => p.AsksForABreak))
        {
            var rounds = plan.For(person.Id);
            Assert.True(rounds.Count == 0 || rounds.Any(r => r.Table is null));
        }
    }

    /// <summary>Every plan there is, for a handful of people: the most tables, then the fewest left short, then the value.</summary>
    public static (int Meetings, int Shortage, double Value) BestByTryingAll(MeetingDay day)
    {
        MeetingParticipant[] people = [.. day.First, .. day.Second];
        var least = LeastByHand(day);
        var met = new HashSet<(int, int)>();
        var counts = new int[people.Length];
        var best = (Meetings: -1, Shortage: 0, Value: 0.0);
        TryRound(1, 0, 0);
        return best;

        void TryRound(int round, int meetings, double value)
        {
            if (round > day.Rounds)
            {
                var shortage = counts.Zip(least, (count, wanted) => Math.Max(0, wanted - count)).Sum();
                var isBetter = meetings > best.Meetings
                    || (meetings == best.Meetings && (shortage < best.Shortage || (shortage == best.Shortage && value > best.Value)));
                if (isBetter) best = (meetings, shortage, value);
                return;
            }

            TryPairs(round, 0, [], [], meetings, value);
        }

        void TryPairs(int round, int from, HashSet<int> busy, List<(int, int)> pairs, int meetings, double value)
        {
            TryRound(round + 1, meetings, value);
            if (pairs.Count == day.Tables) return;

            for (var a = from; a < people.Length; a++)
            {
                for (var b = a + 1; b < people.Length; b++)
                {
                    if (busy.Contains(a) || busy.Contains(b) || met.Contains((a, b)) || !MayMeet(a, b, round)) continue;

                    pairs.Add((a, b));
                    if (AllTranslated(pairs))
                    {
                        met.Add((a, b));
                        counts[a]++;
                        counts[b]++;
                        TryPairs(round, a + 1, [.. busy, a, b], pairs, meetings + 1, value + day.Gain(people[a], people[b]) + day.Gain(people[b], people[a]));
                        counts[a]--;
                        counts[b]--;
                        met.Remove((a, b));
                    }

                    pairs.RemoveAt(pairs.Count - 1);
                }
            }
        }

        bool MayMeet(int a, int b, int round) =>
            (day.Second.Count == 0 || (a < day.First.Count && b >= day.First.Count))
            && !people[a].Vetoes.Contains(people[b].Id) && !people[b].Vetoes.Contains(people[a].Id)
            && HasTime(a, round) && HasTime(b, round);

        bool HasTime(int p, int round) => IsThere(people[p], round) && counts[p] < MostOf(day, people[p]);

        bool AllTranslated(List<(int A, int B)> pairs) => Seated(pairs, 0, []);

        bool Seated(List<(int A, int B)> pairs, int at, HashSet<string> taken)
        {
            if (at == pairs.Count) return true;

            var (a, b) = (people[pairs[at].A], people[pairs[at].B]);
            return SpeakTogether(a, b)
                ? Seated(pairs, at + 1, taken)
                : Translators(day, a, b).Any(i => !taken.Contains(i.Id) && Seated(pairs, at + 1, [.. taken, i.Id]));
        }
    }

    private static int[] LeastByHand(MeetingDay day)
    {
        MeetingParticipant[] people = [.. day.First, .. day.Second];
        var could = people.Select((p, i) => Math.Min(MostOf(day, p), people.Where((o, j) => CouldMeet(i, j, p, o)).Count())).ToArray();
        var tables = Enumerable.Range(1, day.Rounds).Sum(r =>
        {
            var (first, second) = (day.First.Count(p => IsThere(p, r)), day.Second.Count(p => IsThere(p, r)));
            return Math.Min(day.Tables, day.Second.Count == 0 ? first / 2 : Math.Min(first, second));
        });
        if (day.Second.Count == 0) return Leveled(could, 2 * tables);

        return [.. Leveled(could[..day.First.Count], tables), .. Leveled(could[day.First.Count..], tables)];

        bool CouldMeet(int i, int j, MeetingParticipant one, MeetingParticipant other) =>
            i != j && (day.Second.Count == 0 || (i < day.First.Count) != (j < day.First.Count))
            && !one.Vetoes.Contains(other.Id) && !other.Vetoes.Contains(one.Id)
            && (SpeakTogether(one, other) || Translators(day, one, other).Any());

        int[] Leveled(int[] most, int seats)
        {
            var level = Enumerable.Range(0, day.Rounds + 1).Last(l => most.Sum(m => Math.Min(l, m)) <= seats);
            return [.. most.Select(m => Math.Min(level, m))];
        }
    }

    private static IEnumerable<MeetingParticipant> Named(char side, int count) => Enumerable.Range(1, count).Select(i => new MeetingParticipant($"{side}{i}"));

    private static bool IsThere(MeetingParticipant p, int round) => p.FirstRound <= round && round <= p.LastRound;

    private static int MostOf(MeetingDay day, MeetingParticipant p) =>
        Math.Max(0, Enumerable.Range(1, day.Rounds).Count(r => IsThere(p, r)) - (p.AsksForABreak ? 1 : 0));

    private static bool SpeakTogether(MeetingParticipant a, MeetingParticipant b) => Of(a).Intersect(Of(b)).Any();

    private static IEnumerable<MeetingInterpreter> Translators(MeetingDay day, MeetingParticipant a, MeetingParticipant b) =>
        day.Interpreters.Where(i => i.Languages.Intersect(Of(a)).Any() && i.Languages.Intersect(Of(b)).Any());

    private static IEnumerable<string> Of(MeetingParticipant p) => p.Languages.Count > 0 ? p.Languages : ["da"];
}
