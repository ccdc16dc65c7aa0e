namespace Kem.Match.Engine.Planning;

/// <summary>How good some rounds are: tables filled come first, then that nobody is left short, then what the meetings are worth.</summary>
internal readonly record struct MeetingScore(int Meetings, int Shortage, double Value)
{
    private const double Same = 1e-9;

    public bool IsBetterThan(MeetingScore other)
    {
        if (Meetings != other.Meetings) return Meetings > other.Meetings;
        return Shortage != other.Shortage ? Shortage < other.Shortage : Value > other.Value + Same;
    }
}

/// <summary>Two who meet in a round.</summary>
internal readonly record struct MeetingPair(int Round, int First, int Second);

/// <summary>Who meets whom in which round so far.</summary>
internal sealed class MeetingSchedule
{
    public const int Nobody = -1;

    private readonly MeetingProblem problem;
    private readonly int[][] partner;
    private readonly bool[][] haveMet;
    private readonly int[] meetings;

    public MeetingSchedule(MeetingProblem problem)
    {
        this.problem = problem;
        var people = problem.People.Length;
        partner = [.. problem.IsThere.Select(_ => Enumerable.Repeat(Nobody, people).ToArray())];
        haveMet = [.. Enumerable.Range(0, people).Select(_ => new bool[people])];
        meetings = new int[people];
        Score = new MeetingScore(0, problem.Least.Sum(), 0);
    }

    public MeetingScore Score { get; private set; }

    public int PartnerOf(int person, int round) => partner[round][person];

    public int MeetingsOf(int person) => meetings[person];

    public bool HaveMet(int a, int b) => haveMet[a][b];

    public IEnumerable<MeetingPair> PairsIn(int round)
    {
        for (var p = 0; p < meetings.Length; p++)
        {
            if (partner[round][p] > p) yield return new MeetingPair(round, p, partner[round][p]);
        }
    }

    public void Add(MeetingPair pair) => Put(pair, isMeeting: true);

    public void Remove(MeetingPair pair) => Put(pair, isMeeting: false);

    /// <summary>How many more meetings somebody should have.</summary>
    public int ShortageOf(int person) => Math.Max(0, problem.Least[person] - meetings[person]);

    /// <summary>How many more meetings somebody could have in some rounds, beside those already in the schedule; 0 when a break is overdue.</summary>
    public int RoomOf(int person, int[] rounds) =>
        Math.Clamp(problem.Most[person] - meetings[person], 0, rounds.Count(r => problem.IsThere[r][person]));

    private void Put(MeetingPair pair, bool isMeeting)
    {
        var (round, a, b) = pair;
        var shortage = ShortageOf(a) + ShortageOf(b);
        (partner[round][a], partner[round][b]) = isMeeting ? (b, a) : (Nobody, Nobody);
        haveMet[a][b] = haveMet[b][a] = isMeeting;
        meetings[a] += isMeeting ? 1 : -1;
        meetings[b] += isMeeting ? 1 : -1;
        var value = problem.Values[a][b];
        Score = new MeetingScore(
            Score.Meetings + (isMeeting ? 1 : -1),
            Score.Shortage + ShortageOf(a) + ShortageOf(b) - shortage,
            Score.Value + (isMeeting ? value : -value));
    }
}
