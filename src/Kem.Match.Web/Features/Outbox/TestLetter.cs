using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>Shows whoever asks for it that mails come through, all the way to the own inbox.</summary>
public sealed record TestLetter(Recipient To, string? Municipality) : Letter(To)
{
    public const string Code = "TEST_MAIL";

    public override string Kind => Code;
    public override string Subject => "Prøve fra KEM Match";
    public override string? MunicipalityCode => Municipality;

    public override string Text =>
        """
        Hej

        Du bad om en prøve fra KEM Match. Når du læser dette, kommer mails frem.

        [Åbn KEM Match](/)
        """;
}
