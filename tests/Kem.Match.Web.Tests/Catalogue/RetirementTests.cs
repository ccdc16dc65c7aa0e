using System.Net;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.CataloguePages;

/// <summary>An association exists no more: it leaves the catalogue, and what it took part in stays readable.</summary>
public sealed class RetirementTests : IDisposable
{
    private static readonly Guid Women = Tests.Catalogue.WomenAssociation;
    private static readonly string Retire = $"/katalog/{Women}/nedlaeggelse";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task One_that_nothing_hangs_on_is_deleted()
    {
        var answer = await app.SubmitAsync(Person.Birgit, $"/katalog/{Tests.Catalogue.FootballClub}/nedlaeggelse", action: $"/katalog/{Tests.Catalogue.FootballClub}/sletning");

        Assert.Equal("/katalog", answer.Headers.Location!.OriginalString);
        Assert.False(await app.WithDb(db => db.Organisations.AnyAsync(o => o.Id == Tests.Catalogue.FootballClub)));
    }

    [Fact]
    public async Task One_that_has_taken_part_is_closed_down_with_a_reason_and_a_day()
    {
        var need = await app.AddNeedAsync(asker: Women);
        var asked = await app.ProposeAsync(await app.AddNeedAsync(), Women);
        var about = await app.ProposeAsync(need, Tests.Catalogue.FootballClub);
        var page = await app.PageAsync(Person.Birgit, Retire);
        Assert.Null(page.QuerySelector($"form[action='/katalog/{Women}/sletning']"));

        await app.SubmitAsync(Person.Birgit, Retire, [new("Form.Reason", "Der var ikke flere frivillige."), new("Form.On", "2026-03-01")]);

        Assert.Equal(NeedState.Closed, await app.WithDb(db => db.Needs.Where(n => n.Id == need).Select(n => n.State).SingleAsync()));
        Assert.Equal(WithdrawalReason.PartnerIsRetired, (await app.ProposalAsync(asked)).WithdrawnWhy);
        Assert.Equal(WithdrawalReason.NeedIsGone, (await app.ProposalAsync(about)).WithdrawnWhy);
        Assert.DoesNotContain("Kvinder på Tværs", await TextAsync(Person.Birgit, "/katalog"), StringComparison.Ordinal);
        Assert.Contains("Kvinder på Tværs", await TextAsync(Person.Birgit, "/katalog?status=nedlagt"), StringComparison.Ordinal);
        Assert.Contains("Der var ikke flere frivillige.", await TextAsync(Person.Birgit, $"/katalog/{Women}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Der var ikke flere frivillige.", await TextAsync(Person.Dorte, $"/katalog/{Women}"), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/katalog/{Women}", action: $"/katalog/{Women}/genaabning");
        Assert.Contains("Kvinder på Tværs", await TextAsync(Person.Birgit, "/katalog"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_with_somebody_who_is_closed_down_is_not_sent()
    {
        var draft = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        var round = $"/aftaler/{draft}/underskriftsrunde";
        var birgit = app.As(Person.Birgit);
        var (target, values) = FilledForm.Read(await birgit.GetStringAsync(new Uri(round, UriKind.Relative)), round, null, []);
        await app.SubmitAsync(Person.Birgit, Retire, [new("Form.Reason", "De stoppede til jul."), new("Form.On", "2026-03-01")]);

        using var form = new FormUrlEncodedContent(values);
        var sent = await birgit.PostAsync(new Uri(target, UriKind.Relative), form);

        Assert.Equal($"/aftaler/{draft}/ret", sent.Headers.Location!.OriginalString);
        Assert.Contains("Kvinder på Tværs er nedlagt. Tag dem ud af aftalen, eller vælg en anden.", await birgit.GetStringAsync(new Uri($"/aftaler/{draft}/ret", UriKind.Relative)), StringComparison.Ordinal);
        Assert.True((await app.AgreementAsync(draft)).IsDraft);
        Assert.Equal(HttpStatusCode.Found, (await birgit.GetAsync(new Uri(round, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Each_running_agreement_asks_what_happens_and_nothing_typed_is_lost()
    {
        var agreement = await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));

        var asked = await app.SubmitAsync(Person.Birgit, Retire, [new("Form.Reason", "De stoppede til jul."), new("Form.On", "2026-03-01")]);
        var page = await asked.PageAsync();
        Assert.Contains("Vælg, hvad der skal ske med »Lektiecafé på Engskolen«.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("De stoppede til jul.", page.QuerySelector("#Form_Reason")!.TextContent, StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, Retire, [new("Form.Reason", "De stoppede til jul."), new("Form.On", "2026-03-01"), new($"Form.Fates[{agreement}]", "Leaves")]);

        var now = await app.AgreementAsync(agreement);
        Assert.Equal((true, app.Today()), (now.IsInForce, now.Parties[0].LeavesOn!.Value));
        Assert.Equal(
            [EvidenceKind.PartyRetired, EvidenceKind.NoticeGiven],
            await app.WithDb(db => db.EvidenceEvents.Where(e => e.AgreementId == agreement).OrderBy(e => e.Number).Select(e => e.Kind).ToListAsync()));
        Assert.Contains("Kvinder på Tværs er nedlagt 1. marts 2026.", await TextAsync(Person.Birgit, $"/aftaler/{agreement}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_signature_is_awaited_is_not_closed_down_yet()
    {
        await app.SendForSignatureAsync();

        Assert.Contains("ligger til underskrift. Tag den tilbage først", await TextAsync(Person.Birgit, Retire), StringComparison.Ordinal);
        await app.PostWithTokenAsync(Person.Birgit, Retire, new("Form.Reason", "Slut"), new("Form.On", "2026-03-01"));
        Assert.Null(await app.WithDb(db => db.Organisations.Where(o => o.Id == Women).Select(o => o.RetiredOn).SingleAsync()));
    }

    [Fact]
    public async Task Nobody_but_the_municipalitys_coordinators_closes_one_down()
    {
        foreach (var person in new[] { Person.Amina, Person.Dorte, Person.Carsten, Person.Erik })
        {
            foreach (var verb in new[] { "nedlaeggelse", "genaabning", "sletning" })
            {
                Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(person, $"/katalog/{Women}/{verb}"));
            }
        }
    }

    private async Task<string> TextAsync(Person person, string url) => (await app.PageAsync(person, url)).Body!.TextContent;
}
