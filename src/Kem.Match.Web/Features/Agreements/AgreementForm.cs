using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>A draft as it is written: every answer may still be empty.</summary>
public sealed class AgreementForm : IValidatableObject
{
    public const int MaxAnswerLength = 2000;

    /// <summary>Marks of the answers as the writer was shown them, so that it can be told who has changed what.</summary>
    public string? Seen { get; set; }

    [Required(ErrorMessage = "Giv aftalen et navn."), StringLength(200), Display(Name = "Aftalens navn")]
    public string? Title { get; set; }

    public List<PartyForm> Parties { get; init; } = [];

    /// <summary>An organisation that is to be a party too.</summary>
    public Guid? NewParty { get; init; }

    [Required(ErrorMessage = "Vælg den dag, aftalen begynder."), Display(Name = "Begynder")]
    public DateOnly? StartsOn { get; set; }

    [Required(ErrorMessage = "Vælg den dag, aftalen slutter."), LaterThan(nameof(StartsOn), ErrorMessage = "Ret slutdatoen. Aftalen skal slutte efter den dag, den begynder.")]
    [Display(Name = "Slutter")]
    public DateOnly? EndsOn { get; set; }

    /// <summary>0 means that the parties hold no status meetings.</summary>
    [Range(0, 12), Display(Name = "Statusmøder")]
    public int MonthsBetweenMeetings { get; set; }

    [Required(ErrorMessage = "Skriv, hvad klokken er, når møderne begynder."), Display(Name = "Klokkeslæt")]
    public TimeOnly? MeetingTime { get; set; }

    [StringLength(200), Display(Name = "Mødested")]
    public string? MeetingPlace { get; set; }

    public List<string> OptionalClauses { get; set; } = [];

    /// <summary>By clause and field, for example <c>CL_PURPOSE.purpose</c>.</summary>
    public Dictionary<string, string?> Answers { get; init; } = [];

    public static AgreementForm Of(CooperationAgreement agreement)
    {
        var form = new AgreementForm
        {
            Title = agreement.Title,
            StartsOn = agreement.StartsOn,
            EndsOn = agreement.EndsOn,
            MonthsBetweenMeetings = agreement.MonthsBetweenMeetings ?? 0,
            MeetingTime = agreement.MeetingTime,
            MeetingPlace = agreement.MeetingPlace,
            OptionalClauses = [.. agreement.OptionalClauses],
            Answers = agreement.Answers.ToDictionary(answer => Key(answer.ClauseCode, answer.FieldCode), string? (answer) => answer.Text),
            Parties = [.. agreement.Parties.Select(PartyForm.Of)],
        };

        form.Seen = DraftFields.MarksOf(form);
        return form;
    }

    public static string Key(string clause, string field) => $"{clause}.{field}";

    public void WriteTo(CooperationAgreement agreement, Taxonomy taxonomy, DateTimeOffset at)
    {
        var choices = AgreementText.Choices(agreement, taxonomy).Select(clause => clause.Code);

        agreement.Describe(
            Title!.Trim(), StartsOn!.Value, EndsOn!.Value, MonthsBetweenMeetings == 0 ? null : MonthsBetweenMeetings,
            MeetingTime!.Value, DraftFields.Trimmed(MeetingPlace), choices.Intersect(OptionalClauses), at);
        agreement.Answer(AnswersFor(agreement, taxonomy), at);

        foreach (var written in Parties)
        {
            written.WriteTo(agreement.Parties.SingleOrDefault(party => party.Id == written.Id));
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var noCpr = new NoCprNumberAttribute();

        foreach (var (key, answer) in Answers)
        {
            if (answer?.Length > MaxAnswerLength)
            {
                yield return new($"Gør svaret kortere. Det må højst fylde {MaxAnswerLength} tegn og fylder {answer.Length}.", [$"{nameof(Answers)}[{key}]"]);
            }
            else if (!noCpr.IsValid(answer))
            {
                yield return new("Det ligner et CPR-nummer. Tag det ud, for her skal vi ikke vide noget om enkelte borgere.", [$"{nameof(Answers)}[{key}]"]);
            }
        }

        var today = (validationContext.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System).Today();

        if (StartsOn < today.AddYears(-1))
        {
            yield return new("Ret startdatoen. Den ligger mere end et år tilbage. Skriv under Baggrund, hvor længe I har arbejdet sammen.", [nameof(StartsOn)]);
        }

        if (StartsOn > today.AddYears(CooperationAgreement.LongestTermYears))
        {
            yield return new($"Ret startdatoen. Den ligger mere end {CooperationAgreement.LongestTermYears} år ude i fremtiden.", [nameof(StartsOn)]);
        }
        else if (EndsOn > StartsOn?.AddYears(CooperationAgreement.LongestTermYears))
        {
            yield return new($"Ret slutdatoen. En aftale kan højst gælde i {CooperationAgreement.LongestTermYears} år. Den kan altid forlænges.", [nameof(EndsOn)]);
        }

        if (Parties.Count(party => !party.Leaves) + (NewParty is null ? 0 : 1) < CooperationAgreement.FewestParties && Parties.Any(party => party.Leaves))
        {
            yield return new("Lad mindst to parter blive. Ellers er der ingen at aftale noget med.", [$"{nameof(Parties)}[{Parties.FindIndex(party => party.Leaves)}].{nameof(PartyForm.Leaves)}"]);
        }
    }

    // Answers to paragraphs that are chosen away for now are kept: they may be chosen again.
    private IEnumerable<ClauseAnswer> AnswersFor(CooperationAgreement agreement, Taxonomy taxonomy)
    {
        var clauses = AgreementText.Templates(agreement, taxonomy).Concat(AgreementText.Choices(agreement, taxonomy)).DistinctBy(clause => clause.Code).ToList();

        return
            from clause in clauses
            from field in FieldsOf(clause)
            let written = Answers.TryGetValue(Key(clause.Code, field), out var text) ? DraftFields.Trimmed(text) : agreement.AnswerTo(clause.Code, field)
            where written.Length > 0
            select new ClauseAnswer(clause.Code, field, written);
    }

    /// <summary>The fields of a clause that the parties may fill in; a locked text can be added to.</summary>
    public static IEnumerable<string> FieldsOf(ClauseTemplate clause) =>
        clause.Fields.Where(field => !field.IsAutomatic).Select(field => field.Code).Concat(clause.IsLocked ? [AgreementText.Addition] : []);
}

/// <summary>What one party puts in and gains, and whom to write to.</summary>
public sealed class PartyForm : IValidatableObject
{
    public Guid Id { get; init; }

    [StringLength(1000), NoCprNumber, Display(Name = "Bidrag")]
    public string? Contribution { get; set; }

    [StringLength(300), NoCprNumber, Display(Name = "Hvem")]
    public string? Who { get; set; }

    [StringLength(300), NoCprNumber, Display(Name = "Hvornår")]
    public string? When { get; set; }

    [StringLength(300), NoCprNumber, Display(Name = "Hvor meget")]
    public string? HowMuch { get; set; }

    [StringLength(1000), NoCprNumber, Display(Name = "Udbytte")]
    public string? Benefit { get; set; }

    [StringLength(100), Display(Name = "Navn")]
    public string? ContactName { get; set; }

    [StringLength(100), Display(Name = "Titel")]
    public string? ContactTitle { get; set; }

    [StringLength(254), MailAddress(ErrorMessage = "Ret mailadressen. Skriv den sådan: navn@forening.example"), Display(Name = "Mail")]
    public string? ContactEmail { get; set; }

    [StringLength(30), Display(Name = "Telefon")]
    public string? Phone { get; set; }

    [Display(Name = "Helst telefon")]
    public bool PrefersPhone { get; set; }

    [StringLength(200), NoCprNumber, Display(Name = "Stedfortræder")]
    public string? Deputy { get; set; }

    [Display(Name = "CVR-nummer")]
    public string? Cvr { get; set; }

    [StringLength(200), Display(Name = "Adresse")]
    public string? Address { get; set; }

    /// <summary>The party is not to be part of the agreement; it goes when the draft is saved by hand.</summary>
    public bool Leaves { get; init; }

    public static PartyForm Of(AgreementParty party) => new()
    {
        Id = party.Id,
        Contribution = party.Contribution,
        Who = party.Terms.Who,
        When = party.Terms.When,
        HowMuch = party.Terms.HowMuch,
        Benefit = party.Terms.Benefit,
        ContactName = party.ContactName,
        ContactTitle = party.ContactTitle,
        ContactEmail = party.ContactEmail,
        Phone = party.Terms.Phone,
        PrefersPhone = party.Terms.PrefersPhone,
        Deputy = party.Terms.Deputy,
        Cvr = party.Terms.Cvr,
        Address = party.Terms.Address,
    };

    /// <summary>A party that somebody else has taken out meanwhile is left out.</summary>
    public void WriteTo(AgreementParty? party)
    {
        party?.Promise(DraftFields.Trimmed(Contribution), DraftFields.Trimmed(ContactName), DraftFields.Trimmed(ContactTitle), DraftFields.Trimmed(ContactEmail));
        party?.AgreeTo(new PartyTerms
        {
            Who = DraftFields.Trimmed(Who),
            When = DraftFields.Trimmed(When),
            HowMuch = DraftFields.Trimmed(HowMuch),
            Benefit = DraftFields.Trimmed(Benefit),
            Phone = DraftFields.Trimmed(Phone),
            PrefersPhone = PrefersPhone,
            Deputy = DraftFields.Trimmed(Deputy),
            Cvr = DraftFields.Trimmed(Cvr).Replace(" ", "", StringComparison.Ordinal),
            Address = DraftFields.Trimmed(Address),
        });
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var digits = DraftFields.Trimmed(Cvr).Replace(" ", "", StringComparison.Ordinal);

        if (digits.Length > 0 && (digits.Length != 8 || !digits.All(char.IsAsciiDigit)))
        {
            yield return new("Ret CVR-nummeret. Det har 8 tal. Lad feltet stå tomt, hvis I ikke har et.", [nameof(Cvr)]);
        }
    }
}

/// <summary>A day that must come after another day of the same form.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LaterThanAttribute(string other) : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is DateOnly day && validationContext.ObjectType.GetProperty(other)?.GetValue(validationContext.ObjectInstance) is DateOnly earlier && day <= earlier
            ? new ValidationResult(ErrorMessage, [validationContext.MemberName!])
            : ValidationResult.Success;
}

/// <summary>Empty, or an address that we can write to.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not string text || string.IsNullOrWhiteSpace(text) || MailAddresses.IsValid(text.Trim());
}
