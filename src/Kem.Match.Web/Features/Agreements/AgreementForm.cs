using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>A draft as it is written: every answer may still be empty.</summary>
public sealed class AgreementForm : IValidatableObject
{
    public const int MaxAnswerLength = 2000;

    /// <summary>Which version of the draft the writer saw.</summary>
    public long Version { get; init; }

    [Required(ErrorMessage = "Giv aftalen et navn."), StringLength(200), Display(Name = "Aftalens navn")]
    public string? Title { get; init; }

    [Required(ErrorMessage = "Vælg den dag, aftalen begynder."), Display(Name = "Begynder")]
    public DateOnly? StartsOn { get; init; }

    [Required(ErrorMessage = "Vælg den dag, aftalen slutter."), LaterThan(nameof(StartsOn), ErrorMessage = "Ret slutdatoen. Aftalen skal slutte efter den dag, den begynder.")]
    [Display(Name = "Slutter")]
    public DateOnly? EndsOn { get; init; }

    /// <summary>0 means that the parties hold no status meetings.</summary>
    [Range(0, 12), Display(Name = "Statusmøder")]
    public int MonthsBetweenMeetings { get; init; }

    [Required(ErrorMessage = "Skriv, hvad klokken er, når møderne begynder."), Display(Name = "Klokkeslæt")]
    public TimeOnly? MeetingTime { get; init; }

    [StringLength(200), Display(Name = "Mødested")]
    public string? MeetingPlace { get; init; }

    public List<string> OptionalClauses { get; init; } = [];

    /// <summary>By clause and field, for example <c>CL_PURPOSE.purpose</c>.</summary>
    public Dictionary<string, string?> Answers { get; init; } = [];

    public List<PartyForm> Parties { get; init; } = [];

    public static AgreementForm Of(CooperationAgreement agreement, long version) => new()
    {
        Version = version,
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

    public static string Key(string clause, string field) => $"{clause}.{field}";

    public void WriteTo(CooperationAgreement agreement, Taxonomy taxonomy, DateTimeOffset at)
    {
        var choices = AgreementText.Choices(agreement, taxonomy).Select(clause => clause.Code);

        agreement.Describe(
            Title!.Trim(), StartsOn!.Value, EndsOn!.Value, MonthsBetweenMeetings == 0 ? null : MonthsBetweenMeetings,
            MeetingTime!.Value, Trimmed(MeetingPlace), choices.Intersect(OptionalClauses), at);
        agreement.Answer(AnswersFor(agreement, taxonomy), at);

        foreach (var (party, written) in agreement.Parties.Zip(Parties))
        {
            party.Promise(Trimmed(written.Contribution), Trimmed(written.ContactName), Trimmed(written.ContactTitle), Trimmed(written.ContactEmail));
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (key, answer) in Answers.Where(answer => answer.Value?.Length > MaxAnswerLength))
        {
            yield return new($"Gør svaret kortere. Det må højst fylde {MaxAnswerLength} tegn og fylder {answer!.Length}.", [$"{nameof(Answers)}[{key}]"]);
        }
    }

    // Answers to paragraphs that are chosen away for now are kept: they may be chosen again.
    private IEnumerable<ClauseAnswer> AnswersFor(CooperationAgreement agreement, Taxonomy taxonomy)
    {
        var clauses = AgreementText.Templates(agreement, taxonomy).Concat(AgreementText.Choices(agreement, taxonomy)).DistinctBy(clause => clause.Code).ToList();

        return
            from clause in clauses
            from field in clause.Fields
            where !field.IsAutomatic
            let written = Answers.TryGetValue(Key(clause.Code, field.Code), out var text) ? Trimmed(text) : agreement.AnswerTo(clause.Code, field.Code)
            where written.Length > 0
            select new ClauseAnswer(clause.Code, field.Code, written);
    }

    private static string Trimmed(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>What one party puts in, and who signs for it.</summary>
public sealed class PartyForm
{
    [StringLength(1000), Display(Name = "Bidrag")]
    public string? Contribution { get; init; }

    [StringLength(100), Display(Name = "Navn")]
    public string? ContactName { get; init; }

    [StringLength(100), Display(Name = "Titel")]
    public string? ContactTitle { get; init; }

    [StringLength(254), MailAddress(ErrorMessage = "Ret mailadressen. Skriv den sådan: navn@forening.example"), Display(Name = "Mail")]
    public string? ContactEmail { get; init; }

    public static PartyForm Of(AgreementParty party) => new()
    {
        Contribution = party.Contribution,
        ContactName = party.ContactName,
        ContactTitle = party.ContactTitle,
        ContactEmail = party.ContactEmail,
    };
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
