using System.Net;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Expectations;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Expectations;

/// <summary>The talk before the agreement: two sides answer alone, see each other's words, and carry them on.</summary>
public sealed class ExpectationTalkTests : IDisposable
{
    private const string Amina = "amina@kem.example";
    private const string Gert = "gert@kem.example";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task From_a_yes_to_words_in_the_agreement(string kind)
    {
        await using var site = new KemApp(kind);
        var (proposal, talk) = await TalkAsync(site);
        await AnswerAsync(site, Amina, ("EX_M2_GIVE", "Fem kvinder, der kender pigerne"), ("EX_M2_INTEREST", "Pigerne skal ud at røre sig"));
        await AnswerAsync(site, Gert, ("EX_M2_GIVE", "En træner og hallen"), ("EX_M2_INTEREST", "Flere piger på holdet"));
        await WriteNotesAsync(site, talk, ("EX_M2_INTEREST", "Flere piger skal spille fodbold"));
        await site.SubmitAsync(Person.Birgit, $"/forslag/{proposal}/aftale", [new("Form.Method", "M2"), new("Form.Title", "Piger på banen")]);

        // The need's own sentence stands in the draft, so it stays unless somebody chooses; the gaps are suggested.
        var draft = await DraftAsync(site, proposal);
        var before = draft.AnswerTo("CL_PURPOSE", "purpose");
        var party = draft.PartyOf(Catalogue.WomenAssociation)!;
        await site.SubmitAsync(Person.Birgit, $"/forventninger/{talk}/aftale");

        draft = await DraftAsync(site, proposal);
        Assert.Equal("Flere piger til fodbold i Ullerød", before);
        Assert.Equal(before, draft.AnswerTo("CL_PURPOSE", "purpose"));
        Assert.Equal("Fem kvinder, der kender pigerne", draft.PartyOf(Catalogue.WomenAssociation)!.Contribution);

        await site.SubmitAsync(Person.Birgit, $"/forventninger/{talk}/aftale", [new("Form.Choices[CL_PURPOSE.purpose]", "EX_M2_INTEREST.note")]);
        draft = await DraftAsync(site, proposal);
        Assert.Equal("Flere piger skal spille fodbold", draft.AnswerTo("CL_PURPOSE", "purpose"));
        Assert.Equal("Ullerødhallen", draft.AnswerTo("CL_ACTIVITY", "place"));
        Assert.Equal(party.ContactEmail, draft.PartyOf(Catalogue.WomenAssociation)!.ContactEmail);
    }

    [Fact]
    public async Task Each_side_gets_a_personal_link_and_two_presses_make_one_talk()
    {
        var (proposal, talk) = await TalkAsync(app);
        var again = await app.As(Person.Birgit).GetAsync(new Uri($"/forslag/{proposal}/forventninger", UriKind.Relative));

        Assert.Equal($"/forventninger/{talk}", again.Headers.Location!.OriginalString);
        Assert.Equal([Amina, Gert], await app.WithDb(db => db.Outbox.Where(m => m.Kind == "PREPARE_TALK").Select(m => m.ToAddress).Order().ToListAsync()));
        Assert.NotEqual(await app.LinkInMailToAsync(Amina, "PREPARE_TALK"), await app.LinkInMailToAsync(Gert, "PREPARE_TALK"));
    }

    [Fact]
    public async Task The_others_answers_are_hidden_until_one_has_sent_ones_own()
    {
        await TalkAsync(app);
        await AnswerAsync(app, Gert, ("EX_M2_GIVE", "Hemmelig hal"));
        var mine = await app.LinkInMailToAsync(Amina, "PREPARE_TALK");

        Assert.DoesNotContain("Hemmelig hal", await GetAsync(null, mine), StringComparison.Ordinal);
        Assert.Equal(mine, (await app.As(null).GetAsync(new Uri(mine + "/svar", UriKind.Relative))).Headers.Location!.OriginalString);
        Assert.DoesNotContain("Hemmelig hal", await GetAsync(null, mine + "/ret"), StringComparison.Ordinal);

        await app.SubmitAsync(null, mine, [new("Form.Answers[EX_M2_GIVE]", "Vores halve svar"), new("handling", "gem")]);
        Assert.DoesNotContain("Hemmelig hal", await GetAsync(null, mine), StringComparison.Ordinal);
        Assert.Contains("Vores halve svar", await GetAsync(null, mine), StringComparison.Ordinal);

        await app.SubmitAsync(null, mine, [new("handling", "send")]);
        Assert.Contains("Hemmelig hal", await GetAsync(null, mine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_coordinator_can_open_the_talk_and_half_written_answers_stay_hidden()
    {
        var (_, talk) = await TalkAsync(app);
        await AnswerAsync(app, Gert, ("EX_M2_GIVE", "Hal og træner"));
        var mine = await app.LinkInMailToAsync(Amina, "PREPARE_TALK");
        await app.SubmitAsync(null, mine, [new("Form.Answers[EX_M2_GIVE]", "Halvt svar"), new("handling", "gem")]);

        await app.SubmitAsync(Person.Birgit, $"/forventninger/{talk}", action: $"/forventninger/{talk}/aabning");

        Assert.Contains("Hal og træner", await GetAsync(null, mine + "/svar"), StringComparison.Ordinal);
        Assert.DoesNotContain("Halvt svar", await GetAsync(null, await app.LinkInMailToAsync(Gert, "PREPARE_TALK")), StringComparison.Ordinal);
        Assert.Contains("Halvt svar", await GetAsync(Person.Birgit, $"/forventninger/{talk}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_can_be_changed_until_they_have_talked_and_the_first_one_gets_a_receipt()
    {
        var (_, talk) = await TalkAsync(app);
        await AnswerAsync(app, Amina, ("EX_M2_GIVE", "To frivillige"));
        var mine = await app.LinkInMailToAsync(Amina, "PREPARE_TALK");

        await app.SubmitAsync(null, mine + "/ret", [new("Form.Answers[EX_M2_GIVE]", "Tre frivillige"), new("handling", "send")], mine);
        Assert.Contains("Tre frivillige", await GetAsync(null, mine), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("PREPARE_RECEIPT"));

        await WriteNotesAsync(app, talk, ("EX_M2_GIVE", "Fire i alt"));
        Assert.Equal(mine, (await app.As(null).GetAsync(new Uri(mine + "/ret", UriKind.Relative))).Headers.Location!.OriginalString);
        Assert.Contains("Fire i alt", await GetAsync(null, mine), StringComparison.Ordinal);
        Assert.DoesNotContain("Ret jeres svar", await GetAsync(null, mine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_answer_is_shown_again_with_everything_that_was_written()
    {
        await TalkAsync(app);
        var mine = await app.LinkInMailToAsync(Amina, "PREPARE_TALK");

        var tooLong = await app.SubmitAsync(null, mine, [new("Form.Answers[EX_M2_GIVE]", new string('å', 2001)), new("Form.Answers[EX_M2_CAN]", "Vi er gode"), new("handling", "send")]);
        var cpr = await app.SubmitAsync(null, mine, [new("Form.Answers[EX_M2_GIVE]", "Ring om 010203-1234"), new("handling", "gem")]);
        var empty = await app.SubmitAsync(null, mine, [new("handling", "send")]);

        var html = await tooLong.Content.ReadAsStringAsync();
        Assert.Contains("Det må højst fylde 2000 tegn og fylder 2001.", html, StringComparison.Ordinal);
        Assert.Contains("Vi er gode", html, StringComparison.Ordinal);
        Assert.Contains("ligner et CPR-nummer", await cpr.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Svar på mindst ét spørgsmål", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDb(db => db.TalkSides.CountAsync(s => s.SavedAt != null)));
    }

    [Fact]
    public async Task Of_two_at_the_same_association_the_second_is_told_and_loses_nothing()
    {
        await TalkAsync(app);
        var mine = await app.LinkInMailToAsync(Amina, "PREPARE_TALK");
        var browser = app.As(null);
        var (_, hers) = FilledForm.Read(await browser.GetStringAsync(new Uri(mine, UriKind.Relative)), mine, null, [new("Form.Answers[EX_M2_GIVE]", "Hendes"), new("handling", "gem")]);
        await app.SubmitAsync(null, mine, [new("Form.Answers[EX_M2_GIVE]", "Hans"), new("handling", "gem")]);

        using var form = new FormUrlEncodedContent(hers);
        var told = await (await browser.PostAsync(new Uri(mine, UriKind.Relative), form)).Content.ReadAsStringAsync();

        Assert.Contains("En anden hos jer har gemt imens", told, StringComparison.Ordinal);
        Assert.Contains("Hendes", told, StringComparison.Ordinal);
        Assert.Contains("Hans", await GetAsync(null, mine), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Reminds_once_three_days_before_the_first_meeting_and_only_those_who_have_not_sent(string kind)
    {
        await using var site = new KemApp(kind);
        var (proposal, _) = await TalkAsync(site);
        await site.SubmitAsync(Person.Birgit, $"/forslag/{proposal}/moede", [new("Form.On", "2026-03-20"), new("Form.Time", "19:00"), new("Form.Place", "Biblioteket")]);
        await AnswerAsync(site, Gert, ("EX_M2_GIVE", "Hallen"));

        foreach (var (day, expected) in new[] { (16, 0), (17, 1), (18, 1), (20, 1), (25, 1) })
        {
            site.Clock.Now = DanishTime.At(new DateOnly(2026, 3, day), new TimeOnly(10, 0));
            await site.RunAsync<ReminderRounds>();
            await site.RunAsync<ReminderRounds>();
            Assert.Equal(expected, await site.WithDb(db => db.Outbox.CountAsync(m => m.Kind == "PREPARE_REMINDER")));
        }

        Assert.Equal([Amina], await site.WithDb(db => db.Outbox.Where(m => m.Kind == "PREPARE_REMINDER").Select(m => m.ToAddress).ToListAsync()));
    }

    [Fact]
    public async Task Three_sides_can_sit_at_the_table_and_the_coordinator_writes_for_one_that_calls()
    {
        var (_, talk) = await TalkAsync(app, new KeyValuePair<string, string>("Form.Others", Catalogue.IntegrationTeam.ToString()));
        var sides = await app.WithDb(db => db.TalkSides.AsNoTracking().OrderBy(s => s.Order).ToListAsync());
        Assert.Equal(["Byens Boldklub", "Kvinder på Tværs", "Integrationsteamet"], sides.Select(side => side.Name));

        var page = $"/forventninger/{talk}/parter/{sides[1].Id}";
        await app.SubmitAsync(Person.Birgit, page, [new("Form.Answers[EX_M2_GIVE]", "Sagt i telefonen"), new("handling", "send")]);
        Assert.Contains("Sagt i telefonen", await GetAsync(Person.Birgit, $"/forventninger/{talk}/papir"), StringComparison.Ordinal);

        foreach (var stranger in new[] { Person.Carsten, Person.Amina, Person.Dorte, Person.Erik })
        {
            Assert.All(["", "/papir", "/aftale", $"/parter/{sides[1].Id}"], part =>
                Assert.Equal(HttpStatusCode.NotFound, app.As(stranger).GetAsync(new Uri($"/forventninger/{talk}{part}", UriKind.Relative)).Result.StatusCode));
        }
    }

    [Fact]
    public async Task A_no_leads_to_no_talk()
    {
        var proposal = await app.AcceptedProposalAsync();
        await app.WithDb(async db =>
        {
            (await db.Proposals.SingleAsync()).Answer(ProposalAnswer.No, "", "", "", null, byPhone: false, app.Clock.Now);
            await db.SaveChangesAsync();
        });

        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Birgit).GetAsync(new Uri($"/forslag/{proposal}/forventninger", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public void What_differs_in_a_capital_letter_or_a_full_stop_is_the_same()
    {
        var talk = new ExpectationTalk("0219", Guid.NewGuid(), "M2", "To parter", "Birgit", "birgit@kem.example", Lektiecafe.Morning);
        var questions = Lektiecafe.Taxonomy.PreparationFor("M2");

        foreach (var (name, words) in new[] { ("A", "Hver onsdag."), ("B", "hver  Onsdag") })
        {
            talk.AddSide(Guid.NewGuid(), name, "", "").Write([new TalkAnswer("EX_M2_GIVE", words), new TalkAnswer("EX_M2_CAN", name)], isSent: true, Lektiecafe.Morning);
        }

        var page = new TalkPage(talk, questions, Reader: null, new TalkNotesForm(), Agreement: null);
        Assert.Equal([null, false, true, null], questions.Select(page.Agree));
    }

    private static async Task<(Guid Proposal, Guid Talk)> TalkAsync(KemApp site, params KeyValuePair<string, string>[] more)
    {
        var proposal = await site.AcceptedProposalAsync();
        var response = await site.SubmitAsync(Person.Birgit, $"/forslag/{proposal}/forventninger", [new("Form.Method", "M2"), .. more]);
        Assert.True(response.Headers.Location is not null, await response.Content.ReadAsStringAsync());
        return (proposal, Guid.Parse(response.Headers.Location!.OriginalString.Split('/')[^1]));
    }

    private static async Task AnswerAsync(KemApp site, string address, params (string Question, string Text)[] answers)
    {
        var link = await site.LinkInMailToAsync(address, "PREPARE_TALK");
        var response = await site.SubmitAsync(null, link, [.. answers.Select(answer => KeyValuePair.Create($"Form.Answers[{answer.Question}]", answer.Text)), new("handling", "send")]);
        Assert.True(response.StatusCode == HttpStatusCode.Redirect, await response.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> WriteNotesAsync(KemApp site, Guid talk, params (string Question, string Text)[] notes) =>
        site.SubmitAsync(
            Person.Birgit, $"/forventninger/{talk}",
            [.. notes.Select(note => KeyValuePair.Create($"Form.Answers[{note.Question}]", note.Text)), new("holdt", "true")], $"/forventninger/{talk}/noter");

    private static Task<CooperationAgreement> DraftAsync(KemApp site, Guid proposal) =>
        site.WithDb(db => db.Agreements.Include(a => a.Parties).AsNoTracking().SingleAsync(a => a.ProposalId == proposal));

    private Task<string> GetAsync(Person? person, string address) => app.As(person).GetStringAsync(new Uri(address, UriKind.Relative));

    private Task<int> CountAsync(string kind) => app.WithDb(db => db.Outbox.CountAsync(m => m.Kind == kind));
}
