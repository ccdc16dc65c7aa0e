using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>The form of a draft with its questions, what is missing, and the agreement as it reads so far.</summary>
public sealed class AgreementFormPage
{
    private static readonly int[] Frequencies = [0, 1, 2, 3, 4, 6];

    public required CooperationAgreement Agreement { get; init; }
    public required AgreementForm Form { get; init; }
    public required CooperationMethod Method { get; init; }
    public required IReadOnlyList<ClauseTemplate> Clauses { get; init; }
    public required bool AsksForContributions { get; init; }
    public required bool AsksForBenefits { get; init; }
    public required IReadOnlyList<SelectListItem> Choices { get; init; }
    public required IReadOnlyList<MissingAnswer> Missing { get; init; }
    public required IReadOnlyList<AgreementClause> Preview { get; init; }

    /// <summary>The catalogue, to choose a party from and to see how the parties stand; empty on a page that needs neither.</summary>
    public IReadOnlyList<Organisation> Organisations { get; init; } = [];

    public DateOnly Today { get; init; }

    /// <summary>Comments that wait for an answer.</summary>
    public int OpenComments { get; init; }

    /// <summary>What others have written meanwhile, by the name of the form field: for a page that is being written in.</summary>
    public IReadOnlyDictionary<string, string> TakenFromOthers { get; init; } = new Dictionary<string, string>();

    public IEnumerable<SelectListItem> FrequencyItems => Frequencies.Select(months =>
        new SelectListItem(months == 0 ? "Ingen" : DanishText.Capitalised(AgreementText.Frequency(months)), $"{months}"));

    public Readability Readability => Readability.Of(Preview);

    /// <summary>The paragraphs that are hard to read, the hardest first.</summary>
    public IEnumerable<AgreementClause> HardClauses => Preview
        .Where(clause => !clause.Text.Contains(AgreementText.Gap, StringComparison.Ordinal) && Readability.Of(clause.Text).IsHard)
        .OrderByDescending(clause => Readability.Of(clause.Text).Lix);

    /// <summary>Those who can become a party, by kind and name.</summary>
    public IReadOnlyList<SelectListItem> PossibleParties
    {
        get
        {
            var groups = Enum.GetValues<OrganisationKind>().ToDictionary(kind => kind, kind => new SelectListGroup { Name = GroupOf(kind) });

            return
            [
                .. Organisations
                    .Where(organisation => organisation.IsInUse && Agreement.PartyOf(organisation.Id) is null)
                    .OrderBy(organisation => organisation.Kind).ThenBy(organisation => organisation.Name, StringComparer.CurrentCultureIgnoreCase)
                    .Select(organisation => new SelectListItem(organisation.Name, organisation.Id.ToString()) { Group = groups[organisation.Kind] }),
            ];
        }
    }

    public bool CanHaveMoreParties => PossibleParties.Count > 0 && Agreement.Parties.Count < CooperationAgreement.MostParties;

    /// <summary>What has happened to a party in the catalogue since it came into the draft; null when nothing has.</summary>
    public string? NoteAbout(AgreementParty party)
    {
        if (Organisations.Count == 0) return null;

        return Organisations.SingleOrDefault(organisation => organisation.Id == party.OrganisationId) switch
        {
            null => $"{party.Name} står ikke i kataloget mere. Det kan være slettet eller slået sammen med en anden. Alt, hvad der er skrevet her, er bevaret.",
            { RetiredOn: { } on } => $"{party.Name} er nedlagt {DanishText.Date(on)}. Tag dem ud af aftalen, eller vælg en anden.",
            { PausedUntil: { } until } paused when paused.IsPausedOn(Today) => $"{party.Name} holder pause til {DanishText.Date(until)}. Ring, før du sender noget.",
            var found when found.Name != party.Name => $"Den hedder {found.Name} i kataloget nu. I aftalen står stadig {party.Name}.",
            _ => null,
        };
    }

    public static AgreementFormPage Of(
        CooperationAgreement agreement,
        AgreementForm form,
        Taxonomy taxonomy,
        IReadOnlyList<Organisation>? organisations = null,
        DateOnly today = default,
        int openComments = 0,
        IReadOnlyDictionary<string, string>? takenFromOthers = null)
    {
        var clauses = AgreementText.Templates(agreement, taxonomy);

        // Every question has a place in the form, answered or not.
        foreach (var (clause, field) in clauses.SelectMany(AgreementForm.FieldsOf, (clause, field) => (clause, field)))
        {
            form.Answers.TryAdd(AgreementForm.Key(clause.Code, field), "");
        }

        return new AgreementFormPage
        {
            Agreement = agreement,
            Form = form,
            Method = taxonomy.Method(agreement.Method),
            Clauses = clauses,
            AsksForContributions = AgreementText.AsksForContributions(agreement, taxonomy),
            AsksForBenefits = AgreementText.AsksForBenefits(agreement, taxonomy),
            Choices = [.. AgreementText.Choices(agreement, taxonomy).Select(clause => new SelectListItem(clause.Heading, clause.Code))],
            Missing = AgreementText.WhatIsMissing(agreement, taxonomy),
            Preview = AgreementText.Write(agreement, taxonomy),
            Organisations = organisations ?? [],
            Today = today,
            OpenComments = openComments,
            TakenFromOthers = takenFromOthers ?? new Dictionary<string, string>(),
        };
    }

    private static string GroupOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Association => "Foreninger",
        OrganisationKind.Company => "Virksomheder",
        _ => "Kommunen",
    };
}
