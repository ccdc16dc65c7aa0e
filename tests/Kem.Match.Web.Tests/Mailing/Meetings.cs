using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Tests.Mailing;

internal static class Meetings
{
    public static CalendarInvite StatusMeeting() => new(
        CalendarInvite.UidFor(new Guid("0198c0de-0000-7000-8000-000000000007"), "kem.example"),
        Sequence: 2,
        CalendarMethod.Request,
        new DateTime(2027, 4, 6, 17, 0, 0),
        new DateTime(2027, 4, 6, 18, 30, 0),
        "Statusmøde: Fælles køkken, haven; og \\ mere",
        ProposalLetter.Birgit,
        [ProposalLetter.Amina, Recipient.Create("Foreningen \"Åben Dør\"; Hillerød", "hej@aabendoer.example")],
        Location: "Kulturhuset, Ærøvej 3, 1. sal",
        Description: "I skal tale om:\n- Hvordan går det?\n- Hvad er næste mål?\n\nTag gerne kaffe med, og skriv hvis nogen bliver forhindret eller vil have en med fra bestyrelsen.");
}
