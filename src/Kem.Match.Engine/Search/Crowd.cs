using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Search;

/// <summary>The partners of a segment that a request may meet: alive, of the right kind, not the asker, not put aside.</summary>
internal sealed class Crowd
{
    private readonly SegmentRequirements? requirements;
    private readonly bool[] isOfKind;
    private readonly HashSet<int> leftOut;

    private Crowd(SegmentView view, SegmentRequirements? requirements, PartnerKind? kind, HashSet<int> leftOut)
    {
        View = view;
        this.requirements = requirements;
        isOfKind = new bool[view.Segment.Partners.Groups.Length];
        for (var group = 0; group < isOfKind.Length; group++) isOfKind[group] = kind is null || view.Segment.Partners.Groups[group].Circumstances.Kind == kind;
        this.leftOut = leftOut;
    }

    public SegmentView View { get; }

    /// <param name="requirements">Null when no rule holds.</param>
    public static Crowd Of(SegmentView view, PartnerRequest request, Requirements? requirements)
    {
        var leftOut = new HashSet<int>();
        foreach (var id in request.Dismissed) LeaveOut(id);
        LeaveOut(request.AskerId);
        LeaveOut(request.Asker?.Id);
        return new Crowd(view, requirements?.In(view.Segment), request.PartnerKind, leftOut);

        void LeaveOut(string? id)
        {
            if (id is not null && view.Segment.Partners.Find(id) is >= 0 and var partner) leftOut.Add(partner);
        }
    }

    public bool Contains(int partner) =>
        isOfKind[View.Segment.Partners.GroupNumbers[partner]]
        && View.IsAlive(partner)
        && (leftOut.Count == 0 || !leftOut.Contains(partner));

    /// <summary>One bit a rule that the partner does not meet.</summary>
    public ulong UnmetBy(int partner) => requirements?.UnmetBy(partner) ?? 0;

    /// <summary>How many partners of the crowd there are by the set of rules that they do not meet.</summary>
    public void CountInto(Dictionary<ulong, int> byUnmet)
    {
        if (requirements is { GoByGroups: false }) CountOneByOne(byUnmet);
        else CountByGroups(byUnmet);
    }

    private void CountOneByOne(Dictionary<ulong, int> byUnmet)
    {
        for (var partner = 0; partner < View.Segment.Partners.Count; partner++)
        {
            if (Contains(partner)) Add(byUnmet, UnmetBy(partner), 1);
        }
    }

    /// <summary>Whole groups at a time, and then right what is different for the few.</summary>
    private void CountByGroups(Dictionary<ulong, int> byUnmet)
    {
        var partners = View.Segment.Partners;
        var meetAll = 0;
        for (var group = 0; group < partners.Groups.Length; group++)
        {
            if (!isOfKind[group]) continue;

            if (UnmetByGroup(group) is > 0 and var unmet) Add(byUnmet, unmet, partners.Groups[group].Count);
            else meetAll += partners.Groups[group].Count;
        }

        Add(byUnmet, 0, meetAll);

        foreach (var partner in View.Dead().Concat(leftOut.Where(View.IsAlive)))
        {
            var group = partners.GroupNumbers[partner];
            if (isOfKind[group]) Add(byUnmet, UnmetByGroup(group), -1);
        }

        foreach (var partner in requirements?.AgainstBoundaries ?? [])
        {
            if (!Contains(partner)) continue;

            Add(byUnmet, UnmetByGroup(partners.GroupNumbers[partner]), -1);
            Add(byUnmet, UnmetBy(partner), 1);
        }
    }

    private ulong UnmetByGroup(int group) => requirements?.UnmetByGroup(group) ?? 0;

    private static void Add(Dictionary<ulong, int> byUnmet, ulong unmet, int count) => byUnmet[unmet] = byUnmet.GetValueOrDefault(unmet) + count;
}
