using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>Who is to prepare, and by which questions.</summary>
public sealed class NewTalkForm
{
    [Required(ErrorMessage = "Vælg, hvordan I vil samarbejde."), Display(Name = "Metode")]
    public string? Method { get; init; }

    /// <summary>Those who take part beside the two of the proposal.</summary>
    public List<Guid> Others { get; init; } = [];
}

/// <summary>Answers, or notes, by the question's code. Every one may be empty, and what is written is kept.</summary>
public class AnswersForm : IValidatableObject
{
    public const int LongestAnswer = 2000;

    private static readonly NoCprNumberAttribute NoCprNumber = new();

    /// <summary>Which version the writer saw.</summary>
    public long Version { get; init; }

    public Dictionary<string, string?> Answers { get; init; } = [];

    public IEnumerable<TalkAnswer> For(IEnumerable<PreparationQuestion> questions) =>
        from question in questions
        let text = (Answers.GetValueOrDefault(question.Code) ?? "").ReplaceLineEndings("\n").Trim()
        where text.Length > 0
        select new TalkAnswer(question.Code, text);

    /// <summary>Makes room for what the page asks about, however little the browser sent.</summary>
    public void Complete(IEnumerable<PreparationQuestion> questions)
    {
        foreach (var question in questions)
        {
            Answers.TryAdd(question.Code, "");
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (code, answer) in Answers)
        {
            var field = $"{nameof(Answers)}[{code}]";

            if (answer?.Length > LongestAnswer)
            {
                yield return new($"Gør svaret kortere. Det må højst fylde {LongestAnswer} tegn og fylder {answer.Length}.", [field]);
            }

            if (!NoCprNumber.IsValid(answer))
            {
                yield return new("Det ligner et CPR-nummer. Tag det ud, for her skal vi ikke vide noget om enkelte borgere.", [field]);
            }
        }
    }
}

/// <summary>What the talk came to, question by question and in all.</summary>
public sealed class TalkNotesForm : AnswersForm
{
    [StringLength(4000), NoCprNumber, Display(Name = "Andet, I talte om")]
    public string? Minutes { get; init; }
}

/// <summary>For each place in the agreement, whose words to put there; empty means: leave it as it is.</summary>
public sealed class CarryForm
{
    public long Version { get; init; }

    public Dictionary<string, string?> Choices { get; init; } = [];
}
