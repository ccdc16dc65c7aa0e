using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Tests.Search;

public class CandidatesTests
{
    /// <summary>Ids, order and scores, over catalogues that have grown, changed and shrunk in random steps.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_search_that_stops_early_finds_exactly_what_a_search_of_everybody_finds(int seed)
    {
        var make = new Catalogues(seed);
        var (catalogue, lived) = Lived(make);
        var slow = new BruteForce(catalogue.Select(FreeOfRules));
        var index = lived.With(catalogue.Select(FreeOfRules).Where((_, n) => n % 2 == 0)).With(catalogue.Select(FreeOfRules).Where((_, n) => n % 2 == 1));

        for (var n = 0; n < 12; n++)
        {
            var need = Need.Read(make.Request() with { Required = HardRequirements.None }, index);
            foreach (var most in (ReadOnlySpan<int>)[1, 7, 40, 120, 1000])
            {
                var best = slow.Best(need, most);
                var found = Candidates.Of(index, need, most).Span.ToArray().Select(c => (c.Partner.Profile.Id, c.Promise, c.Words, c.WordsInName));
                Assert.Equal(best.OrderBy(c => c.Id, StringComparer.Ordinal), found.OrderBy(c => c.Id, StringComparer.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void The_rules_leave_the_best_of_the_allowed_and_tell_of_the_ruled_out_that_were_better(int seed)
    {
        var make = new Catalogues(seed);
        var (_, index) = Lived(make);

        for (var n = 0; n < 12; n++)
        {
            var need = Need.Read(make.Request(), index);
            var sought = Candidates.Of(index, need, 20).Sought;
            var (all, some) = (BestFirst(int.MaxValue), BestFirst(20));

            var allowed = all.Where(p => p.Unmet == 0).Take(20).ToList();
            Assert.Equal(allowed, some.Where(p => p.Unmet == 0));
            var last = allowed.Count == 20 ? all.IndexOf(allowed[^1]) : all.Count;
            Assert.Equal(all.Take(last).Where(p => p.Unmet != 0), some.Where(p => p.Unmet != 0));

            List<PromisingPartner> BestFirst(int most) =>
                [.. Candidates.Promising(index, need.Request, sought, Requirements.Of(need, index), most, []).OrderBy(p => p.SortKey)];
        }
    }

    [Fact]
    public void Where_few_have_what_is_asked_for_those_are_found_too_who_have_something_like_it()
    {
        var vocabulary = Demo.Data.Vocabulary;
        var somethingLikeIt = vocabulary.Entries.First(e => e.Kind == CodeKind.Activity && vocabulary.Nearness("AK_VISITING", e.Code) is > 0 and < 0.75).Code;
        var like = new PartnerProfile { Id = "like", Kind = PartnerKind.Association, Name = "Xyz", Municipality = "Aalborg", Activities = [somethingLikeIt] };
        var index = PartnerIndex.Build(Demo.Data, [Demo.Women, like]);
        var need = Need.Read(Demo.Visitors, index);

        Assert.Equal(["kvinder"], Found(1));
        Assert.Equal(["kvinder", "like"], Found(2));

        IEnumerable<string> Found(int most) => Candidates.Of(index, need, most).Span.ToArray().Select(c => c.Partner.Profile.Id).Order();
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void A_catalogue_that_has_lived_ranks_as_one_made_today(int seed)
    {
        var make = new Catalogues(seed);
        var (catalogue, index) = Lived(make);
        var made = PartnerIndex.Build(Demo.Data, catalogue);

        Assert.Equal(made.Count, index.Count);
        for (var n = 0; n < 6; n++)
        {
            var request = make.Request();
            Assert.Equal(Demo.Ranker.RankAll(made, request), Demo.Ranker.RankAll(index, request));
            Assert.Equal(made.Search(request.Title), index.Search(request.Title));
        }
    }

    [Fact]
    public void The_order_in_which_profiles_came_decides_between_equals_only()
    {
        var make = new Catalogues(31);
        PartnerProfile[] catalogue = [.. Enumerable.Range(0, 200).Select(n => make.Profile($"p{n}"))];
        var forwards = PartnerIndex.Build(Demo.Data, catalogue);
        var backwards = PartnerIndex.Build(Demo.Data, catalogue.Reverse());

        for (var n = 0; n < 6; n++)
        {
            var request = make.Request();
            var (one, other) = (Demo.Ranker.RankAll(forwards, request), Demo.Ranker.RankAll(backwards, request));
            Assert.Equal(one.Select(h => h.Score), other.Select(h => h.Score));
            Assert.Equal(one.OrderBy(h => (-h.Score, h.PartnerId)), other.OrderBy(h => (-h.Score, h.PartnerId)));
        }
    }

    [Fact]
    public void Whoever_has_left_was_never_there()
    {
        var make = new Catalogues(41);
        PartnerProfile[] stay = [.. Enumerable.Range(0, 150).Select(n => make.Profile($"p{n}"))];
        PartnerProfile[] leave = [.. Enumerable.Range(0, 60).Select(n => make.Profile($"x{n}"))];
        var index = PartnerIndex.Build(Demo.Data, stay).With(leave).Without(leave.Select(p => p.Id));
        var never = PartnerIndex.Build(Demo.Data, stay);

        var request = make.Request();
        Assert.Equal(Demo.Ranker.RankAll(never, request), Demo.Ranker.RankAll(index, request));
        Assert.All(leave, p => Assert.Null(index.Find(p.Id)));
    }

    [Fact]
    public async Task Readers_see_one_whole_snapshot_or_another_while_it_is_swapped()
    {
        var make = new Catalogues(51);
        PartnerProfile[] catalogue = [.. Enumerable.Range(0, 100).Select(n => make.Profile($"p{n}"))];
        var request = make.Request() with { AskerId = null, Dismissed = [] };
        PartnerIndex[] snapshots = [PartnerIndex.Build(Demo.Data, catalogue[..60]), PartnerIndex.Build(Demo.Data, catalogue)];
        var expected = snapshots.Select(s => Demo.Ranker.RankAll(s, request)).ToArray();
        var current = snapshots[0];

        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (var n = 0; n < 30; n++)
            {
                var seen = Demo.Ranker.RankAll(Volatile.Read(ref current), request);
                Assert.Contains(expected, e => e.SequenceEqual(seen));
            }
        })).ToList();
        for (var n = 0; n < 30; n++)
        {
            Volatile.Write(ref current, snapshots[0].With(catalogue[60..]));
            Volatile.Write(ref current, current.Without(catalogue[60..].Select(p => p.Id)));
        }

        await Task.WhenAll(readers);
    }

    [Fact]
    public void A_change_of_a_profile_shows_in_the_next_suggestion()
    {
        var index = Demo.Index.With(Demo.Chess with { Municipality = "Hillerød", Activities = ["AK_VISITING"], TargetGroups = ["TG_ELDER"] });
        Assert.DoesNotContain(Demo.Ranker.Suggest(Demo.Index, Demo.Visitors).Ranked, s => s.PartnerId == "skak");
        Assert.Contains(Demo.Ranker.Suggest(index, Demo.Visitors).Ranked, s => s.PartnerId == "skak");
    }

    [Fact]
    public void Nothing_known_ranks_last_and_breaks_nothing()
    {
        var nobody = new PartnerProfile { Id = "ingen", Kind = PartnerKind.Association, Name = "" };
        var index = Demo.Index.With(nobody);

        Assert.Equal("ingen", Demo.Ranker.RankAll(index, Demo.Visitors)[^1].PartnerId);
        Assert.DoesNotContain(Demo.Ranker.Suggest(index, Demo.Visitors).Ranked, s => s.PartnerId == "ingen");
        Assert.Single(Demo.Ranker.RankAll(PartnerIndex.Build(Demo.Data, [nobody]), Demo.Visitors));
    }

    private static PartnerProfile FreeOfRules(PartnerProfile profile) => profile with
    {
        IsPaused = false, OpenProposals = 0, FreeSlots = null, DaysSinceAsked = null, Boundaries = [], Coverage = Coverage.National,
    };

    /// <summary>A catalogue that has been built, added to, changed and cut in random steps, and what is in it, in order.</summary>
    private static (List<PartnerProfile> Catalogue, PartnerIndex Index) Lived(Catalogues make)
    {
        var catalogue = Enumerable.Range(0, 250).Select(n => make.Profile($"p{n}")).ToList();
        var index = PartnerIndex.Build(Demo.Data, catalogue);
        for (var step = 0; step < 25; step++)
        {
            if (make.Next(3) == 0)
            {
                var gone = catalogue[make.Next(catalogue.Count)].Id;
                catalogue.RemoveAll(p => p.Id == gone);
                index = index.Without(gone);
                continue;
            }

            PartnerProfile[] changed = [.. Enumerable.Range(0, 1 + make.Next(step == 12 ? 200 : 5)).Select(_ => make.Profile($"p{make.Next(400)}")).DistinctBy(p => p.Id)];
            index = index.With(changed);
            foreach (var profile in changed)
            {
                var at = catalogue.FindIndex(p => p.Id == profile.Id);
                if (at >= 0) catalogue[at] = profile;
                else catalogue.Add(profile);
            }
        }

        return (catalogue, index);
    }
}
