using Kem.Match.Web.Domain.Municipalities;

namespace Kem.Match.Web.Features.Calendar;

/// <summary>How one subscribes to one's calendar, and how to get a new address for it.</summary>
/// <param name="Address">Of the calendar file; null before somebody has asked for one.</param>
/// <param name="NewLinkAt">Where the button posts that replaces the address.</param>
public sealed record CalendarPage(Uri? Address, string NewLinkAt)
{
    /// <summary>The same address in the form that opens a calendar program.</summary>
    public string? Subscription => Address is null ? null : "webcal://" + Address.Authority + Address.AbsolutePath;
}

/// <summary>Somebody with another personal link asks for the calendar; it is sent to the address of that link.</summary>
public sealed record CalendarRequestPage(string MaskedAddress, bool IsSent, string PostTo, string Back, Municipality Municipality);
