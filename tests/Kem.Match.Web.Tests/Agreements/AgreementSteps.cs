using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>Brings the test's database to where a story begins.</summary>
internal static class AgreementSteps
{
    /// <summary>Amina, the football club and Birgit's team.</summary>
    public static IReadOnlyList<Guid> Parties { get; } = [Catalogue.WomenAssociation, Catalogue.FootballClub, Catalogue.IntegrationTeam];

    public static async Task<Guid> SaveAsync(this KemApp app, CooperationAgreement agreement)
    {
        await app.WithDb(db =>
        {
            db.Add(agreement);
            return db.SaveChangesAsync();
        });
        return agreement.Id;
    }

    public static Task<CooperationAgreement> AgreementAsync(this KemApp app, Guid id) =>
        app.WithDb(db => db.Agreements.Include(a => a.Parties).Include(a => a.StatusMeetings).AsNoTracking().SingleAsync(a => a.Id == id));

    /// <summary>The three parties' agreement, sent by Birgit: Amina and Gert have a link, she signs on the page.</summary>
    public static async Task<Guid> SendForSignatureAsync(this KemApp app)
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: Parties));
        using var response = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskriftsrunde");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        return id;
    }

    /// <summary>The football club needs somebody; Amina has said yes to meet.</summary>
    public static async Task<Guid> AcceptedProposalAsync(this KemApp app)
    {
        var now = app.Clock.GetUtcNow();
        var need = new Need(Places.Hillerød, Catalogue.FootballClub, OrganisationKind.Association, "Flere piger til fodbold i Ullerød.", "Birgit", now);
        need.DescribeWhereAndWhen("Ullerødhallen", ["onsdag eftermiddag"], beginsOn: null, volunteerHours: null, withinKilometres: null, now);
        need.DescribeWhatIsGiven(["RS_HALL"], "Pigerne får et hold", now);
        need.Open(now);

        var proposal = new MatchProposal(Places.Hillerød, need.Id, Catalogue.WomenAssociation, "I kender pigerne.", Lektiecafe.Today.AddDays(14), "Birgit", "birgit@kem.example", now);
        proposal.Answer(ProposalAnswer.Yes, "", "", "", null, byPhone: false, now);

        await app.WithDb(db =>
        {
            db.AddRange(need, proposal);
            return db.SaveChangesAsync();
        });
        return proposal.Id;
    }

    /// <summary>The address behind the only link that waits in a mail to somebody.</summary>
    public static async Task<string> LinkInMailToAsync(this KemApp app, string address, string kind)
    {
        var mail = await app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.ToAddress == address && m.Kind == kind).OrderByDescending(m => m.Id).FirstAsync());
        var target = MailLayout.LinksIn(mail.Text)[0];
        var resolved = app.Services.GetService(typeof(LinkKey)) is LinkKey key ? key.Resolve(target) : target;
        return new Uri(resolved).PathAndQuery;
    }
}
