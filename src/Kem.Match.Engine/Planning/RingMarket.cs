using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Planning;

/// <summary>
/// Who could give whom what: a gift where something that one partner states answers a gap of another, worth sureness ×
/// nearness of the codes × e^(−km/30). Everybody is given to by at most <see cref="MostGivers"/>, the most valuable.
/// </summary>
internal sealed class RingMarket
{
    private const int MostGivers = 12;
    private const double Kilometres = 30;

    /// <summary>Between two whose distance is not known; as in the signal for distance.</summary>
    private const double UnknownDistance = 0.3;

    /// <summary>A code that lies further off is no answer to a gap.</summary>
    private const float NearEnough = 0.75f;

    private readonly PartnerIndex index;
    private readonly PreparedPartner[] partners;

    public RingMarket(PartnerIndex index)
    {
        this.index = index;
        partners = [.. index.Partners.Where(p => !p.Profile.IsPaused)];
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
        var worth = new Dictionary<int, double>();
        for (var to = 0; to < partners.Length; to++)
        {
            worth.Clear();
            foreach (var gap in partners[to].Gaps)
            {
                foreach (var (from, sureness) in GiversOf(gap.Code, giversByCode))
                {
                    var value = sureness * Closeness(partners[from], partners[to]);
                    if (from != to && value > worth.GetValueOrDefault(from)) worth[from] = value;
                }
            }

            foreach (var (from, value) in worth.OrderByDescending(w => w.Value).ThenBy(w => w.Key).Take(MostGivers))
            {
                yield return new Gift(from, to, value);
            }
        }
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

    private IEnumerable<(int Partner, float Sureness)> GiversOf(int gap, List<(int Partner, float Sureness)>[] giversByCode)
    {
        for (var code = 0; code < giversByCode.Length; code++)
        {
            var nearness = index.Data.Vocabulary.Nearness(gap, code);
            if (nearness < NearEnough) continue;
            foreach (var (partner, sureness) in giversByCode[code]) yield return (partner, sureness * nearness);
        }
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

    private double Closeness(PreparedPartner a, PreparedPartner b) =>
        a.Place.Kind == PlaceKind.Municipality && b.Place.Kind == PlaceKind.Municipality
            ? Math.Exp(-index.Data.Places.DistanceBetween(a.Place.Municipalities[0], b.Place.Municipalities[0]) / Kilometres)
            : UnknownDistance;
}
