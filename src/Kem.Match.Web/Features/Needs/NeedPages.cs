using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Kem.Match.Web.Features.Needs;

/// <summary>What every step shows beside its own questions.</summary>
/// <param name="Number">1 to 5.</param>
/// <param name="Need">The need so far; null before the first step is saved.</param>
/// <param name="Partners">How many partners fit now; null before the first step is saved.</param>
/// <param name="SavedAt">When the need was last saved.</param>
public sealed record StepFrame(int Number, Need? Need, int? Partners, DateTimeOffset? SavedAt);

public sealed class SentencePage
{
    public required StepFrame Step { get; init; }
    public required SentenceForm Form { get; init; }

    /// <summary>Who may be the asker; one choice means that nothing is asked.</summary>
    public required IReadOnlyList<SelectListItem> Askers { get; init; }
}

public sealed class WhoAndWhatPage
{
    public required StepFrame Step { get; init; }
    public required WhoAndWhatForm Form { get; init; }
    public required ChipChoices TargetGroups { get; init; }
    public required ChipChoices Activities { get; init; }
    public required ChipChoices Competences { get; init; }
    public required ChipChoices Languages { get; init; }
    public required ChipChoices RequiredLanguages { get; init; }
    public required IReadOnlyList<SelectListItem> Methods { get; init; }
}

/// <summary>Choices of one list: those the sentence spoke of, open, and the rest behind a click.</summary>
public sealed record ChipChoices(IReadOnlyList<SelectListItem> Near, IReadOnlyList<SelectListItem> Others);

public sealed class WhereAndWhenPage
{
    public required StepFrame Step { get; init; }
    public required WhereAndWhenForm Form { get; init; }
}

public sealed class GivesPage
{
    public required StepFrame Step { get; init; }
    public required GivesForm Form { get; init; }
    public required IReadOnlyList<SelectListItem> Resources { get; init; }
}

public sealed class CheckPage
{
    public required StepFrame Step { get; init; }
    public required Taxonomy Taxonomy { get; init; }
}

public sealed class NeedsPage
{
    public required IReadOnlyList<NeedRow> Needs { get; init; }
    public required NeedState? Shown { get; init; }
}

/// <param name="Need">The need with its asker.</param>
/// <param name="Waiting">Proposals that wait for an answer.</param>
/// <param name="Yes">Proposals that got a yes or became an agreement.</param>
public sealed record NeedRow(Need Need, int Waiting, int Yes);

public sealed class NeedPage
{
    public required Need Need { get; init; }
    public required Taxonomy Taxonomy { get; init; }
    public required IReadOnlyList<MatchProposal> Proposals { get; init; }
    public required bool CanPropose { get; init; }
}

/// <summary>The words for who is looked for.</summary>
public static class PartnerKindText
{
    public static string Of(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Association => "En forening",
        OrganisationKind.Company => "En virksomhed",
        OrganisationKind.MunicipalUnit => "En skole, klub eller anden del af kommunen",
    };
}

/// <summary>The times of the week that a need can name.</summary>
public static class WeekTimes
{
    public static IReadOnlyList<SelectListItem> All { get; } =
    [
        new("Hverdage, dag", WeekTime.WeekdayDay),
        new("Hverdage, aften", WeekTime.WeekdayEvening),
        new("Weekend", WeekTime.Weekend),
    ];

    public static IEnumerable<string> Labels(IEnumerable<string> codes) => All.Where(time => codes.Contains(time.Value)).Select(time => time.Text);

    public static bool Contains(string code) => All.Any(time => time.Value == code);
}
