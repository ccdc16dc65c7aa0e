namespace Kem.Match.Web.Domain.Methods;

/// <summary>Explanations of our clauses in one language (læsehjælp): what each is about, in two or three short sentences. It is no translation of an agreement.</summary>
/// <param name="Code">ISO 639-1: ar, tr.</param>
/// <param name="Name">The language's own name for itself.</param>
/// <param name="IsRightToLeft">How it is written.</param>
/// <param name="IsDraft">Nobody who has the language as a first language has gone through it yet.</param>
/// <param name="Invite">"Read the explanation", in the language.</param>
/// <param name="Notice">Says that only the Danish text is binding, in the language.</param>
/// <param name="Written">Introduces what the parties typed themselves, in the language.</param>
/// <param name="Clauses">The explanations by the code of the clause.</param>
public sealed record ReadingAidLanguage(
    string Code, string Name, bool IsRightToLeft, bool IsDraft, string Invite, string Notice, string Written, IReadOnlyDictionary<string, string> Clauses);
