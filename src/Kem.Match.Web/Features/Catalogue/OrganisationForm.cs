using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>What somebody writes about an organisation.</summary>
public sealed class OrganisationForm
{
    private const int EarliestFounded = 1700;

    /// <summary>The profile as it was when the form was opened; 0 for a new one.</summary>
    public long Version { get; init; }

    [Display(Name = "Hvad er det?")]
    public OrganisationKind Kind { get; init; }

    [Required(ErrorMessage = "Skriv navnet."), StringLength(200), NoCprNumber]
    [Display(Name = "Navn")]
    public string Name { get; init; } = "";

    [StringLength(40)]
    [Display(Name = "Organisationsform")]
    public string? Form { get; init; }

    [RegularExpression(@"\d{8}", ErrorMessage = "Skriv CVR-nummeret med 8 tal, for eksempel 12345678.")]
    [Display(Name = "CVR-nummer")]
    public string? Cvr { get; init; }

    [StringLength(2000), NoCprNumber]
    [Display(Name = "Kort om jer")]
    public string? Description { get; init; }

    [StringLength(100), NoCprNumber]
    [Display(Name = "Bydel eller sted")]
    public string? Place { get; init; }

    [RegularExpression(@"\d{4}", ErrorMessage = "Skriv postnummeret med 4 tal, for eksempel 3400.")]
    [Display(Name = "Postnummer")]
    public string? PostalCode { get; init; }

    [Range(0, 1_000_000, ErrorMessage = "Skriv antallet som et helt tal, for eksempel 42.")]
    [Display(Name = "Antal medlemmer eller ansatte")]
    public int? Members { get; init; }

    [Display(Name = "Stiftet")]
    public int? FoundedYear { get; init; }

    public List<string> Languages { get; init; } = [];

    public List<string> TargetGroups { get; init; } = [];

    public List<string> Activities { get; init; } = [];

    public List<string> Competences { get; init; } = [];

    public List<string> Resources { get; init; } = [];

    [Range(0, 1000, ErrorMessage = "Skriv timerne som et helt tal fra 0 til 1000, for eksempel 20.")]
    [Display(Name = "Frivilligtimer om måneden")]
    public int? VolunteerHours { get; init; }

    public List<string> Gaps { get; init; } = [];

    [Range(0, 1000, ErrorMessage = "Skriv antallet som et helt tal fra 0 til 1000, for eksempel 2.")]
    [Display(Name = "Plads til flere samarbejder lige nu")]
    public int? FreeSlots { get; init; }

    public List<string> Boundaries { get; init; } = [];

    [StringLength(100), NoCprNumber]
    [Display(Name = "Kontaktperson")]
    public string? ContactName { get; init; }

    [StringLength(100), NoCprNumber]
    [Display(Name = "Rolle")]
    public string? ContactRole { get; init; }

    [StringLength(254)]
    [Display(Name = "Mail")]
    public string? ContactEmail { get; init; }

    [StringLength(20), RegularExpression(@"[\d +()-]{8,20}", ErrorMessage = "Skriv telefonnummeret med tal, for eksempel 55 12 34 56.")]
    [Display(Name = "Telefon")]
    public string? ContactPhone { get; init; }

    [Display(Name = "Hvordan vil I helst kontaktes?")]
    public Channel PreferredChannel { get; init; }

    [StringLength(200), NoCprNumber]
    [Display(Name = "Hvornår er det bedst?")]
    public string? BestTime { get; init; }

    [Display(Name = "Sprog til mails")]
    public string MailLanguage { get; init; } = MailTemplates.Danish;

    // What only the page needs; never posted.
    [ValidateNever]
    public Guid? OrganisationId { get; set; }

    [ValidateNever]
    public bool IsOwn { get; set; }

    public bool IsNew => OrganisationId is null;

    public static OrganisationForm From(Organisation organisation, long version) => new()
    {
        Version = version,
        Kind = organisation.Kind,
        Name = organisation.Name,
        Form = organisation.Form,
        Cvr = organisation.Cvr,
        Description = organisation.Description,
        Place = organisation.Place,
        PostalCode = organisation.PostalCode,
        Members = organisation.Members,
        FoundedYear = organisation.FoundedYear,
        Languages = organisation.Languages,
        TargetGroups = organisation.TargetGroups,
        Activities = organisation.Activities,
        Competences = organisation.Competences,
        Resources = organisation.Resources,
        VolunteerHours = organisation.VolunteerHours,
        Gaps = organisation.Gaps,
        FreeSlots = organisation.FreeSlots,
        Boundaries = organisation.Boundaries,
        ContactName = organisation.ContactName,
        ContactRole = organisation.ContactRole,
        ContactEmail = organisation.ContactEmail,
        ContactPhone = organisation.ContactPhone,
        PreferredChannel = organisation.PreferredChannel,
        BestTime = organisation.BestTime,
        MailLanguage = organisation.MailLanguage,
    };

    /// <summary>What the fields say together that cannot be right, each with the field to mend.</summary>
    public IEnumerable<(string Field, string Message)> Contradictions(DateOnly today)
    {
        if (FoundedYear < EarliestFounded || FoundedYear > today.Year)
        {
            yield return (nameof(FoundedYear), $"Skriv året med 4 tal, fra {EarliestFounded} til {today.Year}.");
        }

        if (!string.IsNullOrWhiteSpace(ContactEmail) && !MailAddresses.IsValid(ContactEmail.Trim()))
        {
            yield return (nameof(ContactEmail), "Skriv mailadressen sådan: navn@forening.dk");
        }

        if (PreferredChannel == Channel.Email && string.IsNullOrWhiteSpace(ContactEmail))
        {
            yield return (nameof(ContactEmail), "Skriv en mailadresse, eller vælg telefon nedenfor.");
        }

        if (PreferredChannel == Channel.Phone && string.IsNullOrWhiteSpace(ContactPhone))
        {
            yield return (nameof(ContactPhone), "Skriv et telefonnummer, eller vælg mail nedenfor.");
        }
    }

    /// <summary>What the domain keeps: trimmed, and without codes that do not exist.</summary>
    public OrganisationDescription ToDescription(Taxonomy taxonomy) => new()
    {
        Name = Name.Trim(),
        Form = taxonomy.Forms.Contains(Form ?? "") ? Form! : "",
        Cvr = Trimmed(Cvr),
        Description = Trimmed(Description),
        Place = Trimmed(Place),
        PostalCode = Trimmed(PostalCode),
        Members = Members,
        FoundedYear = FoundedYear,
        Languages = Known(Languages, taxonomy.Languages.Contains),
        TargetGroups = Known(TargetGroups, taxonomy.TargetGroups.Contains),
        Activities = Known(Activities, taxonomy.Activities.Contains),
        Competences = Known(Competences, taxonomy.Competences.Contains),
        Resources = Known(Resources, taxonomy.Resources.Contains),
        VolunteerHours = VolunteerHours,
        Gaps = Known(Gaps, code => taxonomy.Competences.Contains(code) || taxonomy.Resources.Contains(code)),
        FreeSlots = FreeSlots,
        Boundaries = Known(Boundaries, taxonomy.HasBoundary),
        ContactName = Trimmed(ContactName),
        ContactRole = Trimmed(ContactRole),
        ContactEmail = Trimmed(ContactEmail),
        ContactPhone = Trimmed(ContactPhone),
        PreferredChannel = PreferredChannel,
        BestTime = Trimmed(BestTime),
        MailLanguage = MailTemplates.Shipped.FindLanguage(MailLanguage)?.Code ?? MailTemplates.Danish,
    };

    private static string Trimmed(string? text) => text?.Trim() ?? "";

    private static string[] Known(IEnumerable<string> codes, Func<string, bool> exists) => [.. codes.Where(exists).Distinct()];
}
