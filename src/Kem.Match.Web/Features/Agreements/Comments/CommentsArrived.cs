using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>Tells the coordinator that somebody has commented: once for each person and round, however much is said.</summary>
public sealed record CommentsArrived(
    Recipient To, CooperationAgreement Agreement, Municipality Municipality, AgreementParty Party, string AuthorName, int Count, string PersonKey)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "COMMENTS_ARRIVED";

    public override string Subject => $"{MailText.OneLine(Party.Name)} har kommentarer: {Title}";

    public override Recipient? ReplyTo => ContactOf(Party);

    public override string? DeduplicationKey => $"agreement:{Agreement.Id}:comments:{Agreement.CommentRound}:from:{PersonKey}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(AuthorName)} fra {MailText.OneLine(Party.Name)} har læst udkastet til »{Title}«. Der er {DanishText.Count(Count, "kommentar", "kommentarer")} til dig.

        [Se og svar](/aftaler/{Agreement.Id}/gennemsyn)

        Siger de mere, får du ikke en ny mail. Det står på siden.

        {Farewell}
        """;
}
