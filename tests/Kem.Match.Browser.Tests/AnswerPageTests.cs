using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kem.Match.Browser.Tests;

/// <summary>The page that a volunteer opens on a phone, often on a thin line: small, and usable with whatever is at hand.</summary>
public class AnswerPageTests(Chromium chromium)
{
    private const int MostBytes = 60 * 1024;

    [Fact]
    public async Task Weighs_less_than_60_kilobytes_with_everything_it_fetches()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var phone = await journey.SomebodyAsync(Device.PlainPhone);
        var network = await phone.Page.Context.NewCDPSessionAsync(phone.Page);
        var (bytes, files) = (0.0, 0);
        network.Event("Network.loadingFinished").OnEvent += (_, finished) => (bytes, files) = (bytes + finished!.Value.GetProperty("encodedDataLength").GetDouble(), files + 1);
        await network.SendAsync("Network.enable");

        await phone.GoAsync(AnyAnswerLink(journey));
        await phone.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: the answer page is {bytes / 1024:0.0} KiB in {files} files, over the line and with headers");
        Assert.True(files > 1, "The style sheet was not counted.");
        Assert.InRange(bytes, 1024, MostBytes);
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task Can_be_answered_with_the_keyboard_alone()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var screen = await journey.SomebodyAsync(Device.Desktop);
        var link = AnyAnswerLink(journey);
        await screen.GoAsync(link);

        // A group of answers is one stop; the arrows go through it.
        await screen.TabToAsync("input[type=radio]");
        await screen.Page.Keyboard.PressAsync("Space");
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await screen.Page.Keyboard.PressAsync("ArrowUp");
        await screen.TabToAsync("[id$=PreferredTimes]");
        await screen.Page.Keyboard.TypeAsync("Torsdag aften");
        await screen.TabToAsync("textarea");
        await screen.Page.Keyboard.TypeAsync("Vi glæder os.");
        await screen.TabToAsync("form button");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.SeesHeadingAsync("Tak. Svaret er sendt.");

        var answer = await journey.Site.WithDb(db => db.Proposals.AsNoTracking().SingleAsync(p => p.AnswerMessage == "Vi glæder os."));
        Assert.Equal((ProposalState.Interested, "Torsdag aften"), (answer.State, answer.PreferredTimes));
        journey.NothingWentWrong();
    }

    private static string AnyAnswerLink(Journey journey) => journey.Mails.SelectMany(Journey.LinksIn).First(link => link.Contains("/s/", StringComparison.Ordinal));
}
