using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Tests.Mailing;

/// <summary>The letter these tests send: a proposal to Amina, as a feature would write it.</summary>
internal sealed record ProposalLetter(Recipient To) : Letter(To)
{
    public static Recipient Amina { get; } = Recipient.Create("Amina Østergård", "amina@kvindenetvaerket.example");

    public static Recipient Birgit { get; } = Recipient.Create("Birgit Aagaard", "birgit@hilleroed.example");

    public override string Kind => "PROPOSAL";

    public override string Subject => SubjectLine;

    public string SubjectLine { get; init; } = "Vil I mødes med Spejderne på Åsen?";

    public override string Text => Body;

    public string Body { get; init; } =
        """
        Hej Amina

        Birgit fra kommunen tror, at I og Spejderne på Åsen kan få noget ud af at mødes.

        Derfor:
        - I bor tæt på hinanden
        - I arbejder begge med børn & unge

        Spejderne skriver:
        > Vi vil gerne have flere med på tur.

        [Se forslaget og svar](kem-link:0198c0de-0000-7000-8000-000000000001)

        Svar gerne inden fredag.

        [Læs aftalen](/aftaler/42)

        Venlig hilsen
        Birgit Aagaard
        """;

    public override Recipient? ReplyTo => Birgit;

    public override CalendarInvite? Calendar => Invite;

    public CalendarInvite? Invite { get; init; }

    public override string? DeduplicationKey => "proposal:1:amina";

    public override (string Type, Guid Id)? About => ("MatchProposal", ProposalId);

    public override DateTimeOffset? UselessAfter => AnswerBefore;

    public DateTimeOffset? AnswerBefore { get; init; }

    public static Guid ProposalId { get; } = new("0198c0de-0000-7000-8000-000000000042");

    /// <summary>The links of the letter as the web would give them.</summary>
    public static string Resolve(string target) => target switch
    {
        _ when target.StartsWith("kem-link:", StringComparison.Ordinal) => $"https://kem.example/l/{target["kem-link:".Length..]}?a=1&b=2",
        _ when target.StartsWith('/') => $"https://kem.example{target}",
        _ => target,
    };
}
