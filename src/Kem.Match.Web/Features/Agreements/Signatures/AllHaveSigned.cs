using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Tells that the agreement is in force, with its whole text and the first meeting for the calendar.</summary>
public sealed record AllHaveSigned(
    SigningReader Reader, CooperationAgreement Agreement, Municipality Municipality, string Door, CalendarInvite? Invite)
    : AgreementLetter(Reader.To, Agreement, Municipality)
{
    public override string Kind => "SIGNED_ALL";

    public override CalendarInvite? Calendar => Invite;

    public override string? DeduplicationKey => $"{Round}:signed-all:{Reader.Code}";

    public override MailValues Values => AboutAgreement(new()
    {
        { "startDate", Agreement.StartsOn },
        { "endDate", Agreement.EndsOn },
        { "firstMeeting", Agreement.NextMeeting is null ? "none" : "planned" },
        { "nextDate", Agreement.NextMeeting?.On ?? default },
        { "nextTime", Agreement.NextMeeting?.Time ?? default },
        { "nextPlace", Agreement.NextMeeting?.Place ?? "" },
        { "agreementText", WholeText },
        { "link", Door },
    });

    private string WholeText => string.Join("\n\n", Agreement.Clauses.Select(clause => MailText.Quote($"{clause.Order + 1}. {clause.Heading}\n{clause.Text}")));
}
