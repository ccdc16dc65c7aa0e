using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kem.Match.Browser.Tests;

/// <summary>A programme from its first day to the meeting where an association shows how it has moved.</summary>
public class CheckupTests(Chromium chromium)
{
    private const string Association = "Nordbyens Byhave";
    private const string Reader = "grethe@nordbyensbyhave.example";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_lead_lays_a_programme_an_association_answers_on_a_phone_and_shows_at_a_meeting_how_it_has_moved(string database)
    {
        await using var journey = await Journey.BeginAsync(chromium, database);
        var signe = journey.Mona;
        var phone = await journey.SomebodyAsync(Device.PlainPhone);
        await signe.GoAsync("/");
        await signe.PressAsync("Log ind som Signe Brandt");
        await signe.SeesHeadingAsync("1 forløb");

        await signe.PressAsync("Læg et nyt forløb");
        await signe.FillAsync("Hvad skal forløbet hedde?", "");
        await signe.FillAsync("Hvad er den første dag?", journey.Today.AddDays(7));
        await signe.PressAsync("Læg forløbet");
        await signe.SeesAsync("Skriv, hvad forløbet skal hedde.");
        await signe.FillAsync("Hvad skal forløbet hedde?", "Grønne foreninger");
        await signe.Page.GetByLabel("Hvilken aftale hviler det på?").SelectOptionAsync("Fra gruppe til forening");
        await signe.ChooseAsync(Association);
        await signe.PressAsync("Læg forløbet");
        await signe.SeesAsync("Forløbet er lagt.");

        var programme = await journey.Site.WithDb(db => db.Programmes.AsNoTracking().SingleAsync(p => p.Title == "Grønne foreninger"));
        await journey.WaitUntilAsync<ReminderRounds>(programme.RoundOf(CheckupRound.Start).OpensOn);
        var first = Journey.LinkIn(journey.MailTo(Reader, "Sundhedstjek 1"), "/t/");
        await phone.GoAsync(first);
        await phone.SeesHeadingAsync($"Sundhedstjek 1 for {Association}");
        await journey.ExamineAsync(phone, "tjek-begynd");
        await phone.PressAsync("Begynd");
        await phone.Page.GetByText("Hvad betyder tallene?").ClickAsync();
        await journey.ExamineAsync(phone, "tjek-emne");
        await phone.PressAsync("Gem til senere");
        await phone.SeesAsync("Gemt.");
        await AnswerAsync(phone, "Begun", subjects: 12);
        await phone.SeesHeadingAsync("I er igennem");
        await phone.PressAsync("Slut, og se resultatet");
        await phone.SeesAsync("Vil I have hjælp til");
        await phone.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Netværk" }).CheckAsync();
        await phone.PressAsync("Gem jeres valg");
        await phone.SeesAsync("står nu på jeres profil");

        await journey.WaitUntilAsync<ReminderRounds>(programme.RoundOf(CheckupRound.Midway).OpensOn);
        await phone.GoAsync(Journey.LinkIn(journey.MailTo(Reader, "Sundhedstjek 2"), "/t/"));
        await AnswerAsync(phone, "Mostly", subjects: 4);
        await phone.GoAsync($"{phone.Page.Url[..phone.Page.Url.LastIndexOf('/')]}/slut");
        await phone.SeesHeadingAsync("I mangler 24 udsagn");
        await phone.PressAsync("Slut, og se resultatet");
        await phone.SeesHeadingAsync("I er gået mest frem i");
        await phone.ChooseAsync("Vis ændringen på statusmøder");
        await phone.Page.Locator("form[action$='visning'] button").ClickAsync();
        await phone.SeesAsync("Ændringen kommer med på statusmøderne.");
        await journey.ExamineAsync(phone, "tjek-resultat-2");

        // Months have passed, so she signs in again.
        await signe.GoAsync("/");
        await signe.PressAsync("Log ind som Signe Brandt");
        await signe.GoAsync($"/forloeb/{programme.Id}");
        await signe.PressAsync("Se resultat");
        await signe.SeesHeadingAsync(Association);
        await signe.GoAsync($"/forloeb/{programme.Id}/opgaver/P1_EVENING");
        await signe.PressAsync("Gem");
        await signe.SeesHeadingAsync("Grønne foreninger");

        await signe.SignInAsync("Mona Lund");
        var meeting = await journey.Site.WithDb(db => db.StatusMeetings.AsNoTracking().Where(m => m.AgreementId == programme.AgreementId && m.State == MeetingState.Planned).OrderBy(m => m.Number).Select(m => m.Id).FirstAsync());
        await signe.GoAsync($"/moeder/{meeting}");
        await signe.SeesAsync("Hvad viser sundhedstjekkene?");
        await signe.SeesAsync($"{Association} er gået mest frem i");

        journey.NothingWentWrong();
    }

    [Fact]
    public async Task The_board_a_result_and_a_meeting_that_shows_it_can_be_read_by_all()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var signe = journey.Mona;
        await signe.GoAsync("/");
        await signe.PressAsync("Log ind som Signe Brandt");

        await signe.PressAsync("Stærke foreninger i Fjordby");
        await signe.SeesHeadingAsync("Stærke foreninger i Fjordby");
        await journey.ExamineAsync(signe, "forloeb-tavle");
        await signe.PressAsync("Se resultat");
        await signe.SeesHeadingAsync("Et sted at begynde");
        await journey.ExamineAsync(signe, "forloeb-resultat");
        await signe.GoAsync("/forloeb/nyt");
        await signe.PressAsync("Læg forløbet");
        await signe.SeesAsync("Skriv, hvad forløbet skal hedde.");
        await journey.ExamineAsync(signe, "forloeb-nyt");

        await signe.SignInAsync("Mona Lund");
        var meeting = await journey.Site.WithDb(db => db.StatusMeetings.AsNoTracking()
            .Where(m => m.State == MeetingState.Planned && db.Programmes.Any(p => p.AgreementId == m.AgreementId)).OrderBy(m => m.Number).Select(m => m.Id).FirstAsync());
        await signe.GoAsync($"/moeder/{meeting}");
        await signe.SeesAsync("Familieforeningen Håb er gået mest frem i");
        await journey.ExamineAsync(signe, "moede-med-tjek");

        journey.NothingWentWrong();
    }

    /// <summary>The same answer to all, page by page from the first that has something left.</summary>
    private static async Task AnswerAsync(Screen phone, string choice, int subjects)
    {
        await phone.PressAsync(await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Gå videre" }).CountAsync() > 0 ? "Gå videre" : "Begynd");

        for (var subject = 0; subject < subjects; subject++)
        {
            foreach (var answer in await phone.Page.Locator($"input[value='{choice}']").AllAsync())
            {
                await answer.CheckAsync();
            }

            await phone.PressAsync("Gem, og");
        }
    }
}
