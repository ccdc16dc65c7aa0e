using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Benchmarks;

/// <summary>The agreement's pages among 5,000 agreements and 100,000 events of evidence, warm.</summary>
internal static class AgreementTimes
{
    private const double GoalP95 = 150;
    private const int Agreements = 5_000;
    private const int EventsEach = 20;
    private const int SavedTogether = 250;
    private const string Fjordby = "9001";

    public static async Task<bool> MeasureAsync(TextWriter output)
    {
        using var site = new DemoSite(TestDatabase.Sqlite);
        using var browser = await site.SignInAsync("Mona Lund");
        var last = await FillAsync(site);
        var (agreements, events) = await site.WithDb(async db => (await db.Agreements.CountAsync(), await db.EvidenceEvents.CountAsync()));
        output.WriteLine($"{agreements} agreements, {events} events");

        var allMet = true;

        foreach (var page in new[] { $"/aftaler/{last}", $"/aftaler/{last}/bevis", $"/aftaler/{last}/tekst", $"/aftaler/{last}/udskrift", $"/aftaler/{last}/dokument", "/bekraeft" })
        {
            allMet &= (await Timing.OfAsync(browser, page, warmUp: 20, counted: 100)).Write(output, GoalP95);
        }

        return allMet;
    }

    /// <returns>One in the middle of them.</returns>
    private static async Task<Guid> FillAsync(DemoSite site)
    {
        var key = site.Services.GetRequiredService<EvidenceKey>();
        var taxonomy = site.Services.GetRequiredService<Taxonomy>();
        var parties = await site.WithDb(db => db.Organisations.AsNoTracking().Where(o => o.MunicipalityCode == Fjordby && o.Kind == OrganisationKind.Association).OrderBy(o => o.Id).Take(40).ToListAsync());
        var made = new List<Guid>();

        for (var from = 0; from < Agreements; from += SavedTogether)
        {
            made.AddRange(await site.WithDb(async db =>
            {
                var batch = Enumerable.Range(from, SavedTogether).Select(n => Add(db, parties[n % parties.Count], parties[(n + 7) % parties.Count], n, taxonomy, key)).ToList();
                await db.SaveChangesAsync();
                return batch;
            }));
        }

        return made[made.Count / 2];
    }

    private static Guid Add(KemDb db, Organisation first, Organisation second, int number, Taxonomy taxonomy, EvidenceKey key)
    {
        var at = KemApp.Morning.AddDays(-number % 700);
        var startsOn = DateOnly.FromDateTime(at.UtcDateTime);
        var agreement = new CooperationAgreement(Fjordby, "M3", $"Samarbejde nummer {number}", "Mona Lund", "mona@fjordby.example", at);
        agreement.AddParty(first.Id, first.Name);
        agreement.AddParty(second.Id, second.Name);
        agreement.Describe(agreement.Title, startsOn, startsOn.AddYears(2), 3, new TimeOnly(19, 0), "Biblioteket", [], at);
        agreement.SendForSignature(AgreementText.Write(agreement, taxonomy), at);
        db.Add(agreement);

        var head = new EvidenceHead(agreement.Id);
        db.Add(head);

        for (var n = 0; n < EventsEach; n++)
        {
            db.Add(head.Append(
                agreement, n == 0 ? EvidenceKind.SentForSignature : EvidenceKind.MailAccepted, "Mona Lund", Guid.NewGuid(),
                new() { Address = "amina@kem.example", MessageId = $"<{Guid.NewGuid():N}@fjordby.example>", Ip = "192.0.2.7" }, at.AddMinutes(n), key));
        }

        return agreement.Id;
    }
}
