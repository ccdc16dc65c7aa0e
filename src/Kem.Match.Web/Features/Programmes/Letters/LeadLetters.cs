using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Programmes.Letters;

/// <summary>Tells the lead that a round is over and who has not finished.</summary>
public sealed record CheckupsMissingLetter(Recipient To, CapacityProgramme Programme, Municipality Municipality, ProgrammeRound Round, IReadOnlyList<string> Missing)
    : ProgrammeLetter(To, Programme, Municipality)
{
    public override string Kind => ProgrammeReminders.CheckupsMissing;

    public override LetterUse Use => LetterUse.Reminder;

    public override string Subject => $"Runde {Round.Number} er slut: {DanishText.Count(Missing.Count, "forening", "foreninger")} mangler";

    public override string? DeduplicationKey => $"programme:{Programme.Id:N}:missing:{Round.Id:N}:{Round.ClosesOn:yyyy-MM-dd}";

    public override string Text =>
        $"""
        Hej {FirstName}

        Runde {Round.Number} i »{Title}« sluttede {DanishText.DayAndMonth(Round.ClosesOn)}. De her er ikke færdige med sundhedstjekket:
        {string.Join('\n', Missing.Select(name => $"- {MailText.OneLine(name)}"))}

        [Se forløbet]({Door})

        Ring til dem, og spørg, om I skal gøre det sammen. Du kan give runden flere dage på siden.

        Venlig hilsen
        {MailText.OneLine(Municipality.OfficialName)}
        """;
}

/// <summary>Tells the lead that one of the two meetings after the end is near.</summary>
public sealed record FollowUpLetter(Recipient To, CapacityProgramme Programme, Municipality Municipality, int Number)
    : ProgrammeLetter(To, Programme, Municipality)
{
    public override string Kind => ProgrammeReminders.FollowUpSoon;

    public override LetterUse Use => LetterUse.Reminder;

    public override string Subject => $"Snart skal I mødes om »{Title}«";

    public override string? DeduplicationKey => $"programme:{Programme.Id:N}:follow-up:{Number}:{On:yyyy-MM-dd}";

    public override DateTimeOffset? UselessAfter => ReminderTimes.EndOf(On);

    public override string Text =>
        $"""
        Hej {FirstName}

        Forløbet »{Title}« sluttede {DanishText.Date(Programme.Plan.EndsOn)}. Efter planen holder I statusmøde {DanishText.WeekdayAndDay(On)}. Det er {ProgrammePlan.FollowUpMonths[Number - 1]} måneder efter.

        [Se forløbet]({Door})

        Spørg kommunen og foreningerne, om dagen passer. Sæt kryds ved opgaven, når mødet er holdt.

        Venlig hilsen
        {MailText.OneLine(Municipality.OfficialName)}
        """;

    private DateOnly On => Programme.Plan.FollowUps[Number - 1];
}
