using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>An answer in a clause that other words can be suggested for.</summary>
/// <param name="Key"><c>CL_PURPOSE.purpose</c>, or <c>own.Benefit</c> for what the commenter's own party has said.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Text">The answer as it reads now.</param>
public sealed record SuggestionField(string Key, string Question, string Text);

/// <summary>One clause with what may be said about it and what has been.</summary>
public sealed record CommentedClause(AgreementClause Clause, bool IsLocked, IReadOnlyList<SuggestionField> Fields, IReadOnlyList<DraftComment> Comments);

/// <summary>A draft as a party reads it, clause by clause, with a place to comment.</summary>
public sealed class CommentPage
{
    public const string Own = "own";

    public required CooperationAgreement Agreement { get; init; }
    public required AgreementParty Party { get; init; }
    public required Municipality Municipality { get; init; }
    public required IReadOnlyList<CommentedClause> Clauses { get; init; }

    /// <summary>What has changed since the round began; null when nothing has.</summary>
    public required TextComparison? Changes { get; init; }

    public required ReadingHelp Aid { get; init; }
    public required IReadOnlyList<AgreementParty> Parties { get; init; }
    public required CommentForm Form { get; init; }

    public bool CanComment => Agreement.IsOutForComments;

    public Readability Readability => Readability.Of(Clauses.Select(clause => clause.Clause));

    public string NameOf(Guid organisationId) => Agreement.PartyOf(organisationId)?.Name ?? "En, der var part";

    public static CommentPage Of(
        CooperationAgreement agreement,
        AgreementParty party,
        Municipality municipality,
        IReadOnlyList<DraftComment> comments,
        AgreementVersion? sent,
        CommentForm? form,
        Taxonomy taxonomy)
    {
        var text = agreement.IsDraft ? AgreementText.Write(agreement, taxonomy) : agreement.Clauses;
        var comparison = sent is null ? null : TextComparison.Of(sent.Title, sent.Clauses, agreement.Title, text);

        return new CommentPage
        {
            Agreement = agreement,
            Party = party,
            Municipality = municipality,
            Clauses = [.. text.Select(clause => Of(clause, agreement, party, comments, taxonomy))],
            Changes = comparison is { IsChanged: true } ? comparison : null,
            Aid = ReadingAid.Of(agreement, taxonomy),
            Parties = agreement.Parties,
            Form = form ?? new CommentForm { AuthorName = party.ContactName, TextHash = AgreementText.Hash(agreement.Title, text) },
        };
    }

    private static CommentedClause Of(AgreementClause clause, CooperationAgreement agreement, AgreementParty party, IReadOnlyList<DraftComment> comments, Taxonomy taxonomy)
    {
        var template = taxonomy.Clauses.GetValueOrDefault(clause.Code);

        return new CommentedClause(
            clause,
            template?.IsLocked ?? false,
            template is null ? [] : [.. FieldsOf(template, agreement, party)],
            [.. comments.Where(comment => comment.ClauseCode == clause.Code).OrderBy(comment => comment.WrittenAt).ThenBy(comment => comment.Field, StringComparer.Ordinal)]);
    }

    // What one chooses between is commented on in words; a party suggests other words for what it has said itself.
    private static IEnumerable<SuggestionField> FieldsOf(ClauseTemplate clause, CooperationAgreement agreement, AgreementParty party)
    {
        foreach (var field in clause.Fields.Where(field => !field.IsAutomatic && field.Choices.Count == 0))
        {
            yield return new SuggestionField(AgreementForm.Key(clause.Code, field.Code), field.Question, agreement.AnswerTo(clause.Code, field.Code));
        }

        if (clause.IsLocked)
        {
            yield return new SuggestionField(AgreementForm.Key(clause.Code, AgreementText.Addition), "Vil I tilføje noget?", agreement.AnswerTo(clause.Code, AgreementText.Addition));
        }

        if (clause.Fields.Any(field => field.Code == "resourceTable"))
        {
            yield return new SuggestionField($"{Own}.{nameof(PartyForm.Contribution)}", $"Hvad lægger {party.Name} i samarbejdet?", party.Contribution);
        }

        if (clause.Fields.Any(field => field.Code == "benefitTable"))
        {
            yield return new SuggestionField($"{Own}.{nameof(PartyForm.Benefit)}", $"Hvad får {party.Name} ud af det?", party.Terms.Benefit);
        }
    }
}
