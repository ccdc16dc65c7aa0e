using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>Where an alarm goes besides the page, and by which way; from the section <c>Watchdog</c> of the settings.</summary>
/// <param name="To">The administrator's address; null when nobody is written to.</param>
/// <param name="From">The address that the alarm comes from.</param>
/// <param name="Transport">A way out that is not the outbox's own; null when there is none.</param>
public sealed record WatchdogSettings(Recipient? To, Recipient From, IMailTransport? Transport);
