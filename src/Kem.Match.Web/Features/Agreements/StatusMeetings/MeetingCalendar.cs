using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Mailing;
using Microsoft.Extensions.Configuration;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Writes status meetings for people's calendars.</summary>
public sealed class MeetingCalendar(Taxonomy taxonomy, IConfiguration configuration)
{
    // What makes the meeting's name in calendars ours; it must stay the same as long as the meeting lives.
    private readonly string domain = new Uri(configuration["PublicBaseUrl"] ?? "http://localhost:5080").Host;

    public CalendarInvite For(StatusMeeting meeting, CooperationAgreement agreement, CalendarMethod method)
    {
        var entry = EntryFor(meeting, agreement);
        var people = agreement.Parties.Select(AgreementLetter.ContactOf).OfType<Recipient>().DistinctBy(person => person.Address, StringComparer.OrdinalIgnoreCase);

        return new CalendarInvite(
            entry.Uid, entry.Sequence, method, entry.Start, entry.End, entry.Summary,
            AgreementLetter.ResponsibleFor(agreement) ?? people.First(), [.. people], entry.Location, entry.Description);
    }

    /// <summary>The same meeting as it stands in the calendar that somebody subscribes to.</summary>
    public CalendarEntry EntryFor(StatusMeeting meeting, CooperationAgreement agreement)
    {
        var agenda = taxonomy.AgendaOf(agreement);
        var start = DanishTime.Local(meeting.StartsAt).DateTime;
        var changedAt = agreement.InForceAt is { } inForce && inForce > meeting.ChangedAt ? inForce : meeting.ChangedAt;

        return new CalendarEntry(
            CalendarInvite.UidFor(meeting.Id, domain), meeting.Sequence, changedAt, start, start.AddMinutes(agenda.Minutes), $"Statusmøde: {agreement.Title}")
        {
            Location = meeting.Place,
            Description = "Dagsorden:\n" + string.Join('\n', agenda.Items.Select((item, index) => $"{index + 1}. {item.Question}")),
            IsCalledOff = meeting.IsCalledOff,
        };
    }

    /// <summary>The days that the agreement itself asks its people to remember, and what they promised each other.</summary>
    public IEnumerable<CalendarEntry> DaysOf(CooperationAgreement agreement)
    {
        var isOver = agreement.IsOver;

        yield return Day("slut", agreement.LastDay, $"Aftalen slutter: {agreement.Title}");
        yield return Day("varsel", agreement.Term.LastDayForNotice, $"Skal aftalen fortsætte? {agreement.Title}");

        foreach (var action in agreement.OpenActions.Where(action => action.DueOn is not null))
        {
            yield return Day($"opgave{action.Id}", action.DueOn!.Value, $"Opgave til {action.Owner}: {action.Text}") with { Description = agreement.Title };
        }

        CalendarEntry Day(string name, DateOnly day, string summary) =>
            CalendarEntry.WholeDay($"{name}-{CalendarInvite.UidFor(agreement.Id, domain)}", isOver ? 1 : 0, agreement.ChangedAt, day, summary) with { IsCalledOff = isOver };
    }
}
