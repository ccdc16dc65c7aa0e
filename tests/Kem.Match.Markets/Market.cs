using Kem.Match.Engine;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Markets;

/// <summary>A candidate for a need: what a ranker may see, and what is true.</summary>
/// <param name="Partner">Its number in the market.</param>
/// <param name="Row">The row of signals.</param>
/// <param name="AskerLikes">True chance that the asker wants it once it is looked at.</param>
/// <param name="PartnerLikes">True chance that the partner says yes, if it has room.</param>
/// <param name="Lasts">True chance that an agreement lives after six months.</param>
public sealed record MarketCandidate(int Partner, float[] Row, double AskerLikes, double PartnerLikes, double Lasts)
{
    /// <summary>
    /// Expected gain Σ P(grade) · (2^grade − 1) once it is looked at and proposed: 1 for shortlisted, 3, 7 and 15.
    /// </summary>
    public double Gain
    {
        get
        {
            var accepted = PartnerLikes;
            var signed = accepted * MarketRun.Signs;
            return AskerLikes * (1 + (accepted * 2) + (signed * 4) + (signed * Lasts * 8));
        }
    }
}

/// <summary>
/// A market with a known truth. Needs and partners are latent vectors, one per lens; a signal is a noisy, often empty
/// look at how alike two of them are, in the range and with the empty cases of <see cref="SignalTable"/>. The same seed
/// gives the same market, and the same need the same candidates.
/// </summary>
public sealed class Market
{
    private const int Dimensions = 3;
    private const int Lenses = 4;
    private const double KilometresApart = 25;
    private const int CalibrationPairs = 4_000;

    private readonly MarketShape shape;
    private readonly int seed;
    private readonly MarketPartner[] partners;
    private readonly double[] importance;
    private readonly double[] noise;
    private readonly double[] emptiness;
    private readonly double placeMatters;
    private readonly (double Mean, double Deviation) askerScale;
    private readonly (double Mean, double Deviation) partnerScale;

    public Market(MarketShape shape, int seed)
    {
        this.shape = shape;
        this.seed = seed;
        var random = new Random(seed);
        importance = [.. Enumerable.Range(0, Lenses).Select(lens => shape.Importance[lens] * Math.Exp(shape.Unlikeness * random.Normal()))];
        placeMatters = shape.Importance[Lenses] * Math.Exp(shape.Unlikeness * random.Normal());
        noise = [.. SignalTable.All.Select(_ => 0.1 + ((shape.SignalNoise - 0.1) * random.NextDouble()))];
        emptiness = [.. SignalTable.All.Select(_ => 0.5 * random.NextDouble())];
        partners = [.. Enumerable.Range(0, shape.Partners).Select(number => Partner(number, random))];

        var pairs = SomePairs(random);
        askerScale = Scale(pairs.Select(p => AskerUtility(p.Need, p.Partner)));
        partnerScale = Scale(pairs.Select(p => PartnerUtility(p.Need, p.Partner)));
    }

    public static PriorWeights Weights { get; } = ReadWeights();

    /// <summary>The hand-set ranking that every market starts with.</summary>
    public static IRankingModel Prior { get; } = new Prior(Weights);

    public MarketShape Shape => shape;
    public int Seed => seed;
    public int PartnerCount => partners.Length;

    internal IReadOnlyList<MarketPartner> Partners => partners;

    public static string NameOf(int partner) => $"p{partner}";

    /// <summary>Forgets everything that has been proposed and agreed.</summary>
    internal void Reopen()
    {
        foreach (var partner in partners)
        {
            partner.OpenUntil.Clear();
            partner.Bound.Clear();
        }
    }

    /// <summary>The need with this number. Numbers may be asked for in any order.</summary>
    internal MarketNeed Need(int number, int day)
    {
        var random = new Random(HashCode(seed, number));
        var asks = new bool[SignalTable.All.Count];
        for (var s = 0; s < asks.Length; s++) asks[s] = !SignalTable.All[s].IsTopical || random.NextDouble() < 0.7;

        return new MarketNeed
        {
            Id = $"n{number}",
            Number = number,
            Day = day,
            Municipality = random.Next(shape.Municipalities),
            Wishes = Vectors(random, Lenses),
            Offers = Vectors(random, 2),
            Asks = asks,
        };
    }

    /// <summary>Everybody, as seen from this need on its day.</summary>
    internal IReadOnlyList<MarketCandidate> Candidates(MarketNeed need) => [.. partners.Select(p => Candidate(need, p))];

    /// <summary>Candidates of needs that nobody has seen, on a day when all have room.</summary>
    public IEnumerable<IReadOnlyList<MarketCandidate>> UnseenNeeds(int count)
    {
        Reopen();
        const int FarAway = 500_000;
        for (var n = 0; n < count; n++) yield return Candidates(Need(FarAway + n, 0));
    }

    private MarketCandidate Candidate(MarketNeed need, MarketPartner partner)
    {
        var row = Row(need, partner);
        if (shape.Truth == Truth.Chance) return new MarketCandidate(partner.Number, row, shape.AskerLikes, shape.PartnerLikes, 0.5);

        var asker = shape.Truth == Truth.Prior ? PriorUtility(row) : Standardised(AskerUtility(need, partner), askerScale);
        var own = shape.Truth == Truth.Prior ? 0 : Standardised(PartnerUtility(need, partner), partnerScale);
        return new MarketCandidate(
            partner.Number,
            row,
            Likes(shape.AskerLikes, asker),
            Likes(shape.PartnerLikes, own),
            Chance.Logistic((asker + own) / 2));
    }

    /// <summary>The prior's points in standard deviations: about 25 points for an average pair, 12 either way.</summary>
    private static double PriorUtility(float[] row)
    {
        var score = new double[1];
        Prior.Score(row, score);
        return (score[0] - 25) / 12;
    }

    private double Likes(double average, double utility) =>
        Chance.Logistic(Math.Log(average / (1 - average)) + (shape.Decisiveness * utility));

    private double AskerUtility(MarketNeed need, MarketPartner partner)
    {
        var (alike, all) = (0.0, 0.0);
        for (var lens = 0; lens < Lenses; lens++)
        {
            alike += importance[lens] * Alike(need.Wishes[lens], partner.Traits[lens]);
            all += importance[lens];
        }

        alike /= all;
        var near = Nearness(need, partner);
        return alike + (0.3 * placeMatters * near) + (shape.Interaction * alike * near) + (0.1 * partner.Freshness) + (0.1 * shape.Popularity * partner.Fame);
    }

    private double PartnerUtility(MarketNeed need, MarketPartner partner)
    {
        var gain = (Alike(need.Offers[0], partner.Gaps[0]) + Alike(need.Offers[1], partner.Gaps[1])) / 2;
        var close = 0.6 * Alike(need.Wishes[1], partner.Traits[1]);
        return (shape.PartnersOwnGain * gain) + close + (0.3 * placeMatters * Nearness(need, partner)) - (0.1 * shape.Popularity * partner.Fame);
    }

    private float[] Row(MarketNeed need, MarketPartner partner)
    {
        var row = new float[SignalTable.All.Count];
        for (var s = 0; s < row.Length; s++) row[s] = need.Asks[s] ? (float)Value(s, need, partner) : float.NaN;
        return row;
    }

    private double Value(int signal, MarketNeed need, MarketPartner partner) => SignalTable.All[signal].Code switch
    {
        "same-municipality" => need.Municipality == partner.Municipality ? 1 : 0,
        "distance" => Math.Exp(-Kilometres(need, partner) / 30),
        "reach" => partner.Reaches ? 1 : 0,
        "far-away" => Kilometres(need, partner) < 60 || partner.Reaches ? 1 : 0,
        "same-region" => Kilometres(need, partner) <= KilometresApart ? 1 : 0,
        "same-postal-area" => need.Municipality == partner.Municipality ? 1 : 0,
        "free-slots" => Math.Clamp((partner.Capacity - partner.Agreements(need.Day)) / 2.0, 0, 1),
        "room-for-more" => Math.Max(0, 1 - (partner.OpenProposals(need.Day) / 3.0)),
        "few-agreements" => 1 / (1 + (partner.Agreements(need.Day) / 3.0)),
        "confirmed" => partner.Freshness > 0 ? 1 : 0,
        "fresh" => partner.Freshness,
        "described" => partner.Described,
        "given-in-return" => Seen(signal, Alike(need.Offers[0], partner.Gaps[0]), need, partner),
        "teach-partner" => Seen(signal, Alike(need.Offers[1], partner.Gaps[1]), need, partner),
        "exchange" => Seen(signal, Math.Min(Alike(need.Offers[0], partner.Gaps[0]), LensLikeness(signal, need, partner)), need, partner),
        _ when SignalTable.All[signal].Lens < Lens.Practical => Seen(signal, LensLikeness(signal, need, partner), need, partner),

        // Signals that have nothing to do with who likes whom: a learner must find that out.
        _ => Chance.Of(seed, 64 + signal, need.Number, partner.Number),
    };

    private static double LensLikeness(int signal, MarketNeed need, MarketPartner partner)
    {
        var lens = (int)SignalTable.All[signal].Lens;
        return Alike(need.Wishes[lens], partner.Traits[lens]);
    }

    /// <summary>What the signal shows of a likeness: nothing where the profile is silent, otherwise the likeness and some noise.</summary>
    private double Seen(int signal, double likeness, MarketNeed need, MarketPartner partner)
    {
        // A profile is silent towards everybody, so that the draw does not depend on the need.
        if (Chance.Of(seed, signal, 0, partner.Number) < emptiness[signal]) return 0;

        return Math.Clamp(likeness + (noise[signal] * Chance.NormalOf(seed, 128 + (2 * signal), need.Number, partner.Number)), 0, 1);
    }

    /// <summary>(1 + cosine) ÷ 2, squared so that few are very alike.</summary>
    private static double Alike(double[] a, double[] b)
    {
        var cosine = 0.0;
        for (var i = 0; i < a.Length; i++) cosine += a[i] * b[i];
        return Math.Pow((1 + cosine) / 2, 2);
    }

    private static double Kilometres(MarketNeed need, MarketPartner partner) =>
        KilometresApart * Math.Abs(need.Municipality - partner.Municipality);

    private static double Nearness(MarketNeed need, MarketPartner partner) =>
        partner.Reaches ? Math.Max(0.5, Math.Exp(-Kilometres(need, partner) / 30)) : Math.Exp(-Kilometres(need, partner) / 30);

    private MarketPartner Partner(int number, Random random) => new()
    {
        Id = NameOf(number),
        Number = number,
        Municipality = random.Next(shape.Municipalities),
        Traits = Vectors(random, Lenses),
        Gaps = Vectors(random, 2),
        Fame = random.Normal(),
        Reaches = random.NextDouble() < 0.2,
        Freshness = random.NextDouble() < 0.6 ? random.NextDouble() : 0,
        Described = Math.Min(1, 1.5 * random.NextDouble()),
        Capacity = 1 + random.Next(shape.MostCapacity),
    };

    private static double[][] Vectors(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Direction(Dimensions))];

    private List<(MarketNeed Need, MarketPartner Partner)> SomePairs(Random random) =>
        [.. Enumerable.Range(0, CalibrationPairs).Select(n => (Need(900_000 + (n / 8), 0), partners[random.Next(partners.Length)]))];

    private static (double Mean, double Deviation) Scale(IEnumerable<double> utilities)
    {
        double[] all = [.. utilities];
        var mean = all.Average();
        return (mean, Math.Sqrt(all.Average(u => (u - mean) * (u - mean))));
    }

    private static double Standardised(double utility, (double Mean, double Deviation) scale) => (utility - scale.Mean) / scale.Deviation;

    private static int HashCode(int seed, int number) => unchecked((seed * 1_000_003) ^ (number * 7_919));

    private static PriorWeights ReadWeights()
    {
        const string File = "prior-weights.json";
        using var content = typeof(Market).Assembly.GetManifestResourceStream(File)!;
        return PriorWeights.Read(content, File);
    }
}
