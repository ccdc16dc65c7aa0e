using System.Globalization;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>The catalogue as rows of a spreadsheet, one for each organisation.</summary>
public static class CatalogueCsv
{
    public static byte[] Write(IEnumerable<Organisation> organisations, Taxonomy taxonomy, DateOnly today, bool withContacts)
    {
        (string Heading, Func<Organisation, string> CellOf)[] columns =
        [
            ("Navn", o => o.Name),
            ("Form", o => ProfileText.FormOf(o, taxonomy)),
            ("Sted", o => o.Place),
            ("Postnummer", o => o.PostalCode),
            ("Beskrivelse", o => o.Description),
            ("Medlemmer", o => Number(o.Members)),
            ("Stiftet", o => Number(o.FoundedYear)),
            ("Frivilligtimer om måneden", o => Number(o.VolunteerHours)),
            ("Plads til flere samarbejder", o => Number(o.FreeSlots)),
            ("Sprog", o => List(taxonomy.Languages.Labels(o.Languages))),
            ("Målgrupper", o => List(taxonomy.TargetGroups.Labels(o.TargetGroups))),
            ("Aktiviteter", o => List(taxonomy.Activities.Labels(o.Activities))),
            ("Kan", o => List(taxonomy.Competences.Labels(o.Competences))),
            ("Hvor godt", o => List(o.Competences.Where(o.Mastery.ContainsKey).Select(code => $"{taxonomy.Competences.Label(code)}: {ProfileText.Words(o.Mastery[code])}"))),
            ("Har", o => List(taxonomy.Resources.Labels(o.Resources))),
            ("Status", o => o.StatusOn(today).Words()),
            ("Bekræftet", o => Day(o.ConfirmedOn)),
        ];

        if (withContacts)
        {
            columns =
            [
                .. columns,
                ("Mangler", o => List(o.Gaps.Select(taxonomy.GapLabel))),
                ("Besøgt", o => Day(o.VisitedOn)),
                ("Kontaktperson", o => o.ContactName),
                ("Rolle", o => o.ContactRole),
                ("Mail", o => o.ContactEmail),
                ("Telefon", o => o.ContactPhone),
            ];
        }

        return Spreadsheet.Write(organisations
            .Select(organisation => columns.Select(column => column.CellOf(organisation)))
            .Prepend(columns.Select(column => column.Heading)));
    }

    private static string List(IEnumerable<string> labels) => string.Join(", ", labels);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
