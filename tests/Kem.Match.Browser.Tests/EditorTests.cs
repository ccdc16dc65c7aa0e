using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace Kem.Match.Browser.Tests;

/// <summary>A draft is written by two at once, saved by itself, and read by a party on a phone without scripts.</summary>
public class EditorTests(Chromium chromium)
{
    [Fact]
    public async Task A_draft_saves_itself_survives_a_lost_connection_and_shows_both_texts_of_a_conflict()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var (mona, colleague) = (journey.Mona, await journey.SomebodyAsync(Device.Desktop));
        var draft = await DraftAsync(journey);
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/aftaler/{draft}/ret");
        await journey.ExamineAsync(mona, "aftale-ret");

        await mona.FillAsync("Hvad kan I se om et år, hvis det lykkes?", "20 kvinder cykler til arbejde");
        await SaysAsync(mona, "Gemt kl.");
        Assert.Equal("20 kvinder cykler til arbejde", await AnswerAsync(journey, draft, "CL_RESULTS", "results"));

        await mona.Page.Context.SetOfflineAsync(true);
        await mona.FillAsync("Hvem er det for?", "Kvinder i Nørrebakke, der aldrig har cyklet");
        await SaysAsync(mona, "Kunne ikke gemme – teksten er her endnu");
        await mona.Page.Context.SetOfflineAsync(false);
        await SaysAsync(mona, "Gemt kl.");
        Assert.Equal("Kvinder i Nørrebakke, der aldrig har cyklet", await AnswerAsync(journey, draft, "CL_TARGET", "group"));

        await colleague.SignInAsync("Mona Lund");
        await colleague.GoAsync($"/aftaler/{draft}/ret");
        await colleague.FillAsync("Hvad hedder aftalen?", "Kollegaens navn");
        await colleague.PressAsync("Gem");
        await mona.FillAsync("Hvad hedder aftalen?", "Monas navn");
        await SaysAsync(mona, "Ændret af en anden");
        await mona.PressAsync("Se begge tekster");
        await mona.SeesHeadingAsync("I har skrevet det samme sted");
        await journey.ExamineAsync(mona, "aftale-to-tekster");
        await mona.ChooseAsync("Monas navn");
        await mona.PressAsync("Gem det, jeg har valgt");
        await mona.SeesHeadingAsync("Monas navn");

        await mona.FillAsync("Hvornår slutter aftalen?", new DateOnly(2020, 1, 1));
        await mona.PressAsync("Gem");
        await mona.SeesAsync("Ret slutdatoen");
        await journey.ExamineAsync(mona, "aftale-ret-fejl");

        // The connection that was cut and the two who wrote at once are what this is about.
        Assert.All(mona.Problems.Concat(colleague.Problems), problem => Assert.Matches("409|ERR_INTERNET_DISCONNECTED|Failed to load resource", problem));
    }

    [Fact]
    public async Task A_party_comments_on_a_phone_without_scripts_and_the_coordinator_takes_the_words_over()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var (mona, phone) = (journey.Mona, await journey.SomebodyAsync(Device.PlainPhone));
        var draft = await DraftAsync(journey);
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/aftaler/{draft}/gennemsyn");
        await journey.ExamineAsync(mona, "gennemsyn-tom");
        await mona.PressAsync("Send til gennemsyn");
        await mona.SeesAsync("Udkastet er sendt til gennemsyn.");
        await journey.DeliverAsync();

        await phone.GoAsync(Journey.LinkIn(journey.MailTo("amina@kvinderpaatvaers.example", "Hvad siger I til udkastet?"), "/g/"));
        await phone.SeesHeadingAsync("Fælles formål");
        await journey.ExamineAsync(phone, "gennemsyn-link");
        var purpose = phone.Page.Locator("form > section", new() { HasText = "Fælles formål" }).First;
        await purpose.GetByText("Skriv til afsnittet").ClickAsync();
        await purpose.GetByLabel("Hvad siger I til det?").FillAsync("Det er godt, men der skal stå noget om børnene.");
        await purpose.GetByLabel("Foreslå andre ord").FillAsync("20 kvinder og deres børn lærer at cykle");
        await phone.FillAsync("Hvad hedder du?", "Amina Yusuf");
        await phone.PressAsync("Send kommentarer");
        await phone.SeesAsync("2 kommentarer er sendt");
        await journey.ExamineAsync(phone, "gennemsyn-sendt");

        await journey.DeliverAsync();
        journey.MailTo("mona.lund@fjordby.example", "Kvinder på Tværs har kommentarer");
        await mona.GoAsync($"/aftaler/{draft}/gennemsyn");
        await mona.SeesAsync("2 kommentarer venter på svar");
        await journey.ExamineAsync(mona, "gennemsyn");
        await mona.PressAsync("Brug forslaget");
        await mona.SeesAsync("Forslaget står i kladden nu.");
        Assert.Equal("20 kvinder og deres børn lærer at cykle", await AnswerAsync(journey, draft, "CL_PURPOSE", "purpose"));

        await mona.GoAsync($"/aftaler/{draft}/versioner");
        await Expect(mona.Page.Locator("ins").Filter(new() { HasText = "deres børn" }).First).ToBeVisibleAsync();
        await journey.ExamineAsync(mona, "versioner");
        journey.NothingWentWrong();
    }

    // The page waits a little before it saves, and the machine may be busy.
    private static Task SaysAsync(Screen screen, string words) =>
        Expect(screen.Page.Locator("[data-autosave-says]")).ToContainTextAsync(words, new() { Timeout = 30_000 });

    private static Task<Guid> DraftAsync(Journey journey) =>
        journey.IdAsync(db => db.Agreements.Where(a => a.State == AgreementState.Draft && a.Title.StartsWith("Cykelkursus")).Select(a => a.Id));

    private static async Task<string> AnswerAsync(Journey journey, Guid id, string clause, string field) =>
        (await journey.Site.WithDb(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Id == id))).AnswerTo(clause, field);
}
