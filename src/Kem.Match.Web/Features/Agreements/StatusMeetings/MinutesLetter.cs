using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>The minutes of a meeting, to everybody who takes part.</summary>
public sealed record MinutesLetter(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, AgendaTemplate Agenda)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "MINUTES";

    // Corrected minutes are another letter.
    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:minutes:{Meeting.MinutesAt?.ToUnixTimeMilliseconds()}:{Reader.Code}";

    public override string Template => "MINUTES_APPROVE";

    public override MailValues Values => AboutMeeting(new()
    {
        { "minutesBy", Meeting.MinutesBy },
        { "minutes", string.Join("\n\n", Said) },
        { "actions", Agreement.OpenActions.Select(Action) },
        { "nextMeeting", Agreement.NextMeeting is null ? "none" : "planned" },
        { "nextDate", Agreement.NextMeeting?.On ?? default },
        { "nextTime", Agreement.NextMeeting?.Time ?? default },
        { "objectBy", Meeting.ObjectBy!.Value },
    });

    private IEnumerable<string> Said =>
        from item in Agenda.Items
        let line = Meeting.Lines.FirstOrDefault(line => line.AgendaCode == item.Code)
        where line is not null
        select $"{item.Question}\n{MailText.Quote(line.Text)}";

    private static string Action(ActionItem action) =>
        $"{MailText.OneLine(action.Text)} ({MailText.OneLine(action.Owner)}{(action.DueOn is { } due ? $", senest {DanishText.DayAndMonth(due)}" : "")})";
}
