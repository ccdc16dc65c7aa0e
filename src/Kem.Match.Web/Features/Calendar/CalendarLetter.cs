using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Calendar;

/// <summary>Hands somebody the way to a calendar of his or her own.</summary>
public sealed record CalendarLetter(Recipient To, Municipality Municipality, string Link, DateOnly Day) : Letter(To)
{
    public override string Kind => "CALENDAR";

    public override string Subject => "Jeres møder i din egen kalender";

    public override string? MunicipalityCode => Municipality.Code;

    /// <summary>Once a day is enough, however often the button is pressed.</summary>
    public override string? DeduplicationKey => KeyFor(Link, Day);

    public static string KeyFor(string link, DateOnly day) => $"calendar:{link}:{day:yyyy-MM-dd}";

    public override string Text =>
        $"""
        Hej {To.Name}

        Du har bedt om at få jeres møder i din egen kalender. Tryk på knappen, og vælg din kalender.

        [Læg møderne i min kalender]({Link})

        Linket er dit eget. Giv det ikke videre, for det viser dine møder. På siden kan du altid få et nyt.

        Har du ikke bedt om det, skal du ikke gøre noget.

        Venlig hilsen
        {MailText.OneLine(Municipality.OfficialName)}
        Ring på {MailText.OneLine(Municipality.Phone)}
        """;
}
