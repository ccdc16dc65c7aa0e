using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Stories;

/// <summary>A letter about a story, from the coordinator who writes it.</summary>
public abstract record StoryLetter(Recipient To, Story Story, Municipality Municipality) : Letter(To)
{
    public override (string Type, Guid Id)? About => (nameof(Domain.Stories.Story), Story.Id);

    public override Recipient? ReplyTo => Recipient.Create(Story.WrittenBy, Story.WrittenByEmail);

    protected string Title => MailText.OneLine(Story.Title);

    protected string Greeting => To.Name.Length > 0 ? $"Hej {To.Name}" : "Hej";

    protected string Goodbye =>
        $"""
        Venlig hilsen
        {MailText.OneLine(Story.WrittenBy)}
        {Municipality.OfficialName}
        Ring på {Municipality.Phone}
        """;
}

/// <summary>Asks a party to approve the very text.</summary>
public sealed record ApproveStoryLetter(Recipient To, Story Story, Municipality Municipality, Guid ApprovalId, string Link) : StoryLetter(To, Story, Municipality)
{
    public override string Kind => "STORY_APPROVE";

    public override string Subject => $"Må vi fortælle om det? {Title}";

    public override string? DeduplicationKey => $"story:{ApprovalId:N}:{Story.TextVersion}";

    public override string Text =>
        $"""
        {Greeting}

        Vi har skrevet en kort historie om jeres samarbejde. Den bliver først delt, når alle parter har sagt ja.

        [Læs historien og svar]({Link})

        Du skal ikke logge ind. Skal noget ændres, så skriv det på siden.

        {Goodbye}
        """;
}

/// <summary>Asks one person for a yes, and says that it can be taken back.</summary>
public sealed record StoryConsentLetter(Recipient To, Story Story, Municipality Municipality, StoryConsent Consent, string Link) : StoryLetter(To, Story, Municipality)
{
    public override string Kind => "STORY_CONSENT";

    public override string Subject => "Må vi bruge dit navn eller billede?";

    public override string? DeduplicationKey => $"story-consent:{Consent.Id:N}:{Consent.AskedAt.ToUnixTimeSeconds()}";

    public override string Text =>
        $"""
        {Greeting}

        Vi skriver om »{Title}« og vil gerne have dig med. Du bestemmer selv.

        [Se, hvad vi vil vise]({Link})

        Et nej er helt i orden. Siger du ja, kan du altid fortryde med det samme link. Så tager vi historien ned med det samme.

        {Goodbye}
        """;
}

/// <summary>Tells the coordinator that somebody said no, or no longer.</summary>
public sealed record StoryTakenDownLetter(Recipient To, Story Story, Municipality Municipality, StoryConsent Consent) : StoryLetter(To, Story, Municipality)
{
    public override string Kind => "STORY_DOWN";

    public override string Subject => Story.State == StoryState.Withdrawn ? $"Historien er taget ned: {Title}" : $"Et nej til historien: {Title}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(Consent.PersonName)} vil ikke være med i historien. {(Story.State == StoryState.Withdrawn ? "Ingen kan læse den nu." : "")}

        Tag navn, citat eller billede ud. Så kan historien godkendes igen.

        [Åbn historien](/historier/{Story.Id})
        """;
}
