using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Browser.Tests;

/// <summary>Before the agreement and after it: what both expect, the calendar, and the story that everybody said yes to.</summary>
public class TalkAndStoryTests(Chromium chromium)
{
    private const string Title = "Tolv ældre fik en besøgsven";

    [Fact]
    public async Task Two_sides_prepare_on_a_phone_without_scripts_and_meet_over_their_answers()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var phone = await journey.SomebodyAsync(Device.PlainPhone);
        await mona.SignInAsync("Mona Lund");
        var proposal = await journey.Site.WithDb(db => db.Proposals.AsNoTracking().Include(p => p.Partner).OrderBy(p => p.Id).FirstAsync(p => p.MunicipalityCode == "9001" && p.State == ProposalState.Interested && p.Partner.ContactEmail != ""));

        await mona.GoAsync($"/forslag/{proposal.Id}/forventninger");
        await journey.ExamineAsync(mona, "forventninger-nye");
        await mona.Page.Locator("input[value='M4']").CheckAsync();
        await mona.PressAsync("Send spørgsmålene");
        await mona.SeesAsync("I er i gang.");
        await journey.ExamineAsync(mona, "forventninger-tomme");

        await journey.DeliverAsync();
        await phone.GoAsync(Journey.LinkIn(journey.MailTo(proposal.Partner.ContactEmail, "5 spørgsmål"), "/f/"));
        await journey.ExamineAsync(phone, "forventninger-svar");
        await phone.PressAsync("Send svarene");
        await phone.SeesAsync("Svar på mindst ét spørgsmål");
        await phone.FillAsync("Hvad bidrager I med?", "To frivillige hver onsdag");
        await phone.PressAsync("Gem til senere");
        await phone.SeesAsync("Ingen andre end koordinatoren");
        await phone.FillAsync("Hvad skal I opnå sammen?", "Flere ældre får besøg");
        await phone.PressAsync("Send svarene");
        await phone.SeesHeadingAsync("Sådan svarer I");
        await journey.ExamineAsync(phone, "forventninger-side-om-side-telefon");

        await mona.Page.ReloadAsync();
        await mona.SeesAsync("To frivillige hver onsdag");
        await journey.ExamineAsync(mona, "forventninger-side-om-side");
        await mona.PressAsync("Vi har talt sammen");
        await mona.PressAsync("Vis til print");
        await journey.ExamineAsync(mona, "forventninger-papir");
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task A_story_goes_from_a_draft_to_everybody_and_down_again()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var phone = await journey.SomebodyAsync(Device.PlainPhone);
        await mona.SignInAsync("Mona Lund");
        var agreement = await journey.Site.WithDb(db => db.Agreements.AsNoTracking().Include(a => a.Parties).OrderBy(a => a.Id).FirstAsync(a => a.MunicipalityCode == "9001" && a.State == AgreementState.InForce));

        await mona.GoAsync("/historier");
        await journey.ExamineAsync(mona, "historier-tom");
        await mona.GoAsync($"/aftaler/{agreement.Id}/historie");
        await mona.PressAsync("Begynd på en historie");
        await mona.FillAsync("Overskrift", Title);
        await mona.FillAsync("Hvad gjorde I?", "Vi besøgte dem hver onsdag.");
        await mona.FillAsync("Hvad skete der?", "Tolv ældre har nu en, der kommer igen.");
        await mona.FillAsync("Et citat", "Jeg glæder mig til onsdag");
        await mona.FillAsync("Hvem sagde det?", "Ruth Holm");
        await mona.FillAsync("Hvad gør I nu?", "Vi finder fem besøgsvenner mere.");
        await journey.ExamineAsync(mona, "historie-ret");
        await mona.PressAsync("Gem");
        await mona.SeesAsync("Spørg Ruth Holm, om citatet må bruges.");
        await journey.ExamineAsync(mona, "historie-kladde");

        await mona.PressAsync("Spørg en person");
        await mona.PressAsync("Gem");
        await journey.ExamineAsync(mona, "historie-samtykke-fejl");
        await mona.ChooseAsync("At blive citeret");
        await mona.ChooseAsync("Send et link");
        await mona.FillAsync("Personens mail", "ruth@kem.example");
        await mona.PressAsync("Gem");
        await journey.DeliverAsync();
        var consent = Journey.LinkIn(journey.MailTo("ruth@kem.example", "Må vi bruge"), "/j/");
        await phone.GoAsync(consent);
        await journey.ExamineAsync(phone, "historie-ja");
        await phone.PressAsync("Ja, det må I gerne");
        await phone.SeesHeadingAsync("Du har sagt ja");

        await mona.Page.ReloadAsync();
        await mona.PressAsync("Send til godkendelse");
        await journey.DeliverAsync();

        foreach (var address in agreement.Parties.Select(party => party.ContactEmail).Distinct())
        {
            await phone.GoAsync(Journey.LinkIn(journey.MailTo(address, "Må vi fortælle"), "/o/"));
            await journey.ExamineAsync(phone, "historie-godkend");
            await phone.PressAsync("Ja, I må dele den");
            await phone.SeesHeadingAsync("I har godkendt historien");
        }

        await mona.Page.ReloadAsync();
        await mona.PressAsync("Del historien");
        await journey.ExamineAsync(mona, "historie-delt");
        await mona.PressAsync("Siden, som alle kan læse");
        await mona.SeesHeadingAsync(Title);
        await journey.ExamineAsync(mona, "historie-side");
        var shared = mona.Page.Url;
        await mona.Page.GoBackAsync();
        await mona.PressAsync("Vis som dias");
        await journey.ExamineAsync(mona, "historie-dias");
        journey.NothingWentWrong();

        await phone.GoAsync(consent);
        await phone.PressAsync("Jeg fortryder");
        Assert.Equal(404, (await phone.Page.GotoAsync(shared))!.Status);
    }

    [Fact]
    public async Task The_calendar_can_be_read_and_copied_by_all()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync("/kalender");
        await journey.ExamineAsync(mona, "kalender-tom");
        await mona.PressAsync("Lav mit kalenderlink");
        await journey.ExamineAsync(mona, "kalender");
        await mona.PressAsync("Få et nyt link");
        await journey.ExamineAsync(mona, "kalender-nyt-link");
        await mona.PressAsync("Ja, giv mig et nyt link");
        await mona.SeesAsync("Det gamle virker ikke mere");
        var feed = await mona.Page.Locator("#kalenderlink").InputValueAsync();
        await mona.GoAsync(feed[..^".ics".Length]);
        await journey.ExamineAsync(mona, "kalender-med-link");
        journey.NothingWentWrong();
    }
}
