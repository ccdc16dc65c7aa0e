using System.Net;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Catalogue.Merging;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.CataloguePages;

/// <summary>The same association stands twice in the catalogue, and becomes one with all that it has.</summary>
public sealed class MergingTests : IDisposable
{
    private static readonly Guid Kept = Tests.Catalogue.FootballClub;
    private static readonly Guid Removed = Tests.Catalogue.WomenAssociation;
    private static readonly string Merge = $"/katalog/{Kept}/sammenlaegning?med={Removed}";
    private static readonly string MergeAction = $"/katalog/{Kept}/sammenlaegning";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public void Entries_that_look_alike_are_found_with_the_reason()
    {
        Organisation[] all =
        [
            Made("Broen", cvr: "12345678", mail: "broen@kem.example"), Made("Foreningen Broen", cvr: "12345678", mail: "BROEN@kem.example"),
            Made("Havnens  kor", postalCode: "3400"), Made("havnens kor", postalCode: "3400"), Made("Havnens kor", postalCode: "4000"), Made("Uden noget"), Made("Heller intet"),
        ];

        Assert.Equal(
            [("Broen", "Foreningen Broen", "Samme CVR-nummer og samme mail"), ("Havnens  kor", "havnens kor", "Samme navn og postnummer")],
            Duplicates.Among(all).Select(pair => (pair.One.Name, pair.Other.Name, pair.Why)));
    }

    [Fact]
    public async Task All_that_one_has_moves_to_the_other_and_the_signed_text_is_untouched()
    {
        var agreement = Lektiecafe.InForce(organisations: [Removed, Tests.Catalogue.Auditors, Tests.Catalogue.IntegrationTeam]);
        await app.SaveAsync(agreement);
        var draft = await app.SaveAsync(Lektiecafe.Draft(organisations: [Removed, Tests.Catalogue.Auditors, Tests.Catalogue.IntegrationTeam]));
        var need = await app.AddNeedAsync(asker: Removed);

        var page = await app.PageAsync(Person.Birgit, Merge);
        Assert.Contains("1 aftale i kraft", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 underskrivere", page.Body.TextContent, StringComparison.Ordinal);

        var answer = await app.SubmitAsync(Person.Birgit, Merge, [new("Form.Values[navn]", "Kept"), new("Form.Values[sprog]", "Both"), new("Form.Values[kontakt]", "Removed")], MergeAction);

        Assert.Equal($"/katalog/{Kept}", answer.Headers.Location!.OriginalString);
        var organisation = await app.WithDb(db => db.Organisations.AsNoTracking().SingleAsync(o => o.Id == Kept));
        Assert.Equal(("Byens Boldklub", "amina@kem.example", 2), (organisation.Name, organisation.ContactEmail, organisation.Languages.Count));

        var now = await app.AgreementAsync(agreement.Id);
        Assert.Equal((Kept, "Kvinder på Tværs", agreement.TextHash), (now.Parties[0].OrganisationId, now.Parties[0].Name, now.TextHash));
        Assert.Equal(Kept, (await app.AgreementAsync(draft)).Parties[0].OrganisationId);
        Assert.Equal(Kept, await app.WithDb(db => db.Needs.Where(n => n.Id == need).Select(n => n.AskerId).SingleAsync()));
        Assert.Contains("Kvinder på Tværs hedder Byens Boldklub nu.", await TextAsync(Person.Birgit, $"/aftaler/{agreement.Id}"), StringComparison.Ordinal);

        var written = await app.WithDb(db => db.EvidenceEvents.AsNoTracking().SingleAsync(e => e.AgreementId == agreement.Id));
        Assert.Equal((EvidenceKind.PartyMerged, "Birgit"), (written.Kind, written.Actor));
        Assert.Contains("står nu som Byens Boldklub", EvidenceDetails.Read(written.Details).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_of_a_text_out_for_signature_holds_and_the_party_can_still_sign()
    {
        var id = await app.SendForSignatureAsync();
        var merge = $"/katalog/{Tests.Catalogue.Auditors}/sammenlaegning";

        await app.SubmitAsync(Person.Birgit, $"{merge}?med={Removed}", action: merge);

        var agreement = await app.AgreementAsync(id);
        Assert.True(agreement.CanBeSignedBy(agreement.Parties[0].Signatories[0]));
        Assert.Equal((null, EvidenceKind.PartyMerged), ((await VerifyAsync(id)).Fault, await app.WithDb(db => db.EvidenceEvents.Where(e => e.AgreementId == id).OrderBy(e => e.Number).Select(e => e.Kind).LastAsync())));
    }

    [Fact]
    public async Task Old_links_lead_on_and_the_entry_that_went_is_nowhere_to_choose()
    {
        var proposal = await app.ProposeAsync(await app.AddNeedAsync(), Removed);
        var link = await app.LinkToAsync("amina@kem.example", "PROPOSAL");
        await app.SubmitAsync(null, link, [new("Form.Answer", "Yes")]);

        await app.SubmitAsync(Person.Birgit, Merge, action: MergeAction);

        Assert.Equal($"/katalog/{Kept}", (await app.As(Person.Birgit).GetAsync(new Uri($"/katalog/{Removed}", UriKind.Relative))).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await app.As(null).GetAsync(new Uri(link, UriKind.Relative))).StatusCode);
        Assert.Equal(Kept, (await app.ProposalAsync(proposal)).PartnerId);
        Assert.DoesNotContain("Kvinder på Tværs", await TextAsync(Person.Birgit, "/katalog"), StringComparison.Ordinal);
        Assert.DoesNotContain("Kvinder på Tværs", await TextAsync(Person.Birgit, "/behov/nyt"), StringComparison.Ordinal);
        Assert.All(await app.WithDb(db => db.AccessLinks.AsNoTracking().ToListAsync()), issued => Assert.NotEqual(Removed, issued.OrganisationId));
    }

    [Fact]
    public async Task A_proposal_that_waits_is_taken_back_kindly_and_its_letters_are_held_back()
    {
        var proposal = await app.ProposeAsync(await app.AddNeedAsync(), Removed);

        await app.SubmitAsync(Person.Birgit, Merge, action: MergeAction);

        var now = await app.ProposalAsync(proposal);
        Assert.Equal((ProposalState.Withdrawn, WithdrawalReason.PartnerStoodTwice, Kept), (now.State, now.WithdrawnWhy, now.PartnerId));
        var letters = await app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.AboutId == proposal).ToDictionaryAsync(m => m.Kind));
        Assert.Equal(OutgoingMailState.Suppressed, letters["PROPOSAL"].State);
        Assert.Equal(("amina@kem.example", OutgoingMailState.Waiting), (letters["PROPOSAL_WITHDRAWN"].ToAddress, letters["PROPOSAL_WITHDRAWN"].State));
        Assert.Contains("stod to gange i vores katalog", letters["PROPOSAL_WITHDRAWN"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_agreement_may_lose_the_party_or_end_and_then_there_is_no_way_back()
    {
        var leaves = await app.SaveAsync(Lektiecafe.InForce(organisations: [Removed, Tests.Catalogue.Auditors, Tests.Catalogue.IntegrationTeam]));
        var ends = await app.SaveAsync(Lektiecafe.InForce(organisations: [Removed, Tests.Catalogue.Auditors, Tests.Catalogue.IntegrationTeam]));

        await app.SubmitAsync(Person.Birgit, Merge, [new($"Form.Fates[{leaves}]", "Leaves"), new($"Form.Fates[{ends}]", "Ends")], MergeAction);

        var left = await app.AgreementAsync(leaves);
        Assert.Equal((app.Today(), QuestionKind.PartyLeaves), (left.Parties[0].LeavesOn!.Value, left.OpenQuestion!.Kind));
        Assert.Equal(AgreementState.Ended, (await app.AgreementAsync(ends)).State);
        Assert.Contains("Det kan ikke fortrydes.", await TextAsync(Person.Birgit, $"/katalog/{Kept}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merge_is_undone_whole_while_nothing_is_built_on_it()
    {
        var agreement = await app.SaveAsync(Lektiecafe.InForce(organisations: [Removed, Tests.Catalogue.Auditors, Tests.Catalogue.IntegrationTeam]));
        var need = await app.AddNeedAsync(asker: Removed);
        var before = await ProfilesAsync();
        await app.SubmitAsync(Person.Birgit, Merge, [new("Form.Values[navn]", "Removed")], MergeAction);
        app.Clock.Now += TimeSpan.FromDays(29);

        await app.SubmitAsync(Person.Birgit, $"/katalog/{Kept}", action: $"/katalog/sammenlaegninger/{await MergeIdAsync()}/fortryd");

        Assert.Equal(before, await ProfilesAsync());
        Assert.Equal(Removed, (await app.AgreementAsync(agreement)).Parties[0].OrganisationId);
        Assert.Equal(Removed, await app.WithDb(db => db.Needs.Where(n => n.Id == need).Select(n => n.AskerId).SingleAsync()));
        Assert.Equal(
            [EvidenceKind.PartyMerged, EvidenceKind.PartyMergeUndone],
            await app.WithDb(db => db.EvidenceEvents.Where(e => e.AgreementId == agreement).OrderBy(e => e.Number).Select(e => e.Kind).ToListAsync()));
    }

    [Fact]
    public async Task A_merge_from_before_profiles_could_say_more_can_be_undone_still()
    {
        await app.SubmitAsync(Person.Birgit, Merge, action: MergeAction);
        await app.WithDb(db => db.OrganisationMerges.ExecuteUpdateAsync(set => set.SetProperty(m => m.KeptAfter, m => m.KeptAfter.Replace("\"Mastery\":{},", ""))));
        Assert.DoesNotContain("Mastery", await app.WithDb(db => db.OrganisationMerges.Select(m => m.KeptAfter).SingleAsync()), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/katalog/{Kept}", action: $"/katalog/sammenlaegninger/{await MergeIdAsync()}/fortryd");

        Assert.NotNull(await app.WithDb(db => db.OrganisationMerges.Select(m => m.UndoneAt).SingleAsync()));
    }

    [Fact]
    public async Task A_merge_is_not_undone_when_something_new_is_there_or_the_days_are_over()
    {
        await app.SubmitAsync(Person.Birgit, Merge, action: MergeAction);
        var undo = $"/katalog/sammenlaegninger/{await MergeIdAsync()}/fortryd";
        app.Clock.Now += TimeSpan.FromDays(1);
        await app.AddNeedAsync(asker: Kept);

        Assert.Contains("Der er skrevet i et behov siden.", await TextAsync(Person.Birgit, $"/katalog/{Kept}"), StringComparison.Ordinal);
        await app.PostWithTokenAsync(Person.Birgit, undo);
        Assert.Null(await app.WithDb(db => db.OrganisationMerges.Select(m => m.UndoneAt).SingleAsync()));

        app.Clock.Now += TimeSpan.FromDays(30);
        Assert.Equal(HttpStatusCode.Redirect, await app.PostWithTokenAsync(Person.Birgit, undo));
        Assert.Null(await app.WithDb(db => db.OrganisationMerges.Select(m => m.UndoneAt).SingleAsync()));
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Carsten, undo));
    }

    [Fact]
    public async Task Two_who_are_parties_in_the_same_agreement_are_not_merged()
    {
        await app.SaveAsync(Lektiecafe.InForce(organisations: [Removed, Kept, Tests.Catalogue.IntegrationTeam]));

        Assert.Contains("Begge er parter i »Lektiecafé på Engskolen«.", await TextAsync(Person.Birgit, Merge), StringComparison.Ordinal);
        await app.PostWithTokenAsync(Person.Birgit, MergeAction, new("Form.RemovedId", $"{Removed}"), new("Form.KeptVersion", "1"), new("Form.RemovedVersion", "1"));
        Assert.Equal(0, await app.WithDb(db => db.OrganisationMerges.CountAsync()));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_two_who_merge_at_once_one_wins(string kind)
    {
        await using var site = new KemApp(kind);
        await using var one = site.Services.CreateAsyncScope();
        await using var other = site.Services.CreateAsyncScope();

        var first = await OpenAsync(one, Kept, Removed);
        var second = await OpenAsync(other, Removed, Kept);
        await first.Merging.MergeAsync(first.Kept, first.Removed, new MergeForm(), Person.Birgit.Principal, CancellationToken.None);
        var lost = await Assert.ThrowsAnyAsync<DbUpdateException>(
            () => second.Merging.MergeAsync(second.Kept, second.Removed, new MergeForm(), Person.Birgit.Principal, CancellationToken.None));

        Assert.True(Conflicts.IsConflict(lost));
        Assert.Equal(Kept, await site.WithDb(db => db.Organisations.Where(o => o.MergedIntoId != null).Select(o => o.MergedIntoId).SingleAsync()));
        Assert.Equal(1, await site.WithDb(db => db.OrganisationMerges.CountAsync()));
    }

    [Fact]
    public async Task Whoever_decided_on_an_old_sight_of_them_is_told()
    {
        var form = FilledForm.Read(await app.As(Person.Birgit).GetStringAsync(new Uri(Merge, UriKind.Relative)), Merge, MergeAction, []);
        await app.SubmitAsync(Person.Birgit, $"/katalog/{Removed}", action: $"/katalog/{Removed}/besoeg");

        var status = await app.PostWithTokenAsync(Person.Birgit, MergeAction, form.Values.Where(field => field.Key.StartsWith("Form.", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(0, await app.WithDb(db => db.OrganisationMerges.CountAsync()));
    }

    [Fact]
    public async Task Nobody_but_the_municipalitys_coordinators_merges()
    {
        foreach (var person in new[] { Person.Amina, Person.Dorte, Person.Carsten, Person.Erik })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(person).GetAsync(new Uri(Merge, UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(person, MergeAction, new KeyValuePair<string, string>("Form.RemovedId", $"{Removed}")));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(new Uri("/katalog/dubletter", UriKind.Relative))).StatusCode);
    }

    private static async Task<(OrganisationMerging Merging, Organisation Kept, Organisation Removed)> OpenAsync(AsyncServiceScope scope, Guid kept, Guid removed)
    {
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        return (scope.ServiceProvider.GetRequiredService<OrganisationMerging>(), await db.Organisations.SingleAsync(o => o.Id == kept), await db.Organisations.SingleAsync(o => o.Id == removed));
    }

    private static Organisation Made(string name, string cvr = "", string postalCode = "", string mail = "") =>
        new(Places.Hillerød, OrganisationKind.Association, new() { Name = name, Cvr = cvr, PostalCode = postalCode, ContactEmail = mail });

    private async Task<VerifiedTrail> VerifyAsync(Guid id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EvidenceVerification>().OneAsync(id, CancellationToken.None);
    }

    private Task<Guid> MergeIdAsync() => app.WithDb(db => db.OrganisationMerges.Select(m => m.Id).SingleAsync());

    private Task<List<string>> ProfilesAsync() => app.WithDb(async db =>
        (await db.Organisations.AsNoTracking().OrderBy(o => o.Id).ToListAsync())
            .Select(o => System.Text.Json.JsonSerializer.Serialize(new { Text = OrganisationDescription.Of(o), o.ConfirmedOn, o.VisitedOn, o.PausedUntil, o.MergedIntoId })).ToList());

    private async Task<string> TextAsync(Person person, string url) => (await app.PageAsync(person, url)).Body!.TextContent;
}
