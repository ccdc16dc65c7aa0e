using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kem.Match.Browser.Tests;

/// <summary>The pages beside the two journeys, each looked at on a phone and a desktop, in light and in dark.</summary>
public class PagesTests(Chromium chromium)
{
    [Theory]
    [InlineData(null, "/konto/log-ind", "/bekraeft", "/privatliv", "/tilgaengelighed")]
    [InlineData("Mona Lund", "/katalog", "/behov", "/forslag", "/metoder", "/metoder/M4", "/udvikling/mails")]
    [InlineData("Amina Yusuf", "/vores-profil", "/forslag")]
    [InlineData("Anton Lauring", "/", "/administration/brugere", "/administration/udbakke", "/administration/paamindelser", "/administration/mailtekster", "/administration/tidsplan", "/administration/ord", "/administration/ord?q=hj%C3%A6lp%20til%20breve%20fra%20det%20offentlige")]
    public async Task Everybodys_other_pages_can_be_read_by_all(string? person, params string[] pages)
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);

        if (person is not null)
        {
            await journey.Mona.SignInAsync(person);
        }

        // So that the accounts of reminders have something to add up.
        await journey.Site.RunAsync<ReminderRounds>();

        foreach (var page in pages)
        {
            await journey.Mona.GoAsync(page);
            await journey.ExamineAsync(journey.Mona, page);
        }

        journey.NothingWentWrong();
    }

    [Fact]
    public async Task A_profile_can_be_read_and_written_by_all()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        await mona.SignInAsync("Mona Lund");

        await mona.GoAsync("/katalog");
        await mona.PressAsync("Fjordby Besøgsvenner");
        await mona.SeesHeadingAsync("Fjordby Besøgsvenner");
        await mona.SeesAsync("Det vil vi helst ikke spørges om");
        await journey.ExamineAsync(mona, "profil");
        await mona.PressAsync("Ret profilen");
        await mona.SeesHeadingAsync("Plads og grænser");
        await journey.ExamineAsync(mona, "profil-ret");

        journey.NothingWentWrong();
    }

    [Fact]
    public async Task An_association_says_how_well_it_can_what_it_can()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var amina = journey.Mona;
        await amina.SignInAsync("Amina Yusuf");

        await amina.GoAsync("/vores-profil");
        await amina.PressAsync("Sig, hvor godt I kan det");
        await amina.SeesHeadingAsync("Hvor godt kan I det?");
        await journey.ExamineAsync(amina, "hvor-godt");
        await amina.Page.GetByRole(AriaRole.Group, new() { Name = "Kulturforståelse og brobygning" }).GetByText("Er begyndt").ClickAsync();
        await amina.PressAsync("Gem");

        await amina.SeesAsync("Det står nu på jeres profil.");
        await Expect(amina.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Kulturforståelse" })).ToContainTextAsync("Er begyndt");
        await Expect(amina.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Tillid og adgang" })).ToContainTextAsync("Kan lære andre");
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task The_evidence_behind_an_agreement_can_be_read_and_its_file_tried_by_all()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        await mona.SignInAsync("Mona Lund");

        await mona.GoAsync("/aftaler/journal");
        await journey.ExamineAsync(mona, "journal");
        await mona.Page.Locator("h3 a").First.ClickAsync();
        await mona.SeesHeadingAsync("Læg aftalen i jeres journal");
        await journey.ExamineAsync(mona, "journal-ret");
        await mona.Page.Locator(".k-head__kind a").ClickAsync();
        await mona.SeesHeadingAsync("Beviset er helt");
        await mona.Page.Locator("details.k-more summary").First.ClickAsync();
        await journey.ExamineAsync(mona, "bevis");

        await mona.Page.Locator("details.k-more summary").Nth(1).ClickAsync();
        var hash = await mona.Page.Locator("dt:has-text('Tekstens kendetegn') + dd").First.InnerTextAsync();
        await mona.PressAsync("Læs og udskriv");
        await mona.SeesHeadingAsync("Bevis for underskrifterne");
        await journey.ExamineAsync(mona, "udskrift");

        await mona.GoAsync("/bekraeft");
        await mona.FillAsync("Eller indsæt kendetegnet", hash);
        await mona.PressAsync("Prøv");
        await mona.SeesHeadingAsync("Ja, filen er ægte");
        await journey.ExamineAsync(mona, "bekraeft-svar");

        journey.NothingWentWrong();
    }
}
