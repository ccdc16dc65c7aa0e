using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Kem.Match.Web.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kem.Match.Browser.Tests;

/// <summary>The mails as they look, and the pages where an administrator changes their words.</summary>
public sealed class MailTextTests(Chromium chromium)
{
    private const int NarrowPhone = 360;

    private static readonly string? Shots = Environment.GetEnvironmentVariable("KEM_SHOTS");

    public static TheoryData<string> Languages => [.. MailTemplates.Shipped.Languages.Select(language => language.Code)];

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_mail_fits_a_narrow_phone_and_reads_the_right_way(string language)
    {
        await using var window = await chromium.OpenAsync(new Device(NarrowPhone, 740, RunsScript: true));
        var page = await window.NewPageAsync();
        var isRightToLeft = MailTemplates.Shipped.Language(language).IsRightToLeft;

        foreach (var template in MailTemplates.Shipped.All)
        {
            var danish = MailTemplates.Shipped.Write(template.Code, MailTemplates.Danish, template.Samples());
            var letter = MailTemplates.Shipped.WithDanishBelow(language, MailTemplates.Shipped.Write(template.Code, language, template.Samples()), danish);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await page.SetContentAsync(MailLayout.Render(letter.Subject, letter.Text, target => target).Html);

            Assert.Equal(NarrowPhone, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

            // The first paragraph hugs the edge that its language begins at.
            var begins = await page.EvaluateAsync<bool>(
                """
                rightToLeft => {
                  const cell = document.querySelector('td[lang]'), p = cell.querySelector('p'), range = document.createRange();
                  range.selectNodeContents(p);
                  const words = range.getBoundingClientRect(), box = cell.getBoundingClientRect();
                  return Math.abs(rightToLeft ? box.right - words.right : words.left - box.left) < 2;
                }
                """,
                isRightToLeft);
            Assert.True(begins, template.Code);

            foreach (var scheme in Shots is null ? [] : new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                Directory.CreateDirectory(Shots!);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Shots!, $"mail-{language}-{scheme}-{template.Code}.png"), FullPage = true });
            }
        }
    }

    [Fact]
    public async Task An_administrator_changes_a_mail_sees_it_in_arabic_in_the_dark_and_takes_it_back()
    {
        await using var site = BrowsedSite.Start(TestDatabase.Sqlite);
        await using var anton = await Screen.OpenAsync(chromium, site, Device.Desktop);
        await anton.SignInAsync("Anton Lauring");

        await anton.GoAsync("/administration/udbakke");
        await anton.PressAsync("Mailtekster");
        await anton.SeesHeadingAsync("Mailtekster");
        await anton.ExamineAsync("mailtekster");
        await anton.PressAsync("Påmindelse om forslag");
        await Expect(Frame(anton).GetByText("Har I set forslaget om at møde").First).ToBeVisibleAsync();

        await anton.FillAsync("Emne", "Svar på forslaget fra {asker}");
        await anton.PressAsync("Gem teksten");
        await anton.SeesAsync("{asker} findes ikke i denne mail.");
        await ExamineWithoutFrameAsync(anton, "mailtekst-fejl");

        // The frame follows what is written, before anything is saved.
        await anton.GoAsync("/administration/mailtekster/PROPOSAL_REMINDER");
        await anton.FillAsync("Emne", "Svar på forslaget fra {askerName}");
        await Expect(Frame(anton).GetByText("Svar på forslaget fra Fjordby Boldklub")).ToBeVisibleAsync();
        await anton.PressAsync("Gem teksten");
        await anton.SeesAsync("Teksten er gemt.");
        await anton.SeesAsync("Jeres egen tekst på dansk");

        await anton.PressAsync("العربية");
        await anton.SeesAsync("Udkast.");
        await anton.ChooseAsync("Vis den i mørke farver");
        await anton.ChooseAsync("Vis den som på en telefon");
        await anton.PressAsync("Vis mailen");
        await Expect(Frame(anton).Locator("td[lang=ar][dir=rtl]")).ToBeVisibleAsync();
        Assert.InRange((await Frame(anton).Locator("body").BoundingBoxAsync())!.Width, 300, 390);
        await anton.PressAsync("Dansk");
        await anton.PressAsync("Brug standardteksten igen");
        await anton.SeesHeadingAsync("Brug standardteksten igen?");
        await anton.ExamineAsync("mailtekst-nulstil");
        await anton.PressAsync("Brug standardteksten");
        await anton.SeesAsync("Mailen har standardteksten igen.");
        await anton.SeesAsync("Standardtekst på dansk");

        Assert.Empty(anton.Problems);
    }

    // No script may run in the frame, so nothing can examine what is in it.
    private static async Task ExamineWithoutFrameAsync(Screen screen, string name)
    {
        await screen.Page.Locator("iframe").EvaluateAsync("frame => frame.remove()");
        await screen.ExamineAsync(name);
    }

    private static IFrameLocator Frame(Screen screen) => screen.Page.FrameLocator("iframe[name=mailen]");
}
