using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Feedback;

/// <summary>
/// Turns what was shown and what happened into judgments.
/// <list type="bullet">
/// <item>An outcome belongs to the last list of its need, shown no later than its own day, that had the partner on it.
/// Other lists of the need leave that partner out.</item>
/// <item>The grade is the furthest stage that is known; a partner that accepted and withdrew keeps "accepted".</item>
/// <item>Shown but untouched has grade 0, like dismissed, and is marked. That is unfair to those far down, whom fewer look at;
/// the trainer takes less from it than from a dismissal, and the gate makes up for it by the rank that each judgment
/// carries (Joachims, Swaminathan and Schnabel 2017).</item>
/// <item>A list younger than <see cref="SettlingDays"/> is left out: nobody has had time to answer.</item>
/// <item>A list that nothing came of is kept: it says nothing about order, but how often there is a yes at all.</item>
/// </list>
/// </summary>
public static class FeedbackLog
{
    /// <summary>Days from a list is shown until what has not been touched counts as passed over.</summary>
    public const int SettlingDays = 21;

    /// <param name="lists">Every list that was shown, in any order.</param>
    /// <param name="outcomes">Everything that happened, in any order.</param>
    /// <param name="today">Lists shown less than <see cref="SettlingDays"/> before it are left out.</param>
    /// <returns>Oldest first; lists of one day keep the order in which they came.</returns>
    public static IReadOnlyList<JudgedList> Judge(IEnumerable<ShownList> lists, IEnumerable<Outcome> outcomes, DateOnly today)
    {
        ShownList[] shown = [.. lists.OrderBy(l => l.Day)];
        var (grades, spokenFor) = Attribute(shown, outcomes);
        var judged = new List<JudgedList>();
        for (var at = 0; at < shown.Length; at++)
        {
            if (shown[at].Day.AddDays(SettlingDays) > today) break;

            var list = Graded(shown[at], grades[at], spokenFor);
            if (list.Partners.Count > 0) judged.Add(list);
        }

        return judged;
    }

    /// <summary>The judgments of the lists that say something about order, list by list, for a trainer.</summary>
    public static IReadOnlyList<Judgment> Judgments(IEnumerable<JudgedList> lists) =>
        [.. lists.Where(l => l.TellsOrder).SelectMany(l => l.Partners).Select(p => p.Judgment)];

    private static (Dictionary<string, int>[] Grades, HashSet<(string, string)> SpokenFor) Attribute(
        ShownList[] shown, IEnumerable<Outcome> outcomes)
    {
        var showings = new Dictionary<(string, string), List<int>>();
        for (var at = 0; at < shown.Length; at++)
        {
            foreach (var partner in shown[at].Partners)
            {
                var key = (shown[at].RequestId, partner.PartnerId);
                if (!showings.TryGetValue(key, out var places)) showings.Add(key, places = []);
                places.Add(at);
            }
        }

        var grades = Array.ConvertAll(shown, _ => new Dictionary<string, int>(StringComparer.Ordinal));
        var spokenFor = new HashSet<(string, string)>();
        foreach (var story in outcomes.GroupBy(o => (o.RequestId, o.PartnerId)))
        {
            // What was proposed by hand, from no list, teaches nothing about lists.
            if (!showings.TryGetValue(story.Key, out var shownAt)) continue;

            var began = story.Min(o => o.Day);
            var last = shownAt.FindLastIndex(at => shown[at].Day <= began);
            if (last < 0) continue;

            grades[shownAt[last]][story.Key.PartnerId] = (int)story.Max(o => o.Stage);
            spokenFor.Add(story.Key);
        }

        return (grades, spokenFor);
    }

    private static JudgedList Graded(ShownList list, Dictionary<string, int> grades, HashSet<(string, string)> spokenFor)
    {
        var columns = Columns(list.SignalCodes);
        var partners = new List<JudgedPartner>();
        foreach (var partner in list.Partners)
        {
            var isTouched = grades.TryGetValue(partner.PartnerId, out var grade);
            if (!isTouched && spokenFor.Contains((list.RequestId, partner.PartnerId))) continue;

            var judgment = new Judgment(list.Id, grade, partner.Rank, list.Day, Row(partner.Signals, columns)) { IsTouched = isTouched };
            partners.Add(new JudgedPartner(partner.PartnerId, judgment));
        }

        return new JudgedList(list.Id, list.RequestId, list.Day, partners);
    }

    /// <summary>By signal of today's table: its column in an older row, or −1 when that row was made before the signal.</summary>
    private static int[] Columns(IReadOnlyList<string> codes)
    {
        var columns = new int[SignalTable.All.Count];
        Array.Fill(columns, -1);
        for (var at = 0; at < codes.Count; at++)
        {
            var signal = SignalTable.IndexOf(codes[at]);
            if (signal >= 0) columns[signal] = at;
        }

        return columns;
    }

    private static float[] Row(IReadOnlyList<float> values, int[] columns) =>
        Array.ConvertAll(columns, column => column < 0 ? float.NaN : values[column]);
}
