using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>The agreements as rows of a spreadsheet.</summary>
public static class AgreementSpreadsheet
{
    private static readonly string[] Headings =
        ["Aftale", "Metode", "Parter", "Tilstand", "Begynder", "Slutter", "Næste statusmøde", "Holdte statusmøder", "Åbne opgaver", "Ansvarlig"];

    public static byte[] Write(IEnumerable<CooperationAgreement> agreements, Taxonomy taxonomy, DateOnly today) =>
        Spreadsheet.Write(agreements.Select(agreement => Cells(agreement, taxonomy, today)).Prepend(Headings));

    private static string[] Cells(CooperationAgreement agreement, Taxonomy taxonomy, DateOnly today) =>
    [
        agreement.Title,
        taxonomy.Method(agreement.Method).ShortName,
        string.Join(", ", agreement.Parties.Select(party => party.Name)),
        AgreementStanding.Of(agreement, today).Word,
        $"{agreement.StartsOn:yyyy-MM-dd}",
        $"{agreement.EndsOn:yyyy-MM-dd}",
        agreement.NextMeeting is { } meeting ? $"{meeting.On:yyyy-MM-dd}" : "",
        $"{agreement.StatusMeetings.Count(m => m.State == MeetingState.Held)}",
        $"{agreement.OpenActions.Count}",
        agreement.ResponsibleName,
    ];
}
