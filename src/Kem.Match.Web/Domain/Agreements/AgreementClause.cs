namespace Kem.Match.Web.Domain.Agreements;

/// <summary>A paragraph of the agreement as it is signed: no templates and no gaps any more.</summary>
public sealed class AgreementClause(int order, string code, string heading, string text)
{
    public int Id { get; private set; }
    public int Order { get; private set; } = order;
    public string Code { get; private set; } = code;
    public string Heading { get; private set; } = heading;
    public string Text { get; private set; } = text;
}

/// <summary>One answer that the parties have written into a draft, e.g. what they want to achieve.</summary>
public sealed class ClauseAnswer(string clauseCode, string fieldCode, string text)
{
    public int Id { get; private set; }
    public string ClauseCode { get; private set; } = clauseCode;
    public string FieldCode { get; private set; } = fieldCode;
    public string Text { get; private set; } = text;
}
