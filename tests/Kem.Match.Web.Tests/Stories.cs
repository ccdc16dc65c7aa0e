using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Demo;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests;

/// <summary>Short ways to the middle of the story, for tests that begin there.</summary>
public static class Stories
{
    /// <summary>The integration team looks for visiting friends; open, and nobody has been asked.</summary>
    public static async Task<Guid> AddNeedAsync(this KemApp app, OrganisationKind partnerKind = OrganisationKind.Association, Guid? asker = null)
    {
        var need = new Need(Places.Hillerød, asker ?? Catalogue.IntegrationTeam, partnerKind, "Vi mangler besøgsvenner til ældre, gerne nogen der taler arabisk", "Birgit", app.Clock.Now);
        need.DescribeWhoAndWhat("M4", ["TG_ELDER"], ["AK_VISITING"], [], ["ar"], "Mange sidder alene.", app.Clock.Now);
        need.DescribeWhatIsGiven(["RS_ROOM"], "En fast aktivitet", app.Clock.Now);
        need.Open(app.Clock.Now);

        await app.WithDb(async db =>
        {
            db.Needs.Add(need);
            await db.SaveChangesAsync();
        });
        return need.Id;
    }

    /// <summary>Birgit has proposed a partner for the need, through the page, so that mail and link exist.</summary>
    public static async Task<Guid> ProposeAsync(this KemApp app, Guid needId, Guid partner)
    {
        var response = await app.SubmitAsync(Person.Birgit, $"/behov/{needId}/forslag/nyt?partner={partner}", action: $"/behov/{needId}/forslag/nyt");
        Assert.True(response.Headers.Location is not null, await response.Content.ReadAsStringAsync());
        return Guid.Parse(response.Headers.Location!.ToString().Split('/')[^1]);
    }

    /// <summary>Lets the time to undo pass, sends what waits and answers with the mails in the pickup folder, oldest first.</summary>
    public static async Task<IReadOnlyList<OutgoingMail>> DeliverAsync(this KemApp app)
    {
        app.Clock.Advance(ProposalSending.TimeToUndo);
        await app.RunAsync<OutboxDelivery>();
        return await app.WithDb(db => db.Outbox.AsNoTracking().OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync());
    }

    /// <summary>The address behind the first link of a kind in the newest letter to somebody.</summary>
    public static async Task<string> LinkToAsync(this KemApp app, string address, string kind)
    {
        var mails = await app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.ToAddress == address && m.Kind == kind).OrderByDescending(m => m.CreatedAt).ToListAsync());
        var reference = mails[0].Text.Split("](")[1].Split(')')[0];

        return new Uri(((LinkKey)app.Services.GetService(typeof(LinkKey))!).Resolve(reference)).AbsolutePath;
    }

    /// <summary>Adds the demonstration's municipalities with all that has happened there.</summary>
    public static async Task FillDemoAsync(this KemApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoData>().FillAsync(CancellationToken.None);
    }

    public static Task<MatchProposal> ProposalAsync(this KemApp app, Guid id) =>
        app.WithDb(db => db.Proposals.AsNoTracking().Include(p => p.Partner).SingleAsync(p => p.Id == id));

    public static DateOnly Today(this KemApp app) => app.Clock.Today();
}
