namespace Kem.Match.Engine.Planning;

/// <summary>A day of meetings by number: what every pair is worth, who is there when, and what is everybody's share.</summary>
internal sealed class MeetingProblem
{
    private const string CommonLanguage = "da";
    private static readonly int[] NotNeeded = [];

    private readonly int[][][] interpreters;

    /// <exception cref="ArgumentException">Two with the same id, no rounds or no tables, a gain below 0, or a least below 0.</exception>
    public MeetingProblem(MeetingDay day)
    {
        Day = day;
        People = [.. day.First, .. day.Second];
        Refuse(day, People);

        IsThere = [.. Enumerable.Range(1, day.Rounds).Select(r => Array.ConvertAll(People, p => p.FirstRound <= r && r <= p.LastRound))];
        interpreters = [.. People.Select(a => Array.ConvertAll(People, b => InterpretersBetween(a, b) ?? NotNeeded))];
        var vetoes = Array.ConvertAll(People, p => p.Vetoes.ToHashSet(StringComparer.Ordinal));
        Values = [.. Enumerable.Range(0, People.Length).Select(a => Enumerable.Range(0, People.Length).Select(b => Value(a, b)).ToArray())];
        Most = Array.ConvertAll(Enumerable.Range(0, People.Length).ToArray(), MostOf);
        Least = LeastOfEverybody();

        double Value(int a, int b)
        {
            var areOpposite = HasTwoSides ? SideOf(a) != SideOf(b) : a != b;
            var isVetoed = vetoes[a].Contains(People[b].Id) || vetoes[b].Contains(People[a].Id);
            var canTalk = InterpretersBetween(People[a], People[b]) is not { Length: 0 };
            return areOpposite && !isVetoed && canTalk ? Worth(People[a], People[b]) : double.NaN;
        }
    }

    public MeetingDay Day { get; }
    public MeetingParticipant[] People { get; }
    public bool HasTwoSides => Day.Second.Count > 0;

    /// <summary>By round, from 0, and person.</summary>
    public bool[][] IsThere { get; }

    /// <summary>What both gain together; not a number where the two may not meet.</summary>
    public double[][] Values { get; }

    /// <summary>By person how many meetings there is time for.</summary>
    public int[] Most { get; }

    /// <summary>By person how many meetings it should at least have.</summary>
    public int[] Least { get; }

    /// <summary>0 or 1; everybody is on side 0 where there is one side.</summary>
    public int SideOf(int person) => person < Day.First.Count ? 0 : 1;

    public bool NeedsInterpreter(int a, int b) => interpreters[a][b].Length > 0;

    /// <summary>Who can translate between two, in the order of the day; empty when they need nobody.</summary>
    public int[] InterpretersFor(int a, int b) => interpreters[a][b];

    /// <summary>How many tables the people who are there in a round can fill at most.</summary>
    public int TablesIn(int round)
    {
        var (first, second) = (0, 0);
        for (var p = 0; p < People.Length; p++)
        {
            if (!IsThere[round][p]) continue;
            if (SideOf(p) == 0) first++;
            else second++;
        }

        return Math.Min(Day.Tables, HasTwoSides ? Math.Min(first, second) : first / 2);
    }

    private static void Refuse(MeetingDay day, MeetingParticipant[] people)
    {
        if (day.Rounds < 1) throw new ArgumentException("There must be a round.", nameof(day));
        if (day.Tables < 1) throw new ArgumentException("There must be a table.", nameof(day));
        if (day.LeastMeetings < 0) throw new ArgumentException("Nobody can have fewer than no meetings.", nameof(day));
        if (people.DistinctBy(p => p.Id, StringComparer.Ordinal).Count() < people.Length) throw new ArgumentException("Two have the same id.", nameof(day));
    }

    /// <summary>Null when the two share a language; empty when nobody can translate.</summary>
    private int[]? InterpretersBetween(MeetingParticipant a, MeetingParticipant b)
    {
        var (ofA, ofB) = (LanguagesOf(a), LanguagesOf(b));
        if (ofA.Intersect(ofB, StringComparer.OrdinalIgnoreCase).Any()) return null;

        return
        [
            .. Enumerable.Range(0, Day.Interpreters.Count)
                .Where(i => Speaks(Day.Interpreters[i], ofA) && Speaks(Day.Interpreters[i], ofB)),
        ];
    }

    private static IReadOnlyList<string> LanguagesOf(MeetingParticipant p) => p.Languages.Count > 0 ? p.Languages : [CommonLanguage];

    private static bool Speaks(MeetingInterpreter interpreter, IReadOnlyList<string> languages) =>
        interpreter.Languages.Intersect(languages, StringComparer.OrdinalIgnoreCase).Any();

    private double Worth(MeetingParticipant a, MeetingParticipant b)
    {
        var worth = Day.Gain(a, b) + Day.Gain(b, a);
        return worth >= 0 && double.IsFinite(worth) ? worth : throw new ArgumentException($"The gain of {a.Id} and {b.Id} must be 0 or more.");
    }

    private int MostOf(int person)
    {
        var rounds = IsThere.Count(round => round[person]);
        return Math.Max(0, rounds - (People[person].AsksForABreak ? 1 : 0));
    }

    private int[] LeastOfEverybody()
    {
        // Nobody's share is more than their own time and the number of those they may meet allow.
        var could = new int[People.Length];
        for (var p = 0; p < could.Length; p++) could[p] = Math.Min(Most[p], Values[p].Count(v => !double.IsNaN(v)));

        var pairs = Enumerable.Range(0, Day.Rounds).Sum(TablesIn);
        var least = new int[People.Length];
        foreach (var side in Enumerable.Range(0, People.Length).GroupBy(SideOf))
        {
            var share = Day.LeastMeetings ?? EvenShare([.. side.Select(p => could[p])], HasTwoSides ? pairs : 2 * pairs);
            foreach (var p in side) least[p] = Math.Min(share, could[p]);
        }

        return least;
    }

    /// <summary>The highest level to which all can be filled, each up to its own most, with so many seats.</summary>
    private int EvenShare(int[] could, int seats)
    {
        var share = 0;
        while (share < Day.Rounds && could.Sum(most => Math.Min(share + 1, most)) <= seats) share++;
        return share;
    }
}
