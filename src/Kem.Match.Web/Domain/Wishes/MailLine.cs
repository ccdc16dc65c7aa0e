namespace Kem.Match.Web.Domain.Wishes;

/// <summary>How somebody wants one kind of mails.</summary>
public enum MailChoice
{
    Immediate,
    Daily,
    Weekly,
    Paused,
    Never,
}

/// <summary>One line of the matrix in which people choose their mails, as it stands in <c>notification-preferences.json</c>.</summary>
/// <param name="Code">Such as <c>NP_MINUTES</c>.</param>
/// <param name="Name">What the line is called in Danish.</param>
/// <param name="Default">What those get who have said nothing.</param>
/// <param name="Options">What can be chosen; with one option there is no choice.</param>
public sealed record MailLine(string Code, string Name, MailChoice Default, IReadOnlyList<MailChoice> Options)
{
    public const string Proposals = "NP_PROPOSALS";
    public const string Reminders = "NP_REMINDERS";
    public const string Meetings = "NP_MEETINGS";
    public const string Minutes = "NP_MINUTES";
    public const string Agreements = "NP_AGREEMENTS";
    public const string Checkups = "NP_HEALTH";
    public const string Digest = "NP_DIGEST";
    public const string News = "NP_NEWS";

    public bool IsLocked => Options.Count == 1;

    /// <summary>In a pause comes only what has no choice: meetings and agreements.</summary>
    public bool WaitsInPause => !IsLocked;
}

/// <summary>The whole matrix, in its own order.</summary>
public sealed class MailLines(IReadOnlyList<MailLine> lines)
{
    public IReadOnlyList<MailLine> All { get; } = lines;

    public MailLine this[string code] => All.Single(line => line.Code == code);
}
