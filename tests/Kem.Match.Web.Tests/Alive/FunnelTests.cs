using System.Globalization;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Features.Alive;

namespace Kem.Match.Web.Tests.Alive;

/// <summary>The numbers of the page against the raw events, counted in another way.</summary>
public sealed class FunnelTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Every_number_of_three_hundred_matches_is_what_the_raw_events_say()
    {
        var events = Enumerable.Range(0, 300).SelectMany(n => Life(new Random(4000 + n), n)).ToList();
        await SaveAsync(events);

        var table = await TableAsync("/holder-det");

        foreach (var step in MatchFunnel.Steps)
        {
            var (reached, all, one, no, silence) = CountAgain(events, step);
            Assert.Equal([reached, all, one, no, silence], table[StepText.Of(step).Name].Take(5).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)));
        }

        // Numbers that the test would not notice if nothing had happened.
        Assert.All(MatchFunnel.Steps, step => Assert.NotEqual("0", table[StepText.Of(step).Name][0]));
        Assert.All(MatchFunnel.Steps.Skip(2).Where(step => step != MatchStep.Agreed), step => Assert.DoesNotContain("0", table[StepText.Of(step).Name].Take(5)));
    }

    [Fact]
    public async Task A_period_counts_the_matches_that_began_in_it()
    {
        var events = Enumerable.Range(0, 60).SelectMany(n => Life(new Random(n), n)).ToList();
        await SaveAsync(events);
        var (from, to) = (new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 20));
        var began = events.Where(e => e.Step == MatchStep.Proposed && e.On >= from && e.On <= to).Select(e => e.MatchId).ToHashSet();

        var table = await TableAsync("/holder-det?fra=2024-02-01&til=2024-02-20");

        Assert.NotEmpty(began);
        Assert.Equal(began.Count.ToString(CultureInfo.InvariantCulture), table["Foreslået"][0]);
        Assert.Equal(CountAgain([.. events.Where(e => began.Contains(e.MatchId))], MatchStep.Met).Reached.ToString(CultureInfo.InvariantCulture), table["Mødtes"][0]);
    }

    /// <summary>Dordrecht's market telephoned 292 matches: 134 done, 113 running, 38 infeasible, 7 without contact.</summary>
    [Fact]
    public async Task The_four_endings_of_Dordrecht_are_told_apart()
    {
        var events = new List<MatchEvent>();

        for (var n = 0; n < 292; n++)
        {
            var (match, asker, partner) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
            events.AddRange(Begin(match, asker, partner, Today.AddDays(-300)));
            events.Add(Event(match, MatchStep.Accepted, partner, true, Today.AddDays(-290)));

            if (n < 134)
            {
                events.Add(Event(match, MatchStep.Delivered, partner, true, Today.AddDays(-20)));
                events.AddRange(n < 90 ? [Event(match, MatchStep.Delivered, asker, true, Today.AddDays(-20))] : []);
            }
            else if (n < 134 + 38)
            {
                events.Add(Event(match, MatchStep.Infeasible, Guid.Empty, true, Today.AddDays(-200)));
            }
            else if (n < 134 + 38 + 7)
            {
                events.Add(Event(match, MatchStep.NoContact, Guid.Empty, true, Today.AddDays(-200)));
            }
        }

        await SaveAsync(events);
        var table = await TableAsync("/holder-det");

        Assert.Equal(
            ("90", "44", "113", "38", "7"),
            (table["Gennemført, siger alle parter"][0], table["Gennemført, siger den ene part"][0], table["I gang"][0], table["Kunne ikke lade sig gøre"][0], table["De fik aldrig kontakt"][0]));
    }

    [Fact]
    public async Task A_handful_gives_no_shares()
    {
        await SaveAsync([.. Enumerable.Range(0, 9).SelectMany(_ => Begin(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Today.AddDays(-30)))]);

        var table = await TableAsync("/holder-det");

        Assert.All(StepText.All, text => Assert.Equal("For få tal", table[text.Name][6]));
    }

    [Fact]
    public void The_last_word_counts()
    {
        var (match, asker, partner) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        List<MatchEvent> events =
        [
            .. Begin(match, asker, partner, Today.AddDays(-90)),
            Event(match, MatchStep.Accepted, partner, true, Today.AddDays(-80)),
            Event(match, MatchStep.Met, asker, false, Today.AddDays(-70)),
            Event(match, MatchStep.Met, asker, true, Today.AddDays(-70), number: 2),
        ];

        Assert.Equal(StepStanding.OneSide, MatchHistory.Of(events).Single().On(MatchStep.Met, Today));

        events.Add(Event(match, MatchStep.Met, partner, true, Today.AddDays(-70)));
        Assert.Equal(StepStanding.AllSides, MatchHistory.Of(events).Single().On(MatchStep.Met, Today));
    }

    [Fact]
    public void Birthdays_count_from_the_day_the_agreement_came_into_force_and_whoever_stopped_before_was_not_alive()
    {
        var (match, asker, partner) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var inForce = new DateOnly(2025, 8, 31);
        List<MatchEvent> events =
        [
            .. Begin(match, asker, partner, inForce.AddDays(-40)),
            Event(match, MatchStep.Agreed, asker, true, inForce), Event(match, MatchStep.Agreed, partner, true, inForce),
        ];

        StepStanding On(DateOnly day) => MatchHistory.Of(events).Single().On(MatchStep.AliveAt6, day);

        Assert.Equal((StepStanding.NotYet, StepStanding.Silence), (On(new DateOnly(2026, 2, 27)), On(new DateOnly(2026, 2, 28))));

        events.Add(Event(match, MatchStep.Ended, Guid.Empty, true, new DateOnly(2026, 2, 27)));
        Assert.Equal(StepStanding.DidNotHappen, On(new DateOnly(2026, 3, 1)));
    }

    /// <summary>One match of two parties, as chance will have it, with minds that change.</summary>
    private static List<MatchEvent> Life(Random chance, int n)
    {
        var (match, asker, partner) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var asked = new DateOnly(2024, 1, 1).AddDays(n % 365);
        var events = new List<MatchEvent>(Begin(match, asker, partner, asked));
        var days = 5;

        bool Says(MatchStep step, double yes, DateOnly on)
        {
            foreach (var side in new[] { asker, partner })
            {
                var words = chance.NextDouble() < 0.15 ? 0 : chance.NextDouble() < 0.1 ? 2 : 1;

                for (var number = 1; number <= words; number++)
                {
                    events.Add(Event(match, step, side, chance.NextDouble() < yes, on, number));
                }
            }

            return chance.NextDouble() < yes;
        }

        if (chance.NextDouble() < 0.1) return events;

        var saidYes = chance.NextDouble() < 0.85;
        events.Add(Event(match, MatchStep.Accepted, partner, saidYes, asked.AddDays(days)));
        if (!saidYes) return events;

        Says(MatchStep.Met, 0.8, asked.AddDays(days += 10));

        if (chance.NextDouble() < 0.1)
        {
            events.Add(Event(match, chance.NextDouble() < 0.5 ? MatchStep.Infeasible : MatchStep.NoContact, Guid.Empty, true, asked.AddDays(days + 1)));
            return events;
        }

        if (chance.NextDouble() < 0.1) return events;

        var inForce = asked.AddDays(days += 20);
        events.Add(Event(match, MatchStep.Agreed, asker, true, inForce));
        events.Add(Event(match, MatchStep.Agreed, partner, true, inForce));
        Says(MatchStep.Started, 0.85, inForce);
        Says(MatchStep.Delivered, 0.7, inForce.AddMonths(9));

        if (chance.NextDouble() < 0.3)
        {
            events.Add(Event(match, MatchStep.Ended, Guid.Empty, true, inForce.AddDays(chance.Next(600))));
        }

        foreach (var step in new[] { MatchStep.AliveAt6, MatchStep.AliveAt12, MatchStep.AliveAt24 })
        {
            Says(step, 0.6, inForce.AddDays(200));
        }

        return events;
    }

    /// <summary>The same count with nothing but the rows: who said what last, party by party.</summary>
    private static (int Reached, int All, int One, int No, int Silence) CountAgain(List<MatchEvent> events, MatchStep step)
    {
        var (all, one, no, silence) = (0, 0, 0, 0);

        foreach (var match in events.Select(e => e.MatchId).Distinct())
        {
            var rows = events.FindAll(e => e.MatchId == match);
            var partner = rows.Find(e => e.Step == MatchStep.Proposed)!.OrganisationId;
            var asker = rows.Find(e => e.Step == MatchStep.Accepted && e.OrganisationId != partner)!.OrganisationId;

            bool? Word(Guid side, MatchStep about)
            {
                var said = rows.FindAll(e => e.Step == about && e.OrganisationId == side);
                said.Sort((a, b) => a.Number - b.Number);
                return said.Count == 0 ? null : said[^1].Happened;
            }

            var saidYes = Word(partner, MatchStep.Accepted) == true;
            var signed = rows.Find(e => e.Step == MatchStep.Agreed);
            bool?[] words = saidYes ? [Word(asker, step), Word(partner, step)] : [Word(asker, step)];

            if (step == MatchStep.Proposed)
            {
                all++;
                continue;
            }

            if (step == MatchStep.Accepted)
            {
                words = [Word(partner, step)];
            }

            if (step == MatchStep.Agreed)
            {
                all += signed is null ? 0 : 1;
                continue;
            }

            if ((step == MatchStep.Met && !saidYes) || (step is MatchStep.Started or MatchStep.Delivered && signed is null)) continue;

            if (step is MatchStep.AliveAt6 or MatchStep.AliveAt12 or MatchStep.AliveAt24)
            {
                var birthday = signed?.On.AddMonths(step == MatchStep.AliveAt6 ? 6 : step == MatchStep.AliveAt12 ? 12 : 24);
                if (birthday is null || birthday > Today) continue;

                if (rows.Exists(e => e.Step == MatchStep.Ended && e.On < birthday))
                {
                    no++;
                    continue;
                }
            }

            var yes = words.Count(word => word == true);

            if (yes == words.Length)
            {
                all++;
            }
            else if (yes > 0)
            {
                one++;
            }
            else if (words.Any(word => word == false))
            {
                no++;
            }
            else
            {
                silence++;
            }
        }

        return (all + one, all, one, no, silence);
    }

    private static IEnumerable<MatchEvent> Begin(Guid match, Guid asker, Guid partner, DateOnly on) =>
        [Event(match, MatchStep.Proposed, partner, true, on), Event(match, MatchStep.Accepted, asker, true, on)];

    private static MatchEvent Event(Guid match, MatchStep step, Guid side, bool happened, DateOnly on, int number = 1) =>
        new(Places.Hillerød, match, match, null, step, side, number, happened, on, EventWay.Record, KemApp.Morning);

    private Task SaveAsync(IReadOnlyList<MatchEvent> events) => app.WithDb(async db =>
    {
        db.MatchEvents.AddRange(events);
        await db.SaveChangesAsync();
    });

    /// <summary>The numbers of each row of the page, by its heading.</summary>
    private async Task<Dictionary<string, List<string>>> TableAsync(string address)
    {
        var page = new HtmlParser().ParseDocument(await app.As(Person.Birgit).GetStringAsync(new Uri(address, UriKind.Relative)));
        return page.QuerySelectorAll("tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent.Trim(), row => row.QuerySelectorAll("td.n").Select(cell => cell.TextContent.Trim()).ToList());
    }
}
