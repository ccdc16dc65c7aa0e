using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Agreements.Life;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>A new agreement takes the place of an old one, and what was said before comes along to read.</summary>
public sealed class AgreementHistoryTests : IDisposable
{
    private const string Said = "Børnene kommer fast om onsdagen.";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_next_agenda_and_the_new_agreements_page_show_what_was_said_and_delivered_before()
    {
        var (old, id) = await AmendedAsync(AgreementSteps.Parties);
        var next = (await app.AgreementAsync(id)).NextMeeting!;

        var agenda = await TextAsync(Person.Birgit, $"/moeder/{next.Id}");
        Assert.Contains($"Sidst: {Said}", agenda, StringComparison.Ordinal);
        Assert.Contains("Mangler: Find en nøgle (Peter)", agenda, StringComparison.Ordinal);
        Assert.Contains("Gjort: Ring til skolen (Amina)", agenda, StringComparison.Ordinal);
        Assert.Contains("Sidst, fra 1 til 5: Kvinder på Tværs 4", agenda, StringComparison.Ordinal);
        Assert.Contains($"Sidst: {Said}", await TextAsync(Person.Amina, $"/moeder/{next.Id}"), StringComparison.Ordinal);

        var page = await TextAsync(Person.Amina, $"/aftaler/{id}");
        Assert.Contains("Statusmøde nr. 1 holdt under den tidligere aftale", page, StringComparison.Ordinal);
        Assert.Contains("De kom alle fire.", page, StringComparison.Ordinal);

        // Nothing was moved: the meeting, its minutes and the promise are where they were.
        var before = await app.AgreementAsync(old);
        Assert.Equal((MeetingState.Held, 1), (before.StatusMeetings[0].State, before.StatusMeetings[0].Deliveries.Count));
    }

    [Fact]
    public async Task Who_was_no_party_before_does_not_read_what_was_said_then()
    {
        var (_, id) = await AmendedAsync([Catalogue.WomenAssociation, Catalogue.FootballClub, Catalogue.IntegrationTeam], joins: Catalogue.Auditors);
        var next = (await app.AgreementAsync(id)).NextMeeting!;

        Assert.DoesNotContain(Said, await TextAsync(Person.Dorte, $"/moeder/{next.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("under den tidligere aftale", await TextAsync(Person.Dorte, $"/aftaler/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_under_the_new_agreement_counts_before_what_was_said_earlier()
    {
        var (old, now) = (Lektiecafe.InForce(organisations: AgreementSteps.Parties), Lektiecafe.InForce(organisations: AgreementSteps.Parties));
        var promise = Promises.LinesOf(now.Parties[0])[0];
        Hold(old.StatusMeetings[0], new Delivery(old.Parties[0].Id, promise, DeliveryState.Partly, "Før"));
        var history = new AgreementHistory([old]);

        Assert.Equal("Før", Promises.Of(now, history)[0].Last!.Note);
        Hold(now.StatusMeetings[0], new Delivery(now.Parties[0].Id, promise, DeliveryState.Delivered, "Nu"));
        Assert.Equal("Nu", Promises.Of(now, history)[0].Last!.Note);
    }

    private static void Hold(StatusMeeting meeting, params Delivery[] deliveries)
    {
        meeting.Count(deliveries);
        meeting.WriteMinutes([], [], null, null, "Birgit", Lektiecafe.Morning);
    }

    private async Task<(Guid Old, Guid Now)> AmendedAsync(IReadOnlyList<Guid> parties, Guid? joins = null)
    {
        var old = Lektiecafe.InForce(organisations: parties);
        var meeting = old.StatusMeetings[0];
        var agenda = Lektiecafe.Taxonomy.AgendaOf(old.Method);
        meeting.Count([new Delivery(old.Parties[0].Id, Promises.LinesOf(old.Parties[0])[0], DeliveryState.Delivered, "De kom alle fire.")]);
        meeting.WriteMinutes([new MinuteLine(agenda.Items[0].Code, Said)], [new MeetingRating(old.Parties[0].Id, 4)], null, null, "Birgit", Lektiecafe.Morning);
        old.AgreeOn(new ActionItem(1, "Find en nøgle", "Peter", Lektiecafe.Today));
        old.AgreeOn(new ActionItem(1, "Ring til skolen", "Amina", Lektiecafe.Today));
        old.ActionItems[1].MarkDone(Lektiecafe.Today);
        await app.SaveAsync(old);

        var draft = await app.SubmitAsync(Person.Birgit, $"/aftaler/{old.Id}", action: $"/aftaler/{old.Id}/aendring");
        var id = Guid.Parse(draft.Headers.Location!.ToString().Split('/')[2]);
        await app.WithDb(async db =>
        {
            var amended = await db.Agreements.Include(a => a.Parties).Include(a => a.StatusMeetings).SingleAsync(a => a.Id == id);

            if (joins is { } organisation)
            {
                var party = amended.AddParty(organisation, "Nordlys Revision");
                party.Promise("Et kasseeftersyn.", "Dorte", "CSR-ansvarlig", "dorte@kem.example");
                db.Add(party);
            }

            amended.SendForSignature(AgreementText.Write(amended, Lektiecafe.Taxonomy), Lektiecafe.Morning);
            amended.Signatories.ToList().ForEach(signatory => amended.Sign(signatory, "Et Navn", SigningWay.Link, amended.TextHash, Lektiecafe.Morning));
            await db.SaveChangesAsync();
        });
        await app.RunAsync<AgreementTerms>();
        return (old.Id, id);
    }

    private async Task<string> TextAsync(Person person, string url) => (await app.PageAsync(person, url)).Body!.TextContent;
}
