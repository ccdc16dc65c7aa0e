using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>Notice, renewal, meetings and volunteers of a draft.</summary>
public sealed class LifeTermsForm : IValidatableObject
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    [Required(ErrorMessage = "Skriv varslet som et tal."), Range(1, 365, ErrorMessage = "Skriv et tal fra 1 til 365."), Display(Name = "Varsel")]
    public int? NoticeAmount { get; init; }

    [Display(Name = "Dage eller måneder")]
    public NoticeUnit NoticeUnit { get; init; }

    [Display(Name = "Forlængelse")]
    public RenewalMode Renewal { get; init; }

    [Range(1, 60, ErrorMessage = "Skriv et tal fra 1 til 60."), Display(Name = "Måneder ad gangen")]
    public int? RenewalMonths { get; init; }

    [Range(1, 50, ErrorMessage = "Skriv et tal fra 1 til 50."), Display(Name = "Højst så mange møder")]
    public int? MeetingLimit { get; init; }

    [StringLength(500), Display(Name = "Egne mødedage")]
    public string? OwnMeetingDays { get; init; }

    [Range(1, 1000, ErrorMessage = "Skriv et tal fra 1 til 1000."), Display(Name = "Aktive frivillige")]
    public int? PromisedVolunteers { get; init; }

    [Range(1, 1000, ErrorMessage = "Skriv et tal fra 1 til 1000."), Display(Name = "Borgere for hver frivillig")]
    public int? ResidentsPerVolunteer { get; init; }

    [Range(1, 20, ErrorMessage = "Skriv et tal fra 1 til 20."), Display(Name = "Møder med kommunen")]
    public int? FacilitatedMeetings { get; init; }

    [Display(Name = "Kommunen er med til")]
    public DateOnly? FacilitatesUntil { get; init; }

    public static LifeTermsForm Of(CooperationAgreement agreement) => new()
    {
        NoticeAmount = agreement.NoticeAmount,
        NoticeUnit = agreement.NoticeUnit,
        Renewal = agreement.Renewal,
        RenewalMonths = agreement.RenewalMonths,
        MeetingLimit = agreement.MeetingLimit,
        OwnMeetingDays = string.Join('\n', agreement.OwnMeetingDays.Order().Select(day => day.ToString("d.M.yyyy", Danish))),
        PromisedVolunteers = agreement.PromisedVolunteers,
        ResidentsPerVolunteer = agreement.ResidentsPerVolunteer,
        FacilitatedMeetings = agreement.FacilitatedMeetings ?? (agreement.Facilitates ? agreement.MeetingsToFacilitate : null),
        FacilitatesUntil = agreement.FacilitatesUntil,
    };

    public AgreementLifeTerms ToTerms(CooperationAgreement agreement) => new(
        new NoticePeriod(NoticeAmount!.Value, NoticeUnit), Renewal, RenewalMonths ?? agreement.RenewalMonths, MeetingLimit, Days() ?? [],
        PromisedVolunteers, ResidentsPerVolunteer, FacilitatedMeetings, FacilitatesUntil);

    /// <summary>What is wrong with it beside the agreement's own days.</summary>
    public IEnumerable<(string Field, string Message)> ProblemsWith(CooperationAgreement agreement)
    {
        var period = $"fra {DanishText.Date(agreement.StartsOn)} til {DanishText.Date(agreement.EndsOn)}";

        if (Days() is { } days && days.Any(day => day < agreement.StartsOn || day > agreement.EndsOn))
        {
            yield return (nameof(OwnMeetingDays), $"Vælg dage i aftalens periode, {period}.");
        }

        if (FacilitatesUntil < agreement.StartsOn || FacilitatesUntil > agreement.EndsOn)
        {
            yield return (nameof(FacilitatesUntil), $"Vælg en dag i aftalens periode, {period}.");
        }

        if (NoticeAmount is { } amount && Renewal == RenewalMode.Automatic && new NoticePeriod(amount, NoticeUnit).LatestFor(agreement.EndsOn) < agreement.StartsOn)
        {
            yield return (nameof(NoticeAmount), $"Gør varslet kortere. Aftalen gælder {period}, så ingen kan nå at sige stop.");
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Days() is null)
        {
            yield return new("Skriv en dag på hver linje, sådan: 24.2.2027", [nameof(OwnMeetingDays)]);
        }
    }

    private List<DateOnly>? Days()
    {
        var days = new List<DateOnly>();

        foreach (var line in (OwnMeetingDays ?? "").Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!DateOnly.TryParseExact(line, ["d.M.yyyy", "d-M-yyyy", "d/M/yyyy", "yyyy-M-d", "d. MMMM yyyy"], Danish, DateTimeStyles.None, out var day)) return null;

            days.Add(day);
        }

        return days;
    }
}

public sealed record LifeTermsPage(CooperationAgreement Agreement, LifeTermsForm Form);
