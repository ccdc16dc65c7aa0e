using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Demo;

public sealed class DemoDataTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task There_is_something_in_every_state_a_coordinator_can_meet()
    {
        await FillAsync();

        await app.WithDb(async db =>
        {
            Assert.True(await db.Organisations.CountAsync(o => o.MunicipalityCode.StartsWith('9') && o.Kind == OrganisationKind.Association) >= 60);
            Assert.True(await db.Organisations.CountAsync(o => o.MunicipalityCode.StartsWith('9') && o.Kind == OrganisationKind.Company) >= 20);
            Assert.True(await db.Organisations.CountAsync(o => o.MunicipalityCode.StartsWith('9') && o.Kind == OrganisationKind.MunicipalUnit) >= 15);
            Assert.Equal(3, await db.Municipalities.CountAsync(m => m.Code.StartsWith('9')));

            Assert.Equal(Enum.GetValues<NeedState>(), (await db.Needs.Select(n => n.State).Distinct().ToListAsync()).Order());
            Assert.Equal(Enum.GetValues<ProposalState>(), (await db.Proposals.Select(p => p.State).Distinct().ToListAsync()).Order());
            Assert.Equal(Enum.GetValues<AgreementState>(), (await db.Agreements.Select(a => a.State).Distinct().ToListAsync()).Order());
            Assert.Equal(Enum.GetValues<MeetingState>(), (await db.StatusMeetings.Select(m => m.State).Distinct().ToListAsync()).Order());

            var inForce = await db.Agreements.Include(a => a.StatusMeetings).Where(a => a.State == AgreementState.InForce).ToListAsync();
            Assert.Equal(Enum.GetValues<AgreementHealth>(), inForce.Select(a => a.HealthOn(app.Today())).Distinct().Order());
        });
    }

    [Fact]
    public async Task Nobody_in_it_has_more_than_three_open_proposals()
    {
        await FillAsync();

        var open = await app.WithDb(db => db.Proposals.Where(p => p.State == ProposalState.Sent || p.State == ProposalState.Question)
            .GroupBy(p => p.PartnerId).Select(g => g.Count()).ToListAsync());

        Assert.Equal(OpenProposals.MostPerPartner, open.Max());
    }

    [Fact]
    public async Task Some_have_said_what_they_have_room_for_and_where_they_draw_the_line()
    {
        await FillAsync();
        var taxonomy = app.Services.GetRequiredService<Taxonomy>();

        var organisations = await app.WithDb(db => db.Organisations.AsNoTracking().ToListAsync());

        Assert.Contains(organisations, o => o is { FoundedYear: not null, VolunteerHours: not null, FreeSlots: > 0 });
        Assert.Contains(organisations, o => o.Boundaries.Count > 0);
        Assert.All(organisations.SelectMany(o => o.Boundaries), code => Assert.True(taxonomy.HasBoundary(code), code));
    }

    [Fact]
    public void A_broken_line_is_named_and_leaves_the_database_empty()
    {
        var folder = Directory.CreateTempSubdirectory("kem-demo-").FullName;

        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "data/demo")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var needs = Path.Combine(folder, "needs.json");
        File.WriteAllText(needs, File.ReadAllText(needs).Replace("\"created_days_ago\"", "\"created_days_agoo\"", StringComparison.Ordinal));

        var problem = Assert.Throws<DataFileException>(() => DemoFiles.Read(folder));
        Assert.Matches(@"needs\.json, line \d+, field .*created_days_agoo", problem.Message);
        Directory.Delete(folder, recursive: true);
    }

    private async Task FillAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);
    }
}
