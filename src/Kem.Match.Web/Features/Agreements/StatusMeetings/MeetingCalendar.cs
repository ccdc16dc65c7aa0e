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
        var agenda = taxonomy.AgendaOf(agreement.Method);
        var start = meeting.On.ToDateTime(meeting.Time);
        var people = agreement.Parties.Select(AgreementLetter.ContactOf).OfType<Recipient>().DistinctBy(person => person.Address, StringComparer.OrdinalIgnoreCase);

        return new CalendarInvite(
            CalendarInvite.UidFor(meeting.Id, domain), meeting.Sequence, method, start, start.AddMinutes(agenda.Minutes),
            $"Statusmøde: {agreement.Title}", AgreementLetter.ResponsibleFor(agreement) ?? people.First(), [.. people], meeting.Place,
            "Dagsorden:\n" + string.Join('\n', agenda.Items.Select((item, index) => $"{index + 1}. {item.Question}")));
    }
}
