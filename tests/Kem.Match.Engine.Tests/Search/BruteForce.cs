using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Tests.Search;

/// <summary>
/// Candidates found the slow way: every profile is read from scratch and held against the request one at a time, with
/// no lists, no bounds and no packing of many into one.
/// </summary>
internal sealed class BruteForce
{
    private readonly List<(ReadProfile Read, Dictionary<string, FieldCounts> Counts)> all;
    private readonly FieldFrequency frequency;

    public BruteForce(IEnumerable<PartnerProfile> catalogue)
    {
        var reading = new ProfileReading(Demo.Data.Vocabulary, Demo.Data.Places);
        all = [.. catalogue.Select(reading.Read).Select(read => (read, read.Counts()))];
        frequency = new FieldFrequency(all.Count, all.Aggregate(default(LengthSums), (sums, one) => sums + one.Read.Lengths));
    }

    /// <summary>
    /// Those who have what is asked for, or nearly that where fewer than twice as many as are looked for have it, and after them
    /// those who have something like it; each best first.
    /// </summary>
    public IReadOnlyList<(string Id, float Promise, float Words, float InName)> Best(Need need, int most)
    {
        var near = Best(need, code => PartnersWith(code) >= 2 * most ? 1f : 0.75f);
        var known = near.Select(s => s.Id).ToHashSet();
        return [.. near.Concat(Best(need, _ => 0).Where(s => !known.Contains(s.Id))).Take(most)];
    }

    private int PartnersWith(int code) => all.Count(one => one.Read.Codes.Any(known => known.Code == code && known.Knowledge != Knowledge.Implied));

    private List<(string Id, float Promise, float Words, float InName)> Best(Need need, Func<int, float> leastNear)
    {
        var interest = Interest(need, leastNear);
        var terms = Weighted(need);
        return
        [
            .. all
                .Where(one => IsWanted(one.Read.Profile, need.Request))
                .Select(one => Score(one.Read, one.Counts, terms, interest, need))
                .Where(s => s.Promise > 0)
                .OrderByDescending(s => s.Promise),
        ];
    }

    private static bool IsWanted(PartnerProfile profile, PartnerRequest request) =>
        (request.PartnerKind is not { } kind || profile.Kind == kind)
        && profile.Id != request.AskerId
        && !request.Dismissed.Contains(profile.Id);

    private (string Id, float Promise, float Words, float InName) Score(
        ReadProfile read, Dictionary<string, FieldCounts> counts, List<(string Text, float Weight)> terms, float[] interest, Need need)
    {
        var (words, inName, others) = (0, 0, 0);
        foreach (var (text, weight) in terms)
        {
            if (!counts.TryGetValue(text, out var found)) continue;

            words += Points.Of(weight * FieldFrequency.Saturated(frequency.Of(found.Kept, read.Lengths)));
            inName += Points.Of(weight * Math.Min(1f, found.Name / 2f));
        }

        foreach (var known in read.Codes) others += Points.Of(interest[known.Code] * known.Listed.Weight);
        foreach (var gap in read.Gaps) others += Points.Of(0.05f * need.Given[gap.Code]);

        var isLocal = need.Place.Kind == PlaceKind.Municipality && read.Place.IsMunicipality(need.Place.Municipalities[0]);
        var promise = words + others + (isLocal && words + others > 0 ? Points.Of(1f) : 0);
        return (read.Profile.Id, Points.ToFloat(promise), Points.ToFloat(words), Points.ToFloat(inName));
    }

    private List<(string Text, float Weight)> Weighted(Need need)
    {
        var weighted = need.Terms.ConvertAll(term =>
        {
            var with = all.Count(one => one.Counts.ContainsKey(term.Text));
            return (term.Text, Weight: term.Weight * MathF.Log(1 + ((all.Count - with + 0.5f) / (with + 0.5f))), term.IsExtra);
        });
        var most = 0f;
        foreach (var term in weighted) most += term.IsExtra ? 0 : term.Weight;
        return most <= 0 ? [] : weighted.ConvertAll(t => (t.Text, t.Weight / most));
    }

    private static float[] Interest(Need need, Func<int, float> leastNear)
    {
        var vocabulary = Demo.Data.Vocabulary;
        var interest = new float[vocabulary.Entries.Count];
        var all = 0f;
        foreach (var kind in Enum.GetValues<CodeKind>())
        {
            foreach (var wanted in need.Wanted(kind))
            {
                var least = leastNear(wanted.Code);
                all += wanted.Weight;
                for (var code = 0; code < interest.Length; code++)
                {
                    var nearness = vocabulary.Nearness(wanted.Code, code);
                    interest[code] += nearness >= least ? wanted.Weight * nearness : 0;
                }
            }
        }

        if (need.Asker is not null)
        {
            foreach (var gap in need.Asker.Gaps)
            {
                all += 0.5f;
                interest[gap.Code] += 0.5f;
            }
        }

        return Array.ConvertAll(interest, i => i / Math.Max(1f, all));
    }
}
