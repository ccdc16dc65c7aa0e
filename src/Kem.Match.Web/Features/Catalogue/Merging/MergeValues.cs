using System.Globalization;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>Whose value stays when two entries become one.</summary>
public enum KeptValue
{
    Kept,
    Removed,

    /// <summary>Those of both; for lists.</summary>
    Both,
}

/// <summary>One thing that two entries may say differently.</summary>
/// <param name="Code">Its name in the form.</param>
/// <param name="Label">Its name on the page.</param>
/// <param name="Show">The value in words; empty when there is none.</param>
/// <param name="Choose">The first description with this value as chosen from the two.</param>
/// <param name="IsList">A list can also keep what both say.</param>
public sealed record MergeValue(
    string Code, string Label, Func<OrganisationDescription, string> Show,
    Func<OrganisationDescription, OrganisationDescription, KeptValue, OrganisationDescription> Choose, bool IsList);

/// <summary>Everything that is chosen between when two entries become one.</summary>
public static class MergeValues
{
    private const string Can = "kan";

    public static IReadOnlyList<MergeValue> All(Taxonomy taxonomy) =>
    [
        Single("navn", "Navn", d => d.Name, (d, from) => d with { Name = from.Name }),
        Single("form", "Organisationsform", d => d.Form.Length > 0 ? taxonomy.Forms.Label(d.Form) : "", (d, from) => d with { Form = from.Form }),
        Single("cvr", "CVR-nummer", d => d.Cvr, (d, from) => d with { Cvr = from.Cvr }),
        Single("om", "Kort om dem", d => d.Description, (d, from) => d with { Description = from.Description }),
        Single("sted", "Sted", d => $"{d.PostalCode} {d.Place}".Trim(), (d, from) => d with { Place = from.Place, PostalCode = from.PostalCode }),
        Single("medlemmer", "Medlemmer eller ansatte", d => Number(d.Members), (d, from) => d with { Members = from.Members }),
        Single("stiftet", "Stiftet", d => Number(d.FoundedYear), (d, from) => d with { FoundedYear = from.FoundedYear }),
        Single("timer", "Frivilligtimer om måneden", d => Number(d.VolunteerHours), (d, from) => d with { VolunteerHours = from.VolunteerHours }),
        Single("pladser", "Plads til flere samarbejder", d => Number(d.FreeSlots), (d, from) => d with { FreeSlots = from.FreeSlots }),
        Single("kontakt", "Kontakt", Contact, (d, from) => d with
        {
            ContactName = from.ContactName, ContactRole = from.ContactRole, ContactEmail = from.ContactEmail,
            ContactPhone = from.ContactPhone, PreferredChannel = from.PreferredChannel, BestTime = from.BestTime, MailLanguage = from.MailLanguage,
        }),
        List("sprog", "Sprog", d => d.Languages, taxonomy.Languages.Label, (d, codes) => d with { Languages = codes }),
        List("maalgrupper", "Målgrupper", d => d.TargetGroups, taxonomy.TargetGroups.Label, (d, codes) => d with { TargetGroups = codes }),
        List("aktiviteter", "Aktiviteter", d => d.Activities, taxonomy.Activities.Label, (d, codes) => d with { Activities = codes }),
        List(Can, "Kan", d => d.Competences, taxonomy.Competences.Label, (d, codes) => d with { Competences = codes }),
        List("har", "Har", d => d.Resources, taxonomy.Resources.Label, (d, codes) => d with { Resources = codes }),
        List("mangler", "Mangler", d => d.Gaps, taxonomy.GapLabel, (d, codes) => d with { Gaps = codes }),
        List("graenser", "Vil helst ikke spørges om", d => d.Boundaries, taxonomy.BoundaryLabel, (d, codes) => d with { Boundaries = codes }),
    ];

    /// <summary>The first entry's profile with the values that were chosen; where nothing was, its own stand, and lists keep both.</summary>
    public static OrganisationDescription Merge(
        OrganisationDescription kept, OrganisationDescription removed, IReadOnlyDictionary<string, KeptValue> chosen, Taxonomy taxonomy) =>
        All(taxonomy).Aggregate(kept, (merged, value) => value.Choose(merged, removed, chosen.GetValueOrDefault(value.Code, Usual(value, kept)))) with
        {
            Mastery = MasteryOf(kept, removed, chosen.GetValueOrDefault(Can)),
        };

    /// <summary>What stands unless somebody chooses: what is not empty, and all of a list.</summary>
    public static KeptValue Usual(MergeValue value, OrganisationDescription kept) =>
        value.IsList ? KeptValue.Both : value.Show(kept).Length > 0 ? KeptValue.Kept : KeptValue.Removed;

    private static MergeValue Single(
        string code, string label, Func<OrganisationDescription, string> show, Func<OrganisationDescription, OrganisationDescription, OrganisationDescription> take) =>
        new(code, label, show, (kept, removed, choice) => choice == KeptValue.Removed ? take(kept, removed) : kept, IsList: false);

    private static MergeValue List(
        string code, string label, Func<OrganisationDescription, IReadOnlyList<string>> of, Func<string, string> labelOf,
        Func<OrganisationDescription, IReadOnlyList<string>, OrganisationDescription> with) =>
        new(
            code, label, d => ProfileText.Line(of(d).Select(labelOf)),
            (kept, removed, choice) => choice switch
            {
                KeptValue.Removed => with(kept, of(removed)),
                KeptValue.Both => with(kept, [.. of(kept).Union(of(removed))]),
                _ => kept,
            },
            IsList: true);

    /// <summary>What either says; where both do, the one whose competences were chosen. An organisation keeps only what is about its competences.</summary>
    private static Dictionary<string, Mastery> MasteryOf(OrganisationDescription kept, OrganisationDescription removed, KeptValue choice)
    {
        var (first, second) = choice == KeptValue.Removed ? (removed, kept) : (kept, removed);
        return first.Mastery.Concat(second.Mastery).DistinctBy(level => level.Key).ToDictionary();
    }

    private static string Contact(OrganisationDescription d) =>
        string.Join(", ", new[] { d.ContactName, d.ContactRole, d.ContactEmail, d.ContactPhone }.Where(text => text.Length > 0));

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
