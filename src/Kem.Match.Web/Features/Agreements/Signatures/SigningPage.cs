using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>The whole text, who has signed, and the two answers; or what came of it.</summary>
/// <param name="Agreement">What is signed.</param>
/// <param name="Signatory">Who reads.</param>
/// <param name="Municipality">Where a person answers the telephone.</param>
/// <param name="Form">What is answered.</param>
/// <param name="Token">The reader's personal link; empty for somebody who is signed in.</param>
public sealed record SigningPage(CooperationAgreement Agreement, Signatory Signatory, Municipality Municipality, SigningForm Form, string Token = "")
{
    /// <summary>Help with reading the text; it is no part of what is signed.</summary>
    public required ReadingHelp Aid { get; init; }

    public AgreementParty Party => Agreement.PartyOf(Signatory);

    public bool CanAnswer => Agreement.CanBeSignedBy(Signatory);

    /// <summary>The reader's turn comes when others have signed.</summary>
    public bool MustWait => Agreement.IsOutForSignature && Signatory.IsSilent && !Agreement.IsTurnOf(Signatory);

    public IEnumerable<string> MissingNames => Agreement.Parties.Where(party => !party.HasSigned).Select(party => party.Name);

    public int MinutesToRead => ReadingTime.Minutes(Agreement.Clauses);

    public static SigningPage Of(CooperationAgreement agreement, Signatory signatory, Municipality municipality, Taxonomy taxonomy, string seenAt, string token = "") =>
        new(agreement, signatory, municipality, new SigningForm { TextHash = agreement.TextHash, SeenAt = seenAt }, token) { Aid = ReadingAid.Of(agreement, taxonomy) };
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
