using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kem.Match.Browser.Tests;

/// <summary>Looking for a partner with the sliders, on a desktop with scripts and on a phone without, and finding two who cover a need together.</summary>
public class SuggestionTests(Chromium chromium)
{
    [Fact]
    public async Task A_slider_shows_another_order_at_once_and_nothing_of_it_is_kept()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var address = await SuggestionsAsync(journey);
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync(address);
        await mona.SeesAsync("Hvad betyder mest?");
        await journey.ExamineAsync(mona, "forslag");
        await mona.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(more => more.open = true)");
        await journey.ExamineAsync(mona, "forslag-åbnet");
        var usual = await NamesAsync(mona.Page);

        await mona.Page.GetByLabel("Det praktiske").FillAsync("0");
        await mona.Page.GetByLabel("Adgang til målgruppen").FillAsync("4");
        await mona.SeesAsync("Du kigger på en prøve-liste.");
        await mona.SeesAsync("Meget vigtigt");
        Assert.Contains("adgang=4", mona.Page.Url, StringComparison.Ordinal);
        Assert.NotEqual(usual, await NamesAsync(mona.Page));
        await journey.ExamineAsync(mona, "forslag-prøve");
        var trial = await NamesAsync(mona.Page);

        // The address is all there is to it: somebody else with the link sees the same.
        await mona.GoAsync(mona.Page.Url);
        Assert.Equal(trial, await NamesAsync(mona.Page));

        await mona.PressAsync("Vis den rigtige liste");
        Assert.Equal(usual, await NamesAsync(mona.Page));
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task Without_scripts_the_sliders_work_with_a_button()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var phone = await journey.SomebodyAsync(Device.PlainPhone);
        var address = await SuggestionsAsync(journey);
        await phone.SignInAsync("Mona Lund");
        await phone.GoAsync(address);

        await phone.PressAsync("Hvad betyder mest?");
        await phone.Page.GetByLabel("Det praktiske").FocusAsync();
        await phone.Page.Keyboard.PressAsync("Home");
        await phone.PressAsync("Vis ny rækkefølge");

        await phone.SeesAsync("Du kigger på en prøve-liste.");
        Assert.Contains("praktisk=0", phone.Page.Url, StringComparison.Ordinal);
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task Two_who_cover_the_need_together_are_asked_one_after_the_other()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var need = await journey.Site.WithDb(async db =>
        {
            var asker = await db.Organisations.FirstAsync(o => o.MunicipalityCode == "9001" && o.Kind == OrganisationKind.MunicipalUnit);
            var need = new Need("9001", asker.Id, OrganisationKind.Association, "Vi mangler besøgsvenner til ældre og hjælp til budget", "Mona Lund", journey.Site.Clock.Now);
            need.DescribeWhoAndWhat("M4", ["TG_ELDER"], ["AK_VISITING"], ["CO_CSR_ACCOUNTING"], ["ar"], "", journey.Site.Clock.Now);
            need.Open(journey.Site.Clock.Now);
            db.Needs.Add(need);
            await db.SaveChangesAsync();
            return need.Id;
        });
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/behov/{need}/forslag");
        await mona.SeesHeadingAsync("Sammen dækker de");
        await journey.ExamineAsync(mona, "forslag-sammen");

        await mona.PressAsync("Spørg dem hver for sig");
        await mona.SeesAsync("Bagefter kommer forslaget til");
        await mona.PressAsync("Send forslaget");
        await mona.SeesAsync("Forslaget er skrevet til");
        await mona.SeesHeadingAsync("Foreslå, at");
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task A_requirement_that_nobody_meets_is_named_and_can_be_loosened()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var address = await SuggestionsAsync(journey);
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync(address.Replace("forslag", "hvem-og-hvad", StringComparison.Ordinal));
        var required = mona.Page.GetByRole(AriaRole.Group, new() { Name = "Skal partneren kunne et sprog?" });
        await required.Locator("summary").ClickAsync();
        await required.GetByText("Albansk").ClickAsync();
        await mona.PressAsync("Næste");
        await mona.SeesHeadingAsync("Hvor og hvornår?");
        await journey.ExamineAsync(mona, "behov-hvor-og-hvornaar");

        await mona.GoAsync(address);
        await mona.SeesHeadingAsync("Ingen opfylder jeres krav");
        await journey.ExamineAsync(mona, "forslag-krav");

        await mona.PressAsync("Ret kravet om sprog");
        await required.GetByText("Albansk").ClickAsync();
        await journey.ExamineAsync(mona, "behov-hvem-og-hvad");
        await mona.PressAsync("Næste");
        await mona.GoAsync(address);
        await mona.SeesAsync("Hvad betyder mest?");
        journey.NothingWentWrong();
    }

    private static async Task<string> SuggestionsAsync(Journey journey) =>
        $"/behov/{await journey.IdAsync(db => db.Needs.Where(n => n.MunicipalityCode == "9001" && n.State == NeedState.Open).OrderBy(n => n.Id).Select(n => n.Id).Take(1))}/forslag";

    private static async Task<IReadOnlyList<string>> NamesAsync(IPage page) => await page.Locator(".k-match h2 a").AllInnerTextsAsync();
}
