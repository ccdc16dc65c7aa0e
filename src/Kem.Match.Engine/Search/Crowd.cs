using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Search;

/// <summary>The partners of a segment that a request may meet: alive, of the right kind, not the asker, not put aside.</summary>
internal sealed class Crowd
{
    private readonly SegmentRequirements? requirements;
    private readonly PartnerKind? kind;
    private readonly HashSet<int> leftOut;

    private Crowd(SegmentView view, SegmentRequirements? requirements, PartnerKind? kind, HashSet<int> leftOut)
    {
        View = view;
        this.requirements = requirements;
        this.kind = kind;
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
        (kind is not { } wanted || View.Segment.Partners.Circumstances[partner].Kind == wanted)
        && View.IsAlive(partner)
        && (leftOut.Count == 0 || !leftOut.Contains(partner));

    /// <summary>One bit a rule that the partner does not meet.</summary>
    public ulong UnmetBy(int partner) => requirements?.UnmetBy(partner) ?? 0;
}

/// <summary>Counts a crowd by the rules that its partners do not meet.</summary>
internal sealed class PartnerCensus
{
    public int Considered { get; private set; }

    /// <summary>By the set of rules that are not met, none for those who are allowed: how many partners.</summary>
    public Dictionary<ulong, int> ByUnmet { get; } = [];

    public void Add(Crowd crowd)
    {
        var allowed = 0;
        var count = crowd.View.Segment.Partners.Count;
        for (var partner = 0; partner < count; partner++)
        {
            if (!crowd.Contains(partner)) continue;

            Considered++;
            var unmet = crowd.UnmetBy(partner);
            if (unmet == 0) allowed++;
            else ByUnmet[unmet] = ByUnmet.GetValueOrDefault(unmet) + 1;
        }

        ByUnmet[0] = ByUnmet.GetValueOrDefault(0UL) + allowed;
    }
}
