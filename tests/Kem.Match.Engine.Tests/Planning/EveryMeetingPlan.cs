using Kem.Match.Engine.Planning;
using Kem.Match.Markets;

namespace Kem.Match.Engine.Tests.Planning;

/// <summary>The best plan of a handful of people, by trying them all.</summary>
internal static class EveryMeetingPlan
{
    /// <summary>Every plan there is, for a handful of people: the most tables, then the fewest left short, then the value.</summary>
    public static (int Meetings, int Shortage, double Value) Best(MeetingDay day)
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
            return MeetingDays.SpeakTogether(a, b)
                ? Seated(pairs, at + 1, taken)
                : MeetingDays.Translators(day, a, b).Any(i => !taken.Contains(i.Id) && Seated(pairs, at + 1, [.. taken, i.Id]));
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
            && (MeetingDays.SpeakTogether(one, other) || MeetingDays.Translators(day, one, other).Any());

        int[] Leveled(int[] most, int seats)
        {
            var level = Enumerable.Range(0, day.Rounds + 1).Last(l => most.Sum(m => Math.Min(l, m)) <= seats);
            return [.. most.Select(m => Math.Min(level, m))];
        }
    }

    private static bool IsThere(MeetingParticipant p, int round) => p.FirstRound <= round && round <= p.LastRound;

    private static int MostOf(MeetingDay day, MeetingParticipant p) =>
        Math.Max(0, Enumerable.Range(1, day.Rounds).Count(r => IsThere(p, r)) - (p.AsksForABreak ? 1 : 0));
}
