using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>The form of a draft with its questions, what is missing, and the agreement as it reads so far.</summary>
public sealed class AgreementFormPage
{
    /// <summary>An agreement should be readable aloud in five minutes.</summary>
    public const int ManyWords = 600;

    private static readonly int[] Frequencies = [0, 1, 2, 3, 4, 6];

    public required CooperationAgreement Agreement { get; init; }
    public required AgreementForm Form { get; init; }
    public required CooperationMethod Method { get; init; }
    public required IReadOnlyList<ClauseTemplate> Clauses { get; init; }
    public required bool AsksForContributions { get; init; }
    public required IReadOnlyList<SelectListItem> Choices { get; init; }
    public required IReadOnlyList<MissingAnswer> Missing { get; init; }
    public required IReadOnlyList<AgreementClause> Preview { get; init; }

    public IEnumerable<SelectListItem> FrequencyItems => Frequencies.Select(months =>
        new SelectListItem(months == 0 ? "Ingen" : Shared.DanishText.Capitalised(AgreementText.Frequency(months)), $"{months}"));

    public int Words => Preview.Sum(clause => clause.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length);

    public static AgreementFormPage Of(CooperationAgreement agreement, AgreementForm form, Taxonomy taxonomy)
    {
        var clauses = AgreementText.Templates(agreement, taxonomy);

        // Every question has a place in the form, answered or not.
        foreach (var (clause, field) in clauses.SelectMany(clause => clause.Fields, (clause, field) => (clause, field)))
        {
            form.Answers.TryAdd(AgreementForm.Key(clause.Code, field.Code), "");
        }

        return new AgreementFormPage
        {
            Agreement = agreement,
            Form = form,
            Method = taxonomy.Method(agreement.Method),
            Clauses = clauses,
            AsksForContributions = AgreementText.AsksForContributions(agreement, taxonomy),
            Choices = [.. AgreementText.Choices(agreement, taxonomy).Select(clause => new SelectListItem(clause.Heading, clause.Code))],
            Missing = AgreementText.WhatIsMissing(agreement, taxonomy),
            Preview = AgreementText.Write(agreement, taxonomy),
        };
    }
}
