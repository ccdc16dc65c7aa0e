using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>Asks a party to read the draft and say what it thinks.</summary>
public sealed record CommentRequest(Recipient To, CooperationAgreement Agreement, Municipality Municipality, AgreementParty Party, string Door)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "COMMENT_REQUEST";

    public override string Subject => $"Hvad siger I til udkastet? {Title}";

    public override string? DeduplicationKey => $"agreement:{Agreement.Id}:comments:{Agreement.CommentRound}:{Party.Id}";

    public override string Text =>
        $"""
        {Greeting}

        Her er et udkast til en aftale mellem {PartyNames}. Det er ikke færdigt, og du skal ikke skrive under endnu.

        Læs det, og skriv, hvad I synes. Du kan sige noget til hvert afsnit eller foreslå andre ord. Du skal ikke logge ind.

        [Læs udkastet og skriv]({Door})

        Alle parter kan se det, I skriver. Linket er kun til dig, så send det ikke videre. Vil du hellere sige det, så ring til {Phone}.

        {Farewell}
        """;
}
