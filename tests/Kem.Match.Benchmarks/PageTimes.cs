using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Benchmarks;

/// <summary>Every page of a coordinator's day on the demonstration data, warm.</summary>
internal static class PageTimes
{
    private const double GoalP95 = 100;
    private const string Fjordby = "9001";

    public static async Task<bool> MeasureAsync(TextWriter output)
    {
        using var site = new DemoSite(TestDatabase.Sqlite);
        using var browser = await site.SignInAsync("Mona Lund");
        var allMet = true;

        foreach (var page in await PagesAsync(site))
        {
            allMet &= (await Timing.OfAsync(browser, page, warmUp: 20, counted: 100)).Write(output, GoalP95);
        }

        return allMet;
    }

    private static Task<List<string>> PagesAsync(DemoSite site) => site.WithDb(async db =>
    {
        var organisation = await db.Organisations.Where(o => o.Name == "Kvinder på Tværs").Select(o => o.Id).SingleAsync();
        var need = await db.Needs.Where(n => n.MunicipalityCode == Fjordby && n.State == NeedState.Open).OrderBy(n => n.Id).Select(n => n.Id).FirstAsync();
        var proposal = await db.Proposals.Where(p => p.MunicipalityCode == Fjordby && p.State == ProposalState.Interested).Select(p => p.Id).FirstAsync();
        var agreement = await db.Agreements.Where(a => a.MunicipalityCode == Fjordby && a.State == AgreementState.InForce).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync();
        var meeting = await db.StatusMeetings.Where(m => m.AgreementId == agreement).OrderBy(m => m.Number).Select(m => m.Id).FirstAsync();

        return new List<string>
        {
            "/", "/katalog", "/katalog?q=lektiecafe", $"/katalog/{organisation}", "/behov", $"/behov/{need}", $"/behov/{need}/hvem-og-hvad", $"/behov/{need}/forslag", $"/behov/{need}/forslag?adgang=4&praktisk=0",
            $"/behov/{need}/forslag/nyt?partner={organisation}", "/forslag", $"/forslag/{proposal}", "/aftaler", $"/aftaler/{agreement}", "/moeder", $"/moeder/{meeting}", "/metoder",
        };
    });
}
