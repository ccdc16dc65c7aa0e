using Kem.Match.Web.Domain.Wishes;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>How choices about mails are said in Danish.</summary>
public static class WishText
{
    public static string Choice(MailChoice choice) => choice switch
    {
        MailChoice.Immediate => "Med det samme",
        MailChoice.Daily => "Hver dag",
        MailChoice.Weekly => "Samlet hver uge",
        MailChoice.Paused => "Ikke for tiden",
        _ => "Nej tak",
    };

    /// <summary>What the line is about, for somebody who has never seen such a mail.</summary>
    public static string About(MailLine line) => line.Code switch
    {
        MailLine.Proposals => "Vil I mødes med nogen? Og svar på det.",
        MailLine.Reminders => "Vi minder om det, der snart skal ske, eller som nogen venter på.",
        MailLine.Meetings => "Indkaldelser, og når et møde bliver flyttet eller aflyst.",
        MailLine.Minutes => "Det, I talte om på et møde.",
        MailLine.Agreements => "Det, du skal skrive under på, og hvad I har aftalt.",
        MailLine.Checkups => "Spørgsmål om, hvordan foreningen har det.",
        MailLine.Digest => "Et samlet brev om det, der venter. Det kommer ikke, når der intet er at fortælle.",
        _ => "Små historier fra andre foreninger.",
    };

    public static string Day(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => "mandag",
        DayOfWeek.Tuesday => "tirsdag",
        DayOfWeek.Wednesday => "onsdag",
        DayOfWeek.Thursday => "torsdag",
        DayOfWeek.Friday => "fredag",
        DayOfWeek.Saturday => "lørdag",
        _ => "søndag",
    };
}
