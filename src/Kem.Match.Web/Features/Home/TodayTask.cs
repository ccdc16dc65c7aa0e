namespace Kem.Match.Web.Features.Home;

/// <summary>One thing that waits for the viewer. It goes away when it is done, never by being ticked off.</summary>
/// <param name="Icon">Name of an icon in the design system's sprite.</param>
/// <param name="Title">The fact: who waits, for what.</param>
/// <param name="Url">Where the thing itself is.</param>
/// <param name="Why">One line more.</param>
/// <param name="Action">What the button says; a verb.</param>
/// <param name="ActionUrl">Where the button leads.</param>
/// <param name="Order">1: a person waits for an answer; 2: a deadline; 3: upkeep.</param>
/// <param name="Since">When it began to wait; the oldest comes first.</param>
public sealed record TodayTask(
    string Icon, string Title, string Url, string Why, string Action, string ActionUrl, int Order, DateTimeOffset Since)
{
    /// <summary>What somebody wrote, shown when the task comes first.</summary>
    public string Quote { get; init; } = "";

    public string QuotedPerson { get; init; } = "";

    /// <summary>Which link of the chain is next, 1 to 6; 0 when the task is not about a cooperation.</summary>
    public int ChainLink { get; init; }
}
