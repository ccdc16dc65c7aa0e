using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>What every letter about the talk knows: whose turn it is, when they meet, and who leads it.</summary>
public abstract record TalkLetter(Recipient To, TalkSide Side, Municipality Municipality) : Letter(To)
{
    public override (string Type, Guid Id)? About => (nameof(ExpectationTalk), Side.TalkId);

    public override string? MunicipalityCode => Municipality.Code;

    public override Recipient? ReplyTo => Recipient.Create(Side.Talk.InvitedBy, Side.Talk.InvitedByEmail);

    protected string Others => MailText.OneLine(DanishText.List(Side.Talk.Sides.Where(other => other != Side).Select(other => other.Name)));

    protected string Greeting => To.Name.Length > 0 ? $"Hej {To.Name}" : "Hej";

    protected string Goodbye =>
        $"""
        Venlig hilsen
        {MailText.OneLine(Side.Talk.InvitedBy)}
        {Municipality.OfficialName}
        Ring på {Municipality.Phone}
        """;
}

/// <summary>Asks one side to think things over before they meet.</summary>
public sealed record PrepareTalkLetter(Recipient To, TalkSide Side, Municipality Municipality, int Questions, string Link) : TalkLetter(To, Side, Municipality)
{
    public override string Kind => "PREPARE_TALK";

    public override string Subject => $"{DanishText.Capitalised(DanishText.Count(Questions, "spørgsmål"))}, før I mødes med {Others}";

    public override string? DeduplicationKey => $"talk:{Side.Id:N}:invitation";

    public override string Text =>
        $"""
        {Greeting}

        I skal snart tale med {Others}. Mødet bliver bedre, hvis I har tænkt lidt over det først.

        [Svar på {Questions} spørgsmål]({Link})

        Det tager cirka ti minutter. Du skal ikke logge ind. Du kan gemme undervejs og rette til, når I har talt sammen.

        I ser de andres svar, når I har sendt jeres egne. På mødet ligger svarene ved siden af hinanden.

        {Goodbye}
        """;
}

/// <summary>The one reminder.</summary>
public sealed record PrepareTalkReminderLetter(Recipient To, TalkSide Side, Municipality Municipality, DateTimeOffset? MeetingAt, string Link) : TalkLetter(To, Side, Municipality)
{
    public override string Kind => "PREPARE_REMINDER";

    public override LetterUse Use => LetterUse.Reminder;

    public override string Subject => $"Har I tænkt over mødet med {Others}?";

    public override string? DeduplicationKey => $"talk:{Side.Id:N}:reminder";

    public override DateTimeOffset? UselessAfter => MeetingAt;

    public override string Text =>
        $"""
        {Greeting}

        {(MeetingAt is { } at ? $"I mødes {DanishText.Moment(at)}." : $"I skal snart tale med {Others}.")} Vi mangler jeres tanker om samarbejdet. Et par linjer er nok.

        [Svar, før I mødes]({Link})

        Vi skriver ikke igen om det. Vil du hellere sige det i telefonen, så ring på {Municipality.Phone}.

        {Goodbye}
        """;
}

/// <summary>A receipt for the first answer.</summary>
public sealed record PrepareTalkReceiptLetter(Recipient To, TalkSide Side, Municipality Municipality, string Link) : TalkLetter(To, Side, Municipality)
{
    public override string Kind => "PREPARE_RECEIPT";

    public override string Subject => "Tak. Jeres svar er modtaget";

    public override string? DeduplicationKey => $"talk:{Side.Id:N}:receipt";

    public override string Text =>
        $"""
        {Greeting}

        Tak for jeres svar. På mødet ligger de ved siden af svarene fra {Others}.

        [Se svarene]({Link})

        I kan rette jeres svar, indtil I har talt sammen.

        {Goodbye}
        """;
}
