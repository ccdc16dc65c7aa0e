using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>The form in which somebody chooses mails, signed in or by a link.</summary>
public sealed class WishPage
{
    // Hours that somebody would have a digest at; mails may be wanted at all hours.
    private const int FirstDigestHour = 5;
    private const int LastDigestHour = 22;
    private const int HalvesInADay = 48;

    public required WishForm Form { get; init; }

    public required MailLines Lines { get; init; }

    public required Municipality Municipality { get; init; }

    /// <summary>The address that the choices are about.</summary>
    public required string Address { get; init; }

    /// <summary>Where the form is sent.</summary>
    public required string PostTo { get; init; }

    /// <summary>There is a number to call, so the phone can be chosen.</summary>
    public required bool HasPhone { get; init; }

    public static IEnumerable<SelectListItem> Days { get; } =
        from day in (DayOfWeek[])[DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday]
        select new SelectListItem(DanishText.Capitalised(WishText.Day(day)), day.ToString());

    public static IEnumerable<SelectListItem> Hours { get; } = Halves(0, HalvesInADay);

    public static IEnumerable<SelectListItem> DigestHours { get; } = Halves(2 * FirstDigestHour, 2 * (LastDigestHour - FirstDigestHour) + 1);

    private static List<SelectListItem> Halves(int first, int count) =>
        [.. from half in Enumerable.Range(first, count)
            let time = new TimeOnly(half / 2, half % 2 * 30)
            select new SelectListItem(DanishText.Clock(time), WishForm.Text(time))];
}
