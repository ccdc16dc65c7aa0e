using System.Text.Json;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>An older text comes back with all that was decided then, not only with its words.</summary>
public sealed class RestoredTermsTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Notice_renewal_dates_frequency_and_signers_come_back_with_the_text()
    {
        var draft = Lektiecafe.Draft(organisations: AgreementSteps.Parties);
        draft.DescribeLife(new AgreementLifeTerms(new NoticePeriod(3, NoticeUnit.Months), RenewalMode.Automatic, 6, 4, [new DateOnly(2026, 5, 6)], 5, 8, 2, new DateOnly(2026, 12, 1)), Lektiecafe.Morning);
        draft.LetSign(draft.Parties[0], SigningRuleKind.TwoOfBoard,
            [new("Amina", SignatoryRole.Chair, "formand", "amina@kem.example", SigningWay.Link), new("Sara", SignatoryRole.Treasurer, "kasserer", "sara@kem.example", SigningWay.Paper) { Step = 2, ProxyFor = "Noor" }], Lektiecafe.Morning);
        var before = Terms(draft);
        var id = await app.SaveAsync(draft);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/versioner", action: $"/aftaler/{id}/versioner");

        await app.WithDb(async db =>
        {
            var agreement = await db.Agreements.Include(a => a.Parties).SingleAsync(a => a.Id == id);
            agreement.Describe("Noget andet", Lektiecafe.Today.AddDays(9), Lektiecafe.Today.AddYears(2), null, new TimeOnly(10, 0), "Et andet sted", [], Lektiecafe.Morning);
            agreement.DescribeLife(new AgreementLifeTerms(new NoticePeriod(30, NoticeUnit.Days), RenewalMode.None, 12, null, [], null, null, null, null), Lektiecafe.Morning);
            agreement.LetSign(agreement.Parties[0], SigningRuleKind.ChairAlone, [new("Leyla", SignatoryRole.Chair, "formand", "leyla@kem.example", SigningWay.Link)], Lektiecafe.Morning);
            await db.SaveChangesAsync();
        });
        var version = await app.WithDb(db => db.AgreementVersions.Select(v => v.Id).SingleAsync());
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/versioner", action: $"/aftaler/{id}/versioner/{version}/gendannelse");

        Assert.Equal(before, Terms(await app.AgreementAsync(id)));
    }

    [Fact]
    public void A_text_that_was_kept_without_its_terms_is_read_and_leaves_them_as_they_are()
    {
        var draft = Lektiecafe.Draft(organisations: AgreementSteps.Parties);
        var kept = JsonSerializer.SerializeToNode(DraftContent.Of(draft))!.AsObject();
        kept.Remove(nameof(DraftContent.Life));
        kept[nameof(DraftContent.Parties)]!.AsArray().ToList().ForEach(party => party!.AsObject().Remove(nameof(WrittenParty.Signing)));
        var old = kept.Deserialize<DraftContent>()!;
        Assert.True(old.LacksTerms);

        draft.DescribeLife(new AgreementLifeTerms(new NoticePeriod(2, NoticeUnit.Months), RenewalMode.None, 12, null, [], null, null, null, null), Lektiecafe.Morning);
        draft.Restore(old, Lektiecafe.Morning);

        Assert.Equal((new NoticePeriod(2, NoticeUnit.Months), RenewalMode.None, 1), (draft.Notice, draft.Renewal, draft.Parties[0].Signatories.Count));
    }

    private static string Terms(CooperationAgreement agreement) => JsonSerializer.Serialize(new
    {
        agreement.LifeTerms, agreement.StartsOn, agreement.EndsOn, agreement.MonthsBetweenMeetings, agreement.MeetingTime, agreement.MeetingPlace,
        Signing = agreement.Parties.Select(party => (object)new { party.SigningRuleKind, People = party.Signatories.Select(signatory => signatory.Describe()) }),
    });
}
