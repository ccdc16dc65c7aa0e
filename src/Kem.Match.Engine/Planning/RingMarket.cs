using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Planning;

/// <summary>
/// Who could give whom what: a gift where something that one partner states answers a gap of another, worth sureness ×
/// nearness of the codes × <see cref="Places.Closeness"/>. Everybody is given to by at most <see cref="MostGivers"/>, the most valuable; equals
/// are taken as if by lot, the same lot for both ways between two, so that the same few do not give to all.
/// </summary>
internal sealed class RingMarket
{
    private const int MostGivers = 12;

    /// <summary>A code that lies further off is no answer to a gap.</summary>
    private const float NearEnough = 0.75f;

    private readonly PartnerIndex index;
    private readonly PreparedPartner[] partners;
    private readonly int[] municipality;

    public RingMarket(PartnerIndex index)
    {
        this.index = index;
        partners = [.. index.Partners.Where(p => !p.Profile.IsPaused)];
        municipality = Array.ConvertAll(partners, p => p.Place.Kind == PlaceKind.Municipality ? p.Place.Municipalities[0] : index.Data.Places.Count);
        Gifts = [.. GiftsOf()];
    }

    public IReadOnlyList<Gift> Gifts { get; }

    public int Members => partners.Length;

    public string IdOf(int member) => partners[member].Profile.Id;

    /// <summary>What one can give another, most telling first.</summary>
    public IReadOnlyList<Wording> Given(int from, int to)
    {
        var given = new SortedDictionary<int, float>();
        foreach (var gap in partners[to].Gaps)
        {
            var nearest = Nearest(gap.Code, partners[from]);
            if (nearest >= NearEnough) given[gap.Code] = nearest;
        }

        return [.. given.OrderByDescending(g => g.Value).Select(g => index.Data.Vocabulary.Entries[g.Key].InSentence)];
    }

    private IEnumerable<Gift> GiftsOf()
    {
        var giversByCode = GiversByCode();
        var giversByGap = new Dictionary<int, (int Partner, float Sureness)[]>();
        var closeness = ClosenessByMunicipality();
        var worth = new double[partners.Length];
        var givers = new List<int>();
        for (var to = 0; to < partners.Length; to++)
        {
            foreach (var gap in partners[to].Gaps)
            {
                if (!giversByGap.TryGetValue(gap.Code, out var able)) giversByGap[gap.Code] = able = GiversOf(gap.Code, giversByCode);
                foreach (var (from, sureness) in able)
                {
                    if (from == to) continue;
                    if (worth[from] == 0) givers.Add(from);
                    worth[from] = Math.Max(worth[from], sureness * closeness[municipality[from]][municipality[to]]);
                }
            }

            foreach (var gift in Best(givers, to, worth)) yield return gift;

            foreach (var from in givers) worth[from] = 0;
            givers.Clear();
        }
    }

    private static IEnumerable<Gift> Best(List<int> givers, int to, double[] worth)
    {
        var kept = new PriorityQueue<int, (double Worth, uint Lot)>(MostGivers + 1);
        foreach (var from in givers)
        {
            // Most givers are worth less than those kept; only equals need a lot.
            if (kept.Count == MostGivers && kept.TryPeek(out _, out var least) && worth[from] < least.Worth) continue;

            kept.Enqueue(from, (worth[from], Lot(from, to)));
            if (kept.Count > MostGivers) kept.Dequeue();
        }

        return kept.UnorderedItems.OrderByDescending(k => k.Priority).Select(k => new Gift(k.Element, to, worth[k.Element]));
    }

    /// <summary>A number that looks like chance and is the same for the same two (multiplicative hashing, Knuth 1973).</summary>
    private static uint Lot(int a, int b)
    {
        var mixed = unchecked(((uint)Math.Min(a, b) * 2654435761u) ^ ((uint)Math.Max(a, b) * 2246822519u));
        return unchecked((mixed ^ (mixed >> 15)) * 3266489917u);
    }

    private List<(int Partner, float Sureness)>[] GiversByCode()
    {
        var givers = new List<(int, float)>[index.Data.Vocabulary.Entries.Count];
        for (var code = 0; code < givers.Length; code++) givers[code] = [];
        for (var p = 0; p < partners.Length; p++)
        {
            foreach (var known in partners[p].Codes)
            {
                var isGift = known.Kind is CodeKind.Competence or CodeKind.Resource or CodeKind.Activity;
                if (isGift && known.Knowledge == Knowledge.Stated) givers[known.Code].Add((p, known.Weight));
            }
        }

        return givers;
    }

    /// <summary>Everybody who could fill a gap, with the surest of what they have.</summary>
    private (int Partner, float Sureness)[] GiversOf(int gap, List<(int Partner, float Sureness)>[] giversByCode)
    {
        var surest = new SortedDictionary<int, float>();
        for (var code = 0; code < giversByCode.Length; code++)
        {
            var nearness = index.Data.Vocabulary.Nearness(gap, code);
            if (nearness < NearEnough) continue;
            foreach (var (partner, sureness) in giversByCode[code]) surest[partner] = Math.Max(surest.GetValueOrDefault(partner), sureness * nearness);
        }

        return [.. surest.Select(s => (s.Key, s.Value))];
    }

    private float Nearest(int gap, PreparedPartner partner)
    {
        var best = 0f;
        foreach (var known in partner.Codes)
        {
            if (known.Knowledge == Knowledge.Stated) best = Math.Max(best, known.Weight * index.Data.Vocabulary.Nearness(gap, known.Code));
        }

        return best;
    }

    /// <summary>e^(−km/30) between any two municipalities; the last row and column are of those whose place is not one municipality.</summary>
    private double[][] ClosenessByMunicipality()
    {
        var places = index.Data.Places;
        return
        [
            .. Enumerable.Range(0, places.Count + 1).Select(a => Enumerable.Range(0, places.Count + 1)
                .Select(b => Places.Closeness(a < places.Count && b < places.Count ? places.DistanceBetween(a, b) : null))
                .ToArray()),
        ];
    }
}
