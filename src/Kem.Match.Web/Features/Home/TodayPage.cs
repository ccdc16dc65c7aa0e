namespace Kem.Match.Web.Features.Home;

public sealed class TodayPage
{
    public required DateOnly Today { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required string Role { get; init; }
    public required IReadOnlyList<TodayTask> Tasks { get; init; }
    public required IReadOnlyList<ComingEvent> Coming { get; init; }
    public required IReadOnlyList<Draft> Drafts { get; init; }
    public required IReadOnlyList<GoodNews> GoodNews { get; init; }
    public required Figures? Figures { get; init; }

    /// <summary>True for a coordinator whose catalogue is still empty.</summary>
    public required bool IsNewHere { get; init; }
}

public sealed record ComingEvent(DateOnly Day, TimeOnly? Time, string Title, string Url, string Where);

public sealed record Draft(string Title, string Url, string Kind, DateTimeOffset ChangedAt);

public sealed record GoodNews(string Text, string Url);

/// <param name="ActiveAgreements">Signed by all and not past their end.</param>
/// <param name="OnTime">Of these, how many have no status meeting past its day.</param>
/// <param name="MedianDaysToAnswer">From proposal to answer, the last 12 months; null when nobody has answered yet.</param>
/// <param name="OpenNeeds">Needs that look for a partner.</param>
/// <param name="OldNeeds">Of these, how many are more than 14 days old.</param>
public sealed record Figures(int ActiveAgreements, int OnTime, int? MedianDaysToAnswer, int OpenNeeds, int OldNeeds);

/// <summary>Somebody one can sign in as on the start page, in Development only.</summary>
public sealed record DemoPerson(Guid Id, string Name, string Title, string Organisation, string Municipality);
