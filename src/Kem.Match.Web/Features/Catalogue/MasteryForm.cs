using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>How well an organisation says that it masters each of its competences.</summary>
public sealed class MasteryForm
{
    /// <summary>The profile as it was when the form was opened.</summary>
    public long Version { get; init; }

    /// <summary>By code; nothing for what it will not say.</summary>
    public Dictionary<string, Mastery?> Levels { get; init; } = [];

    // What only the page needs.
    [BindNever, ValidateNever]
    public Organisation Organisation { get; set; } = null!;

    [BindNever, ValidateNever]
    public IReadOnlyList<Term> Competences { get; set; } = [];

    [BindNever, ValidateNever]
    public bool IsOwn { get; set; }

    public IReadOnlyDictionary<string, Mastery> Said() =>
        Levels.Where(level => level.Value is not null).ToDictionary(level => level.Key, level => level.Value!.Value);
}
