using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Alive;

/// <summary>One question to one party, answered with one press of a button.</summary>
public sealed record StepQuestionLetter(Recipient To, MatchQuestion Question, MatchNames Match, string Organisation, Municipality Municipality, string Link) : Letter(To)
{
    public override string Kind => "STEP_QUESTION";

    public override string Subject => $"{StepText.Of(Question.Step).Question.TrimEnd('?')}? {MailText.OneLine(DanishText.List(Match.Others))}";

    public override string? MunicipalityCode => Municipality.Code;

    public override LetterUse Use => Question.RemindedAt is null ? LetterUse.Necessary : LetterUse.Reminder;

    public override Recipient? ReplyTo => Recipient.Create(Match.SentBy, Match.SentByEmail);

    public override string? DeduplicationKey => $"question:{Question.Id:N}:{(Question.RemindedAt is null ? "asked" : "reminded")}";

    public override string Text =>
        $"""
        Hej {To.Name}

        {What}

        {StepText.Of(Question.Step).Question} Det tager et øjeblik at svare, og et nej er også et godt svar.

        [Svar med ét tryk]({Link})

        Vi spørger alle parter om det samme. Så ved vi, hvad der holder.

        Venlig hilsen
        {MailText.OneLine(Match.SentBy)}
        {Municipality.OfficialName}
        Ring på {Municipality.Phone}
        """;

    private string What
    {
        get
        {
            var (us, others, title) = (MailText.OneLine(Organisation), MailText.OneLine(DanishText.List(Match.Others)), MailText.OneLine(Match.Title));

            return Question.Step switch
            {
                MatchStep.Met => $"{us} og {others} skulle mødes {DanishText.WeekdayAndDay(Question.On)}.",
                MatchStep.Started => $"{us} og {others} har en aftale, der begyndte {DanishText.DayAndMonth(Question.On)}: »{title}«.",
                MatchStep.Delivered => $"{us} og {others} har en aftale, der slutter {DanishText.Date(Question.On)}: »{title}«.",
                _ => $"Det er {MatchHistory.AgeOf(Question.Step)} måneder siden, at {us} og {others} fik en aftale: »{title}«.",
            };
        }
    }
}
