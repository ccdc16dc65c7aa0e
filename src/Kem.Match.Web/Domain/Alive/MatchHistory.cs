namespace Kem.Match.Web.Domain.Alive;

/// <summary>Where one match stands on one step.</summary>
public enum StepStanding
{
    /// <summary>It is too early to say, or the step before was not reached.</summary>
    NotYet,

    /// <summary>Nobody has said anything.</summary>
    Silence,

    /// <summary>Every party says that it happened.</summary>
    AllSides,

    /// <summary>At least one party says so, and not all.</summary>
    OneSide,

    /// <summary>Somebody says that it did not happen, and nobody that it did.</summary>
    DidNotHappen,
}

/// <summary>How a match ended, or that it has not; the same words everywhere.</summary>
public enum MatchEnd
{
    /// <summary>No yes yet, or no yes at all.</summary>
    NeverBegan,
    Running,
    DeliveredAllSides,
    DeliveredOneSide,
    Infeasible,
    NoContact,

    /// <summary>The agreement is over, and nobody says that it was delivered.</summary>
    Stopped,
}

/// <summary>Everything that was said about one match, and what follows from it. Nothing else is looked at.</summary>
public sealed class MatchHistory
{
    private readonly Dictionary<(MatchStep Step, Guid Organisation), MatchEvent> lastWords;

    private MatchHistory(Guid id, IEnumerable<MatchEvent> events)
    {
        Id = id;
        lastWords = events.GroupBy(e => (e.Step, e.OrganisationId)).ToDictionary(g => g.Key, g => g.OrderBy(e => e.RecordedAt).ThenBy(e => e.Number).Last());
        Events = [.. lastWords.Values];
    }

    public Guid Id { get; }

    /// <summary>The last word of each party on each step.</summary>
    public IReadOnlyList<MatchEvent> Events { get; }

    /// <param name="events">All events of the matches.</param>
    /// <param name="mergedInto">Which organisation stands for one that was merged into it; the events themselves are never changed.</param>
    public static IReadOnlyList<MatchHistory> Of(IEnumerable<MatchEvent> events, IReadOnlyDictionary<Guid, Guid>? mergedInto = null) =>
    [
        .. events.Select(e => mergedInto is not null && mergedInto.TryGetValue(e.OrganisationId, out var now) ? e.SaidBy(now) : e)
            .GroupBy(e => e.MatchId).Select(match => new MatchHistory(match.Key, match)),
    ];

    public DateOnly? DayOf(MatchStep step) => Said(step).Where(e => e.Happened).Select(e => (DateOnly?)e.On).Min();

    /// <summary>Those who made the agreement; before there is one, those who want it: the asker and whoever said yes.</summary>
    public IReadOnlyList<Guid> Sides => SaidYes(MatchStep.Agreed) is { Count: > 0 } signed ? signed : SaidYes(MatchStep.Accepted);

    public StepStanding On(MatchStep step, DateOnly today) => step switch
    {
        MatchStep.Proposed => StepStanding.AllSides,
        MatchStep.Accepted => Accepted(),
        MatchStep.Agreed => Said(step).Any(e => e.Happened) ? StepStanding.AllSides : StepStanding.NotYet,
        MatchStep.Met => Accepted() == StepStanding.AllSides ? Confirmed(step) : StepStanding.NotYet,
        _ => DayOf(MatchStep.Agreed) is not { } inForce ? StepStanding.NotYet
            : AgeOf(step) is { } months ? AliveOn(inForce.AddMonths(months), step, today)
            : Confirmed(step),
    };

    public MatchEnd End => this switch
    {
        _ when Happened(MatchStep.NoContact) => MatchEnd.NoContact,
        _ when Happened(MatchStep.Infeasible) => MatchEnd.Infeasible,
        _ when Confirmed(MatchStep.Delivered) == StepStanding.AllSides => MatchEnd.DeliveredAllSides,
        _ when Confirmed(MatchStep.Delivered) == StepStanding.OneSide => MatchEnd.DeliveredOneSide,
        _ when Happened(MatchStep.Ended) => MatchEnd.Stopped,
        _ when Accepted() == StepStanding.AllSides => MatchEnd.Running,
        _ => MatchEnd.NeverBegan,
    };

    /// <summary>Months from the day the agreement came into force; null for the steps that have no age.</summary>
    public static int? AgeOf(MatchStep step) => step switch
    {
        MatchStep.AliveAt6 => 6,
        MatchStep.AliveAt12 => 12,
        MatchStep.AliveAt24 => 24,
        _ => null,
    };

    /// <summary>Is the match old enough for the step to be asked about?</summary>
    public bool IsOldEnoughFor(MatchStep step, DateOnly today) =>
        AgeOf(step) is not { } months || (DayOf(MatchStep.Agreed) is { } inForce && inForce.AddMonths(months) <= today);

    // The asker wants it from the start, so the yes that counts is that of somebody who was asked.
    private StepStanding Accepted()
    {
        var asked = Said(MatchStep.Proposed).Select(e => e.OrganisationId).ToHashSet();
        var answers = Said(MatchStep.Accepted).Where(e => asked.Contains(e.OrganisationId)).ToList();

        return answers.Count == 0 ? StepStanding.Silence
            : answers.Any(e => e.Happened) ? StepStanding.AllSides
            : StepStanding.DidNotHappen;
    }

    // Whoever stopped before the birthday was not alive on it; nobody needs to be asked.
    private StepStanding AliveOn(DateOnly birthday, MatchStep step, DateOnly today) =>
        birthday > today ? StepStanding.NotYet
        : DayOf(MatchStep.Ended) < birthday ? StepStanding.DidNotHappen
        : Confirmed(step);

    private StepStanding Confirmed(MatchStep step)
    {
        var said = Said(step);
        var sides = Sides;
        var yes = sides.Count(side => said.Any(e => e.OrganisationId == side && e.Happened));

        return yes > 0 ? yes == sides.Count ? StepStanding.AllSides : StepStanding.OneSide
            : said.Count > 0 ? StepStanding.DidNotHappen
            : StepStanding.Silence;
    }

    private List<Guid> SaidYes(MatchStep step) => [.. Said(step).Where(e => e.Happened).Select(e => e.OrganisationId)];

    private bool Happened(MatchStep step) => Said(step).Any(e => e.Happened);

    private List<MatchEvent> Said(MatchStep step) => [.. Events.Where(e => e.Step == step)];
}
