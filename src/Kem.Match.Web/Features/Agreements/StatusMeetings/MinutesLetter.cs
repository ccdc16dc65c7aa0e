using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>The minutes of a meeting, to everybody who takes part.</summary>
public sealed record MinutesLetter(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, AgendaTemplate Agenda)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "MINUTES";

    public override string Subject => $"Referat fra {Day}: {Title}";

    // Corrected minutes are another letter.
    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:minutes:{Meeting.MinutesAt?.ToUnixTimeMilliseconds()}:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        Her er, hvad vi talte om på mødet {Day} om »{Title}«. {MailText.OneLine(Meeting.MinutesBy)} har skrevet det ned.

        {string.Join("\n\n", Said.Concat(Actions))}

        {NextMeeting}

        [Læs referatet]({Reader.Door})

        Er der noget, der ikke er rigtigt? Sig det på siden senest {DanishText.DayAndMonth(Meeting.ObjectBy!.Value)}, eller ring til {Phone}. Siger ingen noget, er referatet godkendt.

        {Farewell}
        """;

    private IEnumerable<string> Said =>
        from item in Agenda.Items
        let line = Meeting.Lines.FirstOrDefault(line => line.AgendaCode == item.Code)
        where line is not null
        select $"{item.Question}\n{MailText.Quote(line.Text)}";

    private IEnumerable<string> Actions
    {
        get
        {
            var open = Agreement.OpenActions;
            if (open.Count == 0) return [];

            return ["Det skal vi gøre nu:\n" + string.Join('\n', open.Select(action =>
                $"- {MailText.OneLine(action.Text)} ({MailText.OneLine(action.Owner)}{(action.DueOn is { } due ? $", senest {DanishText.DayAndMonth(due)}" : "")})"))];
        }
    }

    private string NextMeeting => Agreement.NextMeeting is { } next
        ? $"Næste møde er {DanishText.WeekdayAndDay(next.On)} {DanishText.Clock(next.Time)}."
        : "Der er ikke aftalt flere møder.";
}
