using System.Net;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>Small things around an agreement that once went wrong or were left out.</summary>
public sealed class SmallGapsTests : IDisposable
{
    private static readonly KeyValuePair<string, string>[] Yes = [new("Form.Answer", "Sign"), new("Form.HasRead", "true"), new("Form.FullName", "Amina Yusuf")];

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task An_agreement_whose_trail_is_in_the_way_does_not_stop_the_others()
    {
        var (stuck, other) = (Lektiecafe.InForce(organisations: AgreementSteps.Parties), Lektiecafe.InForce(organisations: AgreementSteps.Parties));
        await app.SaveAsync(stuck);
        await app.SaveAsync(other);

        // Somebody has written the event that comes next, and the head has not followed.
        await app.WithDb(async db =>
        {
            db.Add(new EvidenceHead(stuck.Id).Append(stuck, EvidenceKind.Paused, "Nogen", null, new(), Lektiecafe.Morning, app.Services.GetRequiredService<EvidenceKey>()));
            await db.SaveChangesAsync();
        });
        app.Clock.Now = Lektiecafe.Morning.AddYears(1).AddDays(2);

        await app.RunAsync<AgreementTerms>();

        Assert.Equal((AgreementState.InForce, AgreementState.Expired), ((await app.AgreementAsync(stuck.Id)).State, (await app.AgreementAsync(other.Id)).State));
    }

    [Fact]
    public async Task Trails_begin_once_for_agreements_that_are_older_than_the_evidence()
    {
        var id = await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));
        var draft = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        File.Delete(Path.Combine(app.Services.GetRequiredService<IConfiguration>()["Keys:Folder"]!, "evidence-heads.json"));

        await BeginAsync();
        var late = await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));
        await BeginAsync();

        var events = await app.WithDb(db => db.EvidenceEvents.AsNoTracking().ToListAsync());
        Assert.Equal((id, EvidenceKind.TrailBegan, 1), (Assert.Single(events).AgreementId, events[0].Kind, events[0].Number));
        Assert.Contains("ældre end beviskæden", EvidenceDetails.Read(events[0].Details).Note, StringComparison.Ordinal);
        Assert.DoesNotContain(events, e => e.AgreementId == draft || e.AgreementId == late);
    }

    [Fact]
    public async Task When_a_page_was_opened_is_the_servers_word_and_not_the_forms()
    {
        var id = await app.SendForSignatureAsync();
        var shown = app.Clock.Now;
        var link = await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST");
        await app.SubmitAsync(null, link, Yes);
        var gert = await app.LinkInMailToAsync("gert@kem.example", "SIGN_REQUEST");
        await app.SubmitAsync(null, gert, [.. Yes, new("Form.SeenAt", "2020-01-01T00:00:00Z")]);

        var signed = await app.WithDb(db => db.EvidenceEvents.AsNoTracking().Where(e => e.AgreementId == id && e.Kind == EvidenceKind.Signed).OrderBy(e => e.Number).Select(e => e.Details).ToListAsync());
        Assert.Equal([shown, null], signed.Select(details => EvidenceDetails.Read(details).OpenedAt));
    }

    [Fact]
    public async Task Of_two_who_record_the_same_sheet_at_once_one_wins_and_the_other_keeps_what_was_typed()
    {
        var id = await app.SendForSignatureAsync();
        var signatory = (await app.AgreementAsync(id)).Parties[0].Signatories[0].Id;
        var page = $"/aftaler/{id}/papirunderskrift";

        var answers = await KemApp.PressAtOnceAsync([await FillInAsync("Rådhuset"), await FillInAsync("Klubhuset")]);

        var lost = Assert.Single(answers, answer => answer.StatusCode != HttpStatusCode.Redirect);
        var place = (await lost.PageAsync()).QuerySelector("#Form_Place")!.GetAttribute("value");
        Assert.True(place is "Rådhuset" or "Klubhuset", place);
        Assert.Equal(1, await app.WithDb(db => db.PaperScans.CountAsync()));

        async Task<Func<Task<HttpResponseMessage>>> FillInAsync(string where)
        {
            var browser = app.As(Person.Birgit);
            var (_, values) = FilledForm.Read(await browser.GetStringAsync(new Uri(page, UriKind.Relative)), page, null,
                [new("Form.Signers", $"{signatory}"), new("Form.SignedOn", $"{app.Today():yyyy-MM-dd}"), new("Form.Place", where), new("Form.FirstWitness", "Sara Holm"), new("Form.SecondWitness", "Ole Bro")]);

            return async () =>
            {
                using var form = new MultipartFormDataContent();

                foreach (var (name, value) in values.Where(field => field.Key != "Form.Scan"))
                {
                    form.Add(new StringContent(value), name);
                }

                form.Add(new ByteArrayContent("%PDF-1.7\nEt ark"u8.ToArray()), "Form.Scan", "ark.pdf");
                return await browser.PostAsync(new Uri(page, UriKind.Relative), form);
            };
        }
    }

    [Fact]
    public async Task More_than_the_server_takes_is_answered_with_our_own_words()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[30_000_001]), "Form.File", "stor.pdf" } };

        var answer = await app.As(null).PostAsync(new Uri("/bekraeft", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Filen er for stor", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_and_agreements_that_wait_a_week_are_a_task_until_they_are_journalised()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        var meeting = agreement.StatusMeetings[0];
        meeting.WriteMinutes([], [], null, null, "Birgit", Lektiecafe.Morning);
        meeting.Approve(Lektiecafe.Morning);
        await app.SaveAsync(agreement);
        Assert.DoesNotContain("ikke journaliseret", await TextAsync(Person.Birgit, "/"), StringComparison.Ordinal);

        app.Clock.Now += TimeSpan.FromDays(9);
        Assert.Contains("1 aftale og 1 referat er ikke journaliseret", await TextAsync(Person.Birgit, "/"), StringComparison.Ordinal);

        var page = $"/moeder/{meeting.Id}/journal";
        var empty = await (await app.SubmitAsync(Person.Birgit, page, [new("Form.RecordSystem", ""), new("Form.Number", "2026-77")])).PageAsync();
        Assert.Contains("Skriv, hvilket system", empty.Body!.TextContent, StringComparison.Ordinal);
        await app.SubmitAsync(Person.Birgit, page, [new("Form.RecordSystem", "Sagssystemet"), new("Form.Number", "2026-77")]);

        Assert.Contains("1 aftale er ikke journaliseret", await TextAsync(Person.Birgit, "/"), StringComparison.Ordinal);
        Assert.Equal(meeting.Id, await app.WithDb(db => db.EvidenceEvents.Where(e => e.Kind == EvidenceKind.Journalised).Select(e => e.SubjectId).SingleAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(new Uri(page, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task One_person_for_two_parties_gets_each_partys_own_link()
    {
        var agreement = Lektiecafe.Draft(organisations: AgreementSteps.Parties);
        agreement.Parties[1].Promise("Et lokale.", "Amina Yusuf", "formand", "amina@kem.example");
        agreement.SendForSignature(AgreementText.Write(agreement, Lektiecafe.Taxonomy), Lektiecafe.Morning);
        agreement.Signatories.ToList().ForEach(signatory => agreement.Sign(signatory, signatory.Name, SigningWay.Link, agreement.TextHash, Lektiecafe.Morning));
        await app.SaveAsync(agreement);
        app.Clock.Now = agreement.StatusMeetings[0].StartsAt.AddDays(-10);

        await app.RunAsync<ReminderRounds>();

        var mails = await app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.Kind == "STATUS_INVITE" && m.ToAddress == "amina@kem.example").Select(m => m.Text).ToListAsync());
        Assert.Equal(2, mails.Select(text => text.Split("](")[1].Split(')')[0]).Distinct().Count());
        Assert.Single(mails, text => text.Contains("Den her mail er til Kvinder på Tværs.", StringComparison.Ordinal));
        Assert.Single(mails, text => text.Contains("Den her mail er til Engskolen.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_contribution_without_who_when_and_how_much_says_what_is_left_out()
    {
        var draft = Lektiecafe.Draft(organisations: AgreementSteps.Parties);
        draft.Parties[0].AgreeTo(draft.Parties[0].Terms with { Who = "To frivillige", When = "Onsdag", HowMuch = "" });
        draft.Parties[1].AgreeTo(draft.Parties[1].Terms with { Who = "Peter", When = "Onsdag", HowMuch = "2 timer" });
        var id = await app.SaveAsync(draft);

        var text = await TextAsync(Person.Birgit, $"/aftaler/{id}/ret");

        Assert.Contains("Kvinder på Tværs mangler at sige, hvor meget.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Engskolen mangler at sige", text, StringComparison.Ordinal);
        Assert.Contains("Hillerød Kommune mangler at sige, hvem der gør det, hvornår og hvor meget.", text, StringComparison.Ordinal);
    }

    private async Task BeginAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EvidenceNotes>().BeginAsync(CancellationToken.None);
    }

    private async Task<string> TextAsync(Person person, string url) => (await app.PageAsync(person, url)).Body!.TextContent;
}
