using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>What one person says about a draft: a comment to any clause, and other words for any answer.</summary>
public sealed class CommentForm : IValidatableObject
{
    public const int MaxLength = 2000;

    [StringLength(100), Display(Name = "Dit navn")]
    public string? AuthorName { get; init; }

    /// <summary>By the code of the clause.</summary>
    public Dictionary<string, string?> Comments { get; init; } = [];

    /// <summary>By clause and field, for example <c>CL_PURPOSE.purpose</c>; a text that was left as it was suggests nothing.</summary>
    public Dictionary<string, string?> Suggestions { get; init; } = [];

    /// <summary>SHA-256 of the text that the writer saw.</summary>
    public string? TextHash { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var noCpr = new NoCprNumberAttribute();
        var texts = Comments.Select(comment => ($"{nameof(Comments)}[{comment.Key}]", comment.Value))
            .Concat(Suggestions.Select(suggestion => ($"{nameof(Suggestions)}[{suggestion.Key}]", suggestion.Value)));

        foreach (var (name, text) in texts)
        {
            if (text?.Length > MaxLength)
            {
                yield return new($"Gør teksten kortere. Den må højst fylde {MaxLength} tegn og fylder {text.Length}.", [name]);
            }
            else if (!noCpr.IsValid(text))
            {
                yield return new("Det ligner et CPR-nummer. Tag det ud, for her skal vi ikke vide noget om enkelte borgere.", [name]);
            }
        }

        if (string.IsNullOrWhiteSpace(AuthorName))
        {
            yield return new("Skriv dit navn, så de andre ved, hvem der siger det.", [nameof(AuthorName)]);
        }
    }
}
