using System.Text;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>The agreements as a file that a Danish spreadsheet opens with a double click.</summary>
public static class AgreementSpreadsheet
{
    private static readonly string[] Headings =
        ["Aftale", "Metode", "Parter", "Tilstand", "Begynder", "Slutter", "Næste statusmøde", "Holdte statusmøder", "Åbne opgaver", "Ansvarlig"];

    /// <summary>UTF-8 with its mark in front, semicolons between, as Danish spreadsheets expect.</summary>
    public static byte[] Write(IEnumerable<CooperationAgreement> agreements, Taxonomy taxonomy, DateOnly today)
    {
        var lines = agreements.Select(agreement => Line(Cells(agreement, taxonomy, today))).Prepend(Line(Headings));

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat(lines))];
    }

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

    private static string Line(IEnumerable<string> cells) => string.Join(';', cells.Select(Cell)) + "\r\n";

    // A spreadsheet would run a cell that begins like a formula; an apostrophe makes it text.
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text.TrimStart() is ['=' or '+' or '-' or '@', ..] or ['\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().ContainsAny(";\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
