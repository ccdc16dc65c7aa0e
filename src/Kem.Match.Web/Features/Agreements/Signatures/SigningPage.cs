using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>The whole text, who has signed, and the two answers; or what came of it.</summary>
public sealed record SigningPage(CooperationAgreement Agreement, AgreementParty Party, Municipality Municipality, SigningForm Form)
{
    public bool CanAnswer => Agreement.CanBeSignedBy(Party);

    public IEnumerable<string> MissingNames => Agreement.Parties.Where(party => !party.HasSigned).Select(party => party.Name);

    public int MinutesToRead => ReadingTime.Minutes(Agreement.Clauses);

    public static SigningPage Of(CooperationAgreement agreement, AgreementParty party, Municipality municipality) =>
        new(agreement, party, municipality, new SigningForm { TextHash = agreement.TextHash });
}

internal static class ReadingTime
{
    // Read aloud, and by somebody who wants to be sure.
    private const int WordsPerMinute = 130;

    public static int Minutes(IEnumerable<AgreementClause> clauses)
    {
        var words = clauses.Sum(clause => clause.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length);
        return Math.Max(1, (int)Math.Ceiling(words / (double)WordsPerMinute));
    }
}
