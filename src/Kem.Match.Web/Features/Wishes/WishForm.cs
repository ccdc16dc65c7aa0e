using System.Globalization;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>What somebody chooses about the mails to one address.</summary>
public sealed class WishForm
{
    private const string HalfHour = "HH:mm";

    /// <summary>For each line of the matrix what is chosen.</summary>
    public Dictionary<string, string> Choices { get; init; } = [];

    public DayOfWeek? DigestDay { get; init; }

    public string? DigestAt { get; init; }

    public string? From { get; init; }

    public string? Until { get; init; }

    public bool Saturdays { get; init; }

    public bool Sundays { get; init; }

    public bool Holidays { get; init; }

    public DateOnly? PauseFrom { get; init; }

    public DateOnly? PauseUntil { get; init; }

    public bool ByPhone { get; init; }

    /// <summary>The form as it stands when it is opened; a pause that is over is not shown.</summary>
    public static WishForm Of(MailSettings settings, MailLines lines, DateOnly today) => new()
    {
        Choices = lines.All.ToDictionary(line => line.Code, line => settings.ChoiceOf(line).ToString()),
        DigestDay = settings.DigestDay,
        DigestAt = Text(settings.DigestAt),
        From = Text(settings.Hours.From),
        Until = Text(settings.Hours.Until),
        Saturdays = settings.Hours.Saturdays,
        Sundays = settings.Hours.Sundays,
        Holidays = settings.Hours.Holidays,
        PauseFrom = settings.PauseUntil >= today ? settings.PauseFrom : null,
        PauseUntil = settings.PauseUntil >= today ? settings.PauseUntil : null,
        ByPhone = settings.ByPhone,
    };

    /// <summary>What was chosen; asked only when nothing is wrong with the form.</summary>
    public MailSettings ToSettings(MailLines lines) => new()
    {
        Choices = lines.All.Where(line => !line.IsLocked).ToDictionary(line => line.Code, line => ChoiceOf(line) ?? line.Default),
        DigestDay = DigestDay!.Value,
        DigestAt = TimeOf(DigestAt)!.Value,
        Hours = new LetterHours(TimeOf(From)!.Value, TimeOf(Until)!.Value, Saturdays) { Sundays = Sundays, Holidays = Holidays },
        PauseFrom = PauseFrom,
        PauseUntil = PauseUntil,
        ByPhone = ByPhone,
    };

    /// <summary>What is chosen for a line; null when it is not one of its answers.</summary>
    public MailChoice? ChoiceOf(MailLine line) =>
        Choices.TryGetValue(line.Code, out var text) && Enum.TryParse<MailChoice>(text, out var choice) && line.Options.Contains(choice) ? choice : null;

    public static TimeOnly? TimeOf(string? text) =>
        TimeOnly.TryParseExact(text, HalfHour, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static string Text(TimeOnly time) => time.ToString(HalfHour, CultureInfo.InvariantCulture);
}
