using System.Runtime.InteropServices;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>A partner worth looking at closely.</summary>
internal struct Candidate
{
    public PreparedPartner Partner;
    public float Words;
    public float WordsInName;
    public float Promise;
    public double Score;
}

/// <summary>
/// The partners that are scored: of the right kind, not the asker, not put aside; the most promising by words and
/// codes, and everybody in the same municipality who has anything in common with the request.
/// </summary>
internal sealed class Candidates
{
    private readonly List<Candidate> list;

    private Candidates(List<Candidate> list, int considered)
    {
        this.list = list;
        Considered = considered;
    }

    /// <summary>How many partners of the right kind there are.</summary>
    public int Considered { get; }

    public Span<Candidate> Span => CollectionsMarshal.AsSpan(list);

    public static Candidates Of(PartnerIndex index, Need need, int most)
    {
        var interest = Interest(need, index.Data.Vocabulary);
        var found = new List<Candidate>();
        var considered = 0;
        using var text = TextScores.Of(index, need.Terms);
        for (var s = 0; s < index.Segments.Length; s++)
        {
            var view = index.Segments[s];
            for (var i = 0; i < view.Alive.Length; i++)
            {
                var partner = view.Segment.Partners[i];
                if (!view.Alive[i] || !IsWanted(partner, need)) continue;

                considered++;
                var words = text.Score(s, i);
                var promise = words + InCommon(partner, interest, need);
                if (promise <= 0 && most != int.MaxValue) continue;

                found.Add(new Candidate
                {
                    Partner = partner,
                    Words = words,
                    WordsInName = text.InName(s, i),
                    Promise = promise + (IsLocal(partner, need) ? 1f : 0f),
                });
            }
        }

        if (found.Count > most)
        {
            found.Sort((a, b) => a.Promise != b.Promise
                ? b.Promise.CompareTo(a.Promise)
                : a.Partner.Order.CompareTo(b.Partner.Order));
            found.RemoveRange(most, found.Count - most);
        }

        return new Candidates(found, considered);
    }

    public List<Candidate> BestFirst()
    {
        list.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Partner.Order.CompareTo(b.Partner.Order));
        return list;
    }

    private static bool IsWanted(PreparedPartner partner, Need need)
    {
        var (profile, request) = (partner.Profile, need.Request);
        if (request.PartnerKind is { } kind && profile.Kind != kind) return false;
        if (profile.Id == request.AskerId || profile.Id == request.Asker?.Id) return false;
        return request.Dismissed.Count == 0 || !request.Dismissed.Contains(profile.Id);
    }

    private static bool IsLocal(PreparedPartner partner, Need need) =>
        need.Place.Kind == PlaceKind.Municipality
        && partner.Place.Kind == PlaceKind.Municipality
        && partner.Place.Municipalities[0] == need.Place.Municipalities[0];

    /// <summary>By code: how much the request wants it, or something near it, or could give it.</summary>
    private static float[] Interest(Need need, Vocabulary vocabulary)
    {
        var interest = new float[vocabulary.Entries.Count];
        var all = 0f;
        foreach (var kind in Enum.GetValues<CodeKind>())
        {
            foreach (var wanted in need.Wanted(kind))
            {
                all += wanted.Weight;
                foreach (var near in vocabulary.Neighbours(wanted.Code)) interest[near.Code] += wanted.Weight * near.Weight;
            }
        }

        foreach (var gap in need.Asker?.Gaps ?? [])
        {
            interest[gap.Code] += 0.5f;
            all += 0.5f;
        }

        for (var code = 0; code < interest.Length; code++) interest[code] /= Math.Max(1f, all);
        return interest;
    }

    private static float InCommon(PreparedPartner partner, float[] interest, Need need)
    {
        var common = 0f;
        foreach (var known in partner.Codes) common += interest[known.Code] * known.Weight;
        foreach (var gap in partner.Gaps) common += 0.05f * need.Given[gap.Code];
        return common;
    }
}
