using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>Labels and days as they stand in the running text of the catalogue.</summary>
public static class ProfileText
{
    /// <summary>"Kvinder, nyankomne borgere og forældre"; "… og 2 mere" when there are more than shown.</summary>
    public static string Line(IEnumerable<string> labels, int most = int.MaxValue)
    {
        var all = labels.ToList();
        var shown = all.Take(most).Select((label, index) => index == 0 ? label : InSentence(label)).ToList();

        return all.Count > shown.Count
            ? $"{string.Join(", ", shown)} og {all.Count - shown.Count} mere"
            : DanishText.List(shown);
    }

    /// <summary>"Kvindeforening", or what kind it is when nobody has said which form.</summary>
    public static string FormOf(Organisation organisation, Taxonomy taxonomy) => (organisation.Form, organisation.Kind) switch
    {
        ({ Length: > 0 } form, _) => taxonomy.Forms.Label(form),
        (_, OrganisationKind.Association) => "Forening",
        (_, OrganisationKind.Company) => "Virksomhed",
        (_, OrganisationKind.MunicipalUnit) => "Kommunal enhed",
    };

    /// <summary>"42 medlemmer. Stiftet i 1998. Har plads til 2 samarbejder mere."; empty when nobody has said anything of it.</summary>
    public static string Figures(Organisation organisation)
    {
        var (one, many) = organisation.Kind == OrganisationKind.Association ? ("medlem", "medlemmer") : ("ansat", "ansatte");
        string?[] sentences =
        [
            organisation.Members is { } members ? $"{DanishText.Count(members, one, many)}." : null,
            organisation.FoundedYear is { } year ? $"Stiftet i {year}." : null,
            organisation.VolunteerHours is { } hours ? $"Kan give cirka {DanishText.Count(hours, "time", "timer")} om måneden." : null,
            organisation.FreeSlots switch
            {
                null => null,
                0 => "Har ikke plads til flere samarbejder lige nu.",
                { } slots => $"Har plads til {DanishText.Count(slots, "samarbejde", "samarbejder")} mere.",
            },
        ];

        return string.Join(' ', sentences.OfType<string>());
    }

    public static string Words(Mastery level) => level switch
    {
        Mastery.Begun => "Er begyndt",
        Mastery.Able => "Kan det",
        Mastery.Teaches => "Kan lære andre",
    };

    /// <summary>"3. oktober"; with the year when it is not this one.</summary>
    public static string Day(DateOnly day, DateOnly today) => day.Year == today.Year ? DanishText.DayAndMonth(day) : DanishText.Date(day);

    // "PR og markedsføring" keeps its capitals.
    private static string InSentence(string label) =>
        label.Length > 1 && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;
}
