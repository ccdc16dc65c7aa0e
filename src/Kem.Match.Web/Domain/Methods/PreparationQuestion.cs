namespace Kem.Match.Web.Domain.Methods;

/// <summary>A question that each side answers on its own before the two talk about an agreement (forventningsafstemning).</summary>
/// <param name="Code">For example <c>EX_M2_LACK</c>.</param>
/// <param name="Methods">The methods that ask it.</param>
/// <param name="Question">What a volunteer is asked.</param>
/// <param name="English">The same, for a reader who has better English.</param>
/// <param name="Hint">An example; may be empty.</param>
/// <param name="Lines">Height of the text field.</param>
/// <param name="Options">The answers to choose between; empty when one writes freely.</param>
/// <param name="Targets">Where an answer may stand in the agreement, such as <c>CL_PURPOSE.purpose</c>.</param>
/// <param name="IsOwn">True when the question is ours and not the guide's.</param>
public sealed record PreparationQuestion(
    string Code, IReadOnlyList<string> Methods, string Question, string English, string Hint, int Lines,
    IReadOnlyList<Term> Options, IReadOnlyList<string> Targets, bool IsOwn)
{
    /// <summary>A target that means: what the answering party itself puts in.</summary>
    public const string OwnContribution = "PARTY.contribution";

    /// <summary>A target that means: what the answering party itself gains.</summary>
    public const string OwnBenefit = "PARTY.benefit";

    /// <summary>The answer as one reads it: the words of the choice, or what was written.</summary>
    public string Words(string answer) => Options.FirstOrDefault(option => option.Code == answer)?.Label ?? answer;
}
