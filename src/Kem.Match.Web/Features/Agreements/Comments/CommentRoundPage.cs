using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>One comment as the coordinator reads it.</summary>
/// <param name="Comment">What was said.</param>
/// <param name="PartyName">For whom.</param>
/// <param name="Heading">About which clause.</param>
/// <param name="Now">The answer as it reads now, when other words are suggested for it.</param>
public sealed record CommentRow(DraftComment Comment, string PartyName, string Heading, string Now)
{
    /// <summary>Somebody has changed the answer since the suggestion was made.</summary>
    public bool IsOvertaken => Comment.IsSuggestion && DraftFields.Trimmed(Now) != DraftFields.Trimmed(Comment.Instead);
}

/// <summary>What the parties have said about a draft, and whom it goes to.</summary>
public sealed record CommentRoundPage(CooperationAgreement Agreement, IReadOnlyList<CommentRow> Open, IReadOnlyList<CommentRow> Closed, string ViewerEmail)
{
    public IEnumerable<AgreementParty> Silent => Agreement.Parties.Where(party =>
        !party.IsReachedAt(ViewerEmail) && Open.Concat(Closed).All(row => row.Comment.OrganisationId != party.OrganisationId || row.Comment.Round != Agreement.CommentRound));

    public static CommentRoundPage Of(CooperationAgreement agreement, IEnumerable<DraftComment> comments, Taxonomy taxonomy, string viewerEmail)
    {
        var now = DraftFields.Of(AgreementForm.Of(agreement));
        var rows = comments
            .OrderBy(comment => taxonomy.Clauses.GetValueOrDefault(comment.ClauseCode)?.Order).ThenBy(comment => comment.WrittenAt)
            .Select(comment => new CommentRow(
                comment,
                agreement.PartyOf(comment.OrganisationId)?.Name ?? "En, der var part",
                taxonomy.Clauses.GetValueOrDefault(comment.ClauseCode)?.Heading ?? "Et afsnit, der er taget ud",
                now.GetValueOrDefault(SuggestedAnswer.KeyOf(comment, agreement) ?? "", "")))
            .ToLookup(row => row.Comment.IsOpen);

        return new CommentRoundPage(agreement, [.. rows[true]], [.. rows[false].OrderByDescending(row => row.Comment.ClosedAt)], viewerEmail);
    }
}

/// <summary>Which answer of the draft a suggestion is about.</summary>
internal static class SuggestedAnswer
{
    /// <summary>Null for a plain comment, and when the party has left.</summary>
    public static string? KeyOf(DraftComment comment, CooperationAgreement agreement) => comment.Field.Split('.') switch
    {
        [CommentPage.Own, var name] => agreement.PartyOf(comment.OrganisationId) is { } party ? DraftFields.PartyKey(party.Id, name) : null,
        [var clause, var field] => DraftFields.AnswerKey(clause, field),
        _ => null,
    };
}
