using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Browser.Tests;

/// <summary>What somebody must be able to do who cannot use a mouse.</summary>
public class KeyboardTests(Chromium chromium)
{
    [Fact]
    public async Task A_need_can_be_described_with_the_keyboard_alone()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var keys = mona.Page.Keyboard;
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync("/behov/nyt");

        await mona.TabToAsync("textarea");
        await keys.TypeAsync("Vi mangler nogen, der vil synge med børn på Engskolen.");
        await mona.TabToAsync("select");
        await keys.TypeAsync("Engskolen");
        await mona.TabToAsync("input[type=radio]");
        await keys.PressAsync("Space");
        await mona.TabToAsync("form[method=post] .button-primary");
        await keys.PressAsync("Enter");

        await mona.SeesHeadingAsync("Hvem og hvad handler det om?");
        await mona.TabToAsync("input[type=checkbox]");
        await mona.TabToAsync("form[method=post] .button-primary");
        await keys.PressAsync("Enter");

        await mona.SeesHeadingAsync("Hvor og hvornår?");
        await mona.TabToAsync("input[name='Form.Place']");
        await keys.TypeAsync("Engskolen");
        await mona.TabToAsync("form[method=post] .button-primary");
        await keys.PressAsync("Enter");

        await mona.SeesHeadingAsync("Hvad kan I selv give?");
        await mona.TabToAsync("input[type=checkbox]");
        await keys.PressAsync("Space");
        await mona.TabToAsync("form[method=post] .button-primary");
        await keys.PressAsync("Enter");

        await mona.SeesHeadingAsync("Tjek dine svar");
        await mona.TabToAsync("form[action$=aabning] button");
        await keys.PressAsync("Enter");
        await mona.SeesAsync("Rækkefølgen er et forslag");

        var need = await journey.Site.WithDb(db => db.Needs.AsNoTracking().Include(n => n.Asker).SingleAsync(n => n.Title.StartsWith("Vi mangler nogen, der vil synge")));
        Assert.Equal((NeedState.Open, "Engskolen", "Engskolen"), (need.State, need.Asker.Name, need.Place));
        Assert.NotEmpty(need.Gives);
        journey.NothingWentWrong();
    }
}
