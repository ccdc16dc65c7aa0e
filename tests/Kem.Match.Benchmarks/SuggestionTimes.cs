using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Benchmarks;

/// <summary>The suggestion page in a municipality with 10,000 associations, warm.</summary>
internal static class SuggestionTimes
{
    private const double GoalP95 = 300;
    private const int Organisations = 10_000;
    private const string Fjordby = "9001";

    public static async Task<bool> MeasureAsync(TextWriter output)
    {
        using var site = new DemoSite(TestDatabase.Sqlite);
        using var browser = await site.SignInAsync("Mona Lund");
        await FillAsync(site);

        var count = await site.WithDb(db => db.Organisations.CountAsync(o => o.MunicipalityCode == Fjordby && o.Kind == OrganisationKind.Association));
        output.WriteLine($"{count} associations in the municipality");

        var needs = await site.WithDb(db => db.Needs
            .Where(n => n.MunicipalityCode == Fjordby && n.State == NeedState.Open && n.PartnerKind == OrganisationKind.Association)
            .OrderBy(n => n.Id).Select(n => n.Id).Take(3).ToListAsync());
        var allMet = true;

        foreach (var need in needs)
        {
            allMet &= (await Timing.OfAsync(browser, $"/behov/{need}/forslag", warmUp: 5, counted: 40)).Write(output, GoalP95);
        }

        return allMet;
    }

    // Associations made of the demonstration's own parts, mixed by a fixed seed.
    private static Task<int> FillAsync(DemoSite site) => site.WithDb(async db =>
    {
        var models = await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Association).OrderBy(o => o.Id).ToListAsync();
        var random = new Random(20261121);

        for (var n = 0; n < Organisations; n++)
        {
            var (who, what, text, place) = (Any(), Any(), Any(), Any());
            db.Organisations.Add(new Organisation(Fjordby, OrganisationKind.Association, new OrganisationDescription
            {
                Name = $"{text.Name} {n}",
                Form = text.Form,
                Place = place.Place,
                PostalCode = place.PostalCode,
                Description = text.Description,
                Members = random.Next(5, 400),
                Languages = who.Languages,
                TargetGroups = who.TargetGroups,
                Activities = what.Activities,
                Competences = what.Competences,
                Gaps = who.Gaps,
                Resources = text.Resources,
            }));
        }

        return await db.SaveChangesAsync();

        Organisation Any() => models[random.Next(models.Count)];
    });
}
