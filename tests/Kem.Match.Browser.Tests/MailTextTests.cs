using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.Playwright;

namespace Kem.Match.Browser.Tests;

/// <summary>The mails as they look.</summary>
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
}
