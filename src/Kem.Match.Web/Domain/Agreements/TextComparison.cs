namespace Kem.Match.Web.Domain.Agreements;

/// <summary>One clause in two texts of the same agreement.</summary>
/// <param name="Kind">Added and Removed when only one of the texts has the clause; otherwise Same.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Lines">Its paragraphs.</param>
public sealed record ClauseComparison(DiffKind Kind, IReadOnlyList<DiffPiece> Heading, IReadOnlyList<DiffLine> Lines)
{
    public bool IsChanged => Kind != DiffKind.Same || Heading.Any(piece => piece.Kind != DiffKind.Same) || Lines.Any(line => line.IsChanged);
}

/// <summary>Two texts of one agreement laid beside each other, clause by clause.</summary>
public sealed record TextComparison(IReadOnlyList<DiffPiece> Title, IReadOnlyList<ClauseComparison> Clauses)
{
    public bool IsChanged => Title.Any(piece => piece.Kind != DiffKind.Same) || Clauses.Any(clause => clause.IsChanged);

    public static TextComparison Of(AgreementVersion before, AgreementVersion after) => Of(before.Title, before.Clauses, after.Title, after.Clauses);

    public static TextComparison Of(
        string titleBefore, IReadOnlyList<AgreementClause> before, string titleAfter, IReadOnlyList<AgreementClause> after)
    {
        var clauses = after.Select(clause => Compare(before.FirstOrDefault(old => old.Code == clause.Code), clause)).ToList();

        // What is gone stands where it stood: after the clause that it followed.
        foreach (var (place, gone) in before.Index().Where(old => after.All(clause => clause.Code != old.Item.Code)))
        {
            clauses.Insert(Math.Min(place, clauses.Count), Compare(gone, null));
        }

        return new TextComparison(TextDiff.Words(titleBefore, titleAfter), clauses);
    }

    private static ClauseComparison Compare(AgreementClause? before, AgreementClause? after) => new(
        before is null ? DiffKind.Added : after is null ? DiffKind.Removed : DiffKind.Same,
        TextDiff.Words(before?.Heading ?? "", after?.Heading ?? ""),
        TextDiff.Lines(before?.Text ?? "", after?.Text ?? ""));
}
