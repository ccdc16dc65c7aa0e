using System.Globalization;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kem.Match.Browser.Tests;

/// <summary>The two walks that the service exists for, from the first sentence to the minutes of a status meeting.</summary>
public class JourneyTests(Chromium chromium)
{
    private const string Partner = "Fjordby Gymnastikforening";
    private const string Chair = "Camilla Brandt";
    private const string ChairMail = "camilla@fjordbygymnastik.example";
    private const string MonaMail = "mona.lund@fjordby.example";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_need_of_the_municipality_becomes_an_agreement_that_is_kept_alive(string database)
    {
        await using var journey = await Journey.BeginAsync(chromium, database);
        var mona = journey.Mona;
        var phone = await journey.SomebodyAsync(Device.PlainPhone);

        await mona.GoAsync("/");
        await journey.ExamineAsync(mona, "forside");
        await mona.SignInAsync("Mona Lund");
        await DescribeNeedAsync(journey);
        await ProposeAsync(journey);
        await AnswerYesAsync(journey, phone);
        await MeetAsync(journey);
        await WriteAgreementAsync(journey);
        await SignByLinkAsync(journey, phone);
        await SignSignedInAsync(journey);
        await FollowUpAsync(journey, phone);
        await RenewAsync(journey, phone);
        await NoLinkChangesAnythingAsync(journey);

        journey.NothingWentWrong();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task An_association_and_a_company_and_the_municipality_sign_one_agreement(string database)
    {
        await using var journey = await Journey.BeginAsync(chromium, database);
        var mona = journey.Mona;
        var amina = await journey.SomebodyAsync(Device.PlainPhone);
        var karen = await journey.SomebodyAsync(Device.Desktop);

        await AskForCompanyAsync(journey);

        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/behov/{await journey.IdAsync(db => db.Needs.Where(need => need.Title.StartsWith("Vi mangler hjælp til at lave budget")).Select(need => need.Id))}");
        await journey.ExamineAsync(mona, "behov");
        await mona.PressAsync("Se forslag");
        await mona.PressAsync("Foreslå møde med Nordlys Revision");
        await mona.PressAsync("Send forslaget");
        await mona.SeesHeadingAsync("Nordlys Revision og Kvinder på Tværs");

        await journey.DeliverAsync();
        await karen.GoAsync(Journey.LinkIn(journey.MailTo("karen@nordlysrevision.example", "Vil I mødes"), "/s/"));
        await karen.ChooseAsync("Ja, vi vil gerne mødes");
        await karen.PressAsync("Send svar");
        await karen.SeesHeadingAsync("Tak. Svaret er sendt.");

        await mona.GoAsync("/");
        await mona.PressAsync("Nordlys Revision sagde ja til at møde Kvinder på Tværs");
        await mona.PressAsync("Lav aftale");
        await mona.ChooseAsync("Forening og virksomhed");
        await mona.FillAsync("Hvad skal aftalen hedde?", "Budget for Kvinder på Tværs");
        await mona.PressAsync("Lav en kladde");
        await mona.SeesHeadingAsync("Mangler");
        await Journey.AnswerWhatIsMissingAsync(mona.Page);
        await journey.ExamineAsync(mona, "aftale-med-tre-parter");
        await mona.PressAsync("Gem og send til underskrift");
        await mona.PressAsync("Send til underskrift");
        await mona.SeesAsync("Aftalen er sendt til underskrift");

        await journey.DeliverAsync();
        await amina.GoAsync(Journey.LinkIn(journey.MailTo("amina@kvinderpaatvaers.example", "Aftale til underskrift"), "/u/"));
        await SignAsync(amina, "Amina Yusuf");
        await amina.SeesAsync("Nu mangler");
        await karen.GoAsync(Journey.LinkIn(journey.MailTo("karen@nordlysrevision.example", "Aftale til underskrift"), "/u/"));
        await SignAsync(karen, "Karen Nordahl");
        await karen.SeesAsync("Nu mangler Integrationsteam Fjordby");
        await mona.PressAsync("Læs og skriv under");
        await SignAsync(mona, "Mona Lund");
        await mona.SeesAsync("Tak. Du har skrevet under.");

        var agreement = await AgreementAsync(journey, "Budget for Kvinder på Tværs");
        Assert.Equal(AgreementState.InForce, agreement.State);
        Assert.Equal(3, agreement.Parties.Count(party => party.HasSigned));

        await karen.SignInAsync("Karen Nordahl");
        await journey.ExamineAsync(karen, "virksomhedens-i-dag");
        await karen.PressAsync("Aftaler");
        await karen.PressAsync("Budget for Kvinder på Tværs");
        await karen.SeesHeadingAsync("Sådan er det gået");
        await Assertions.Expect(karen.Page.Locator(".k-sign").GetByText("Skrev under")).ToHaveCountAsync(3);
        await journey.ExamineAsync(karen, "virksomhedens-aftale");

        journey.NothingWentWrong();
    }

    private static async Task AskForCompanyAsync(Journey journey)
    {
        var amina = await journey.SomebodyAsync(Device.Desktop);
        await amina.SignInAsync("Amina Yusuf");
        await journey.ExamineAsync(amina, "foreningens-i-dag");
        await amina.PressAsync("Nyt behov");
        await amina.FillAsync("Skriv det med én sætning", "Vi mangler hjælp til at lave budget og føre regnskab.");
        await amina.ChooseAsync("En virksomhed");
        await amina.PressAsync("Næste");
        await amina.SeesHeadingAsync("Hvem og hvad handler det om?");

        foreach (var question in new[] { "Hvem er det for?", "Hvad skal der ske?" })
        {
            var boxes = amina.Page.GetByRole(AriaRole.Group, new() { Name = question });

            if (await boxes.Locator("input:checked").CountAsync() == 0)
            {
                await boxes.Locator("summary").ClickAsync();
                await boxes.Locator("label").First.ClickAsync();
            }
        }

        await amina.Page.GetByLabel("Hvad ligner det mest?").SelectOptionAsync("M6");
        await amina.PressAsync("Næste");
        await amina.SeesHeadingAsync("Hvor og hvornår?");
        await amina.PressAsync("Næste");
        await amina.SeesHeadingAsync("Hvad kan I selv give?");
        await amina.Page.Locator("fieldset label").First.ClickAsync();
        await amina.PressAsync("Næste");
        await amina.PressAsync("Find partnere");
        await amina.SeesAsync("Rækkefølgen er et forslag");
        await journey.ExamineAsync(amina, "foreningens-forslag");
    }

    private static async Task DescribeNeedAsync(Journey journey)
    {
        var mona = journey.Mona;
        await journey.ExamineAsync(mona, "i-dag");
        await mona.PressAsync("Nyt behov");
        await journey.ExamineAsync(mona, "behov-trin-1");
        await mona.FillAsync("Skriv det med én sætning", "Vi mangler en forening, der vil lave gymnastik for ældre i Midtbyen om formiddagen.");
        await mona.Page.GetByLabel("Hvem har behovet?").SelectOptionAsync(new SelectOptionValue { Label = "Integrationsteam Fjordby" });
        await mona.ChooseAsync("En forening");
        await mona.PressAsync("Næste");

        await mona.SeesHeadingAsync("Hvem og hvad handler det om?");
        await journey.ExamineAsync(mona, "behov-trin-2");
        await Assertions.Expect(mona.Page.GetByLabel("Ældre (65+)")).ToBeCheckedAsync();
        // She looks for an association; she does not want to start one.
        await Assertions.Expect(mona.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Nye foreninger og grupper" })).ToHaveCountAsync(0);
        await mona.Page.GetByLabel("Hvad ligner det mest?").SelectOptionAsync("M4");
        await mona.PressAsync("Næste");

        await mona.SeesHeadingAsync("Hvor og hvornår?");
        await journey.ExamineAsync(mona, "behov-trin-3");
        await mona.FillAsync("Hvor skal det ske?", "Medborgerhuset i Midtbyen");
        await mona.ChooseAsync("Hverdage, dag");
        await mona.PressAsync("Næste");

        await mona.SeesHeadingAsync("Hvad kan I selv give?");
        await journey.ExamineAsync(mona, "behov-trin-4");
        await mona.Page.Locator("fieldset label").First.ClickAsync();
        await mona.FillAsync("Hvad får partneren ud af det?", "I får nye medlemmer og en sal uden leje.");
        await mona.PressAsync("Næste");

        await mona.SeesHeadingAsync("Tjek dine svar");
        await journey.ExamineAsync(mona, "behov-trin-5");
        await mona.PressAsync("Find partnere");
        await mona.SeesAsync("Rækkefølgen er et forslag");
    }

    private static async Task ProposeAsync(Journey journey)
    {
        var mona = journey.Mona;
        var suggestions = mona.Page.Locator(".k-match");
        await suggestions.First.GetByText("Hvorfor netop dem?").ClickAsync();
        await Assertions.Expect(suggestions.First.Locator("table")).ToBeVisibleAsync();
        await journey.ExamineAsync(mona, "forslag-til-behov");

        await suggestions.Nth(0).GetByText("Sammenlign").ClickAsync();
        await suggestions.Nth(1).GetByText("Sammenlign").ClickAsync();
        await mona.Page.GetByRole(AriaRole.Button, new() { Name = "Sammenlign", Exact = true }).ClickAsync();
        await mona.SeesHeadingAsync("Sammenlign 2");
        await journey.ExamineAsync(mona, "sammenlign");

        await mona.PressAsync("Tilbage til forslagene");
        await mona.PressAsync($"Foreslå møde med {Partner}");
        await mona.SeesHeadingAsync($"Foreslå, at {Partner}");
        await mona.PressAsync("Se mailen først");
        await mona.SeesHeadingAsync("Sådan kommer mailen til at se ud");
        await journey.ExamineAsync(mona, "foreslaa-moede");
        await mona.PressAsync("Send forslaget");
        await mona.SeesHeadingAsync($"{Partner} og Integrationsteam Fjordby");
        await journey.ExamineAsync(mona, "forslag-sendt");
    }

    private static async Task AnswerYesAsync(Journey journey, Screen phone)
    {
        await journey.DeliverAsync();
        var first = Journey.LinkIn(journey.MailTo(ChairMail, "Vil I mødes"), "/s/");

        // A week without an answer brings a reminder. The link in either mail opens the page, and to look changes nothing.
        await journey.WaitUntilAsync<ReminderRounds>(journey.Today.AddDays(7));
        var link = Journey.LinkIn(journey.MailTo(ChairMail, "Har I set forslaget"), "/s/");
        var before = await journey.SnapshotAsync();
        await phone.GoAsync(first);
        await phone.SeesHeadingAsync("Vil I mødes?");
        await phone.GoAsync(link);
        await phone.SeesHeadingAsync("Vil I mødes?");
        Assert.Equal(before, await journey.SnapshotAsync());
        await journey.ExamineAsync(phone, "svarside");

        // The same answer from two windows, and the button pressed twice.
        var window = await journey.SomebodyAsync(Device.PlainPhone);
        await window.GoAsync(link);
        await FillInYesAsync(phone);
        await FillInYesAsync(window);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Send svar" }).DblClickAsync();
        await phone.SeesHeadingAsync("Tak. Svaret er sendt.");
        await journey.ExamineAsync(phone, "svar-sendt");
        await window.PressAsync("Send svar");
        await window.SeesHeadingAsync("Tak. Svaret er sendt.");

        await journey.DeliverAsync();
        journey.MailTo(ChairMail, "Tak. Vi finder en tid");
        journey.MailTo(MonaMail, $"{Partner} svarede: ja");
        Assert.Equal(ProposalState.Interested, await journey.Site.WithDb(db => db.Proposals.Where(p => p.Partner.Name == Partner && p.Need.Title.Contains("gymnastik")).Select(p => p.State).SingleAsync()));
    }

    private static async Task FillInYesAsync(Screen screen)
    {
        await screen.ChooseAsync("Ja, vi vil gerne mødes");
        await screen.FillAsync("Hvornår passer det jer bedst?", "Onsdag formiddag");
        await screen.FillAsync("Skriv en besked", "Det vil vi gerne. Vi har en instruktør, der har tid.");
    }

    private static async Task MeetAsync(Journey journey)
    {
        var mona = journey.Mona;
        await mona.SignInAsync("Mona Lund");
        await mona.SeesAsync($"{Partner} sagde ja til at møde Integrationsteam Fjordby");
        await mona.PressAsync($"{Partner} sagde ja");
        await mona.SeesAsync("Onsdag formiddag");
        await journey.ExamineAsync(mona, "forslag-med-svar");

        await mona.PressAsync("Aftal et møde");
        await journey.ExamineAsync(mona, "aftal-moede");
        await mona.FillAsync("Dag", journey.Today.AddDays(5));
        await mona.FillAsync("Klokkeslæt", "10:00");
        await mona.FillAsync("Sted", "Medborgerhuset");
        await mona.PressAsync("Aftal mødet");
        await mona.SeesAsync("Mødet er aftalt");

        await journey.DeliverAsync();
        Assert.Contains("METHOD:REQUEST", journey.MailTo(ChairMail, "Møde").Calendar, StringComparison.Ordinal);
        Assert.Contains("METHOD:REQUEST", journey.MailTo(MonaMail, "Møde").Calendar, StringComparison.Ordinal);
    }

    private static async Task WriteAgreementAsync(Journey journey)
    {
        var mona = journey.Mona;
        await mona.PressAsync("Lav aftale");
        await mona.SeesHeadingAsync("laver en aftale");
        await journey.ExamineAsync(mona, "aftale-ny");
        await Assertions.Expect(mona.Page.GetByLabel("Kommune og forening")).ToBeCheckedAsync();
        await mona.FillAsync("Hvad skal aftalen hedde?", "Formiddagsgymnastik i Midtbyen");
        await mona.PressAsync("Lav en kladde");

        await mona.SeesHeadingAsync("Mangler");
        await Journey.AnswerWhatIsMissingAsync(mona.Page);
        await mona.ChooseAsync("Hver fjerde måned");
        await mona.FillAsync("Hvor holder I statusmøder?", "Medborgerhuset");
        await journey.ExamineAsync(mona, "aftale-kladde");
        await mona.PressAsync("Gem og send til underskrift");
        await mona.SeesHeadingAsync("De skal skrive under");
        await journey.ExamineAsync(mona, "aftale-til-underskrift");
        await mona.PressAsync("Send til underskrift");
        await mona.SeesAsync("Aftalen er sendt til underskrift");
        await journey.ExamineAsync(mona, "aftale-venter");
    }

    private static async Task SignByLinkAsync(Journey journey, Screen phone)
    {
        await journey.DeliverAsync();
        var first = Journey.LinkIn(journey.MailTo(ChairMail, "Aftale til underskrift"), "/u/");

        await journey.WaitUntilAsync<ReminderRounds>(journey.Today.AddDays(5));
        var link = Journey.LinkIn(journey.MailTo(ChairMail, "Mangler dit svar"), "/u/");

        var before = await journey.SnapshotAsync();
        await phone.GoAsync(first);
        await phone.SeesHeadingAsync("Formiddagsgymnastik i Midtbyen");
        await phone.GoAsync(link);
        await phone.SeesHeadingAsync("Formiddagsgymnastik i Midtbyen");
        Assert.Equal(before, await journey.SnapshotAsync());
        await journey.ExamineAsync(phone, "underskriv");

        await SignAsync(phone, Chair);
        await phone.SeesAsync("Tak. Du har skrevet under.");
        await journey.ExamineAsync(phone, "underskrevet");
    }

    private static async Task SignAsync(Screen screen, string name)
    {
        await screen.ChooseAsync("Ja, jeg skriver under");
        await screen.ChooseAsync("Jeg har læst aftalen.");
        await screen.FillAsync("Skriv dit fulde navn", name);
        await screen.PressAsync("Send svar");
    }

    private static async Task SignSignedInAsync(Journey journey)
    {
        var mona = journey.Mona;
        var agreement = await AgreementAsync(journey, "Formiddagsgymnastik i Midtbyen");
        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/aftaler/{agreement.Id}");
        await mona.PressAsync("Læs og skriv under");
        await journey.ExamineAsync(mona, "underskriv-logget-ind");
        await SignAsync(mona, "Mona Lund");
        await mona.SeesAsync("Tak. Du har skrevet under.");
        await mona.SeesHeadingAsync("Sådan er det gået");
        await journey.ExamineAsync(mona, "aftale");

        agreement = await AgreementAsync(journey, "Formiddagsgymnastik i Midtbyen");
        Assert.Equal(AgreementState.InForce, agreement.State);
        Assert.Equal(3, agreement.StatusMeetings.Count);
        await mona.SeesAsync(DanishText.DayAndMonth(agreement.NextMeeting!.On));

        await journey.DeliverAsync();
        Assert.Contains("BEGIN:VEVENT", journey.MailTo(ChairMail, "Alle har skrevet under").Calendar, StringComparison.Ordinal);
        await mona.GoAsync($"/aftaler/{agreement.Id}/tekst");
        await journey.ExamineAsync(mona, "aftale-tekst");
        await mona.GoAsync("/aftaler");
        await journey.ExamineAsync(mona, "aftaler");
    }

    private static async Task FollowUpAsync(Journey journey, Screen phone)
    {
        var mona = journey.Mona;
        var agreement = await AgreementAsync(journey, "Formiddagsgymnastik i Midtbyen");
        var (first, second) = (agreement.StatusMeetings[0], agreement.StatusMeetings[1]);

        await journey.WaitUntilAsync<ReminderRounds>(first.On.AddDays(-StatusMeeting.InviteDaysBefore));
        var invitation = journey.MailTo(ChairMail, "Statusmøde");
        Assert.Contains($"DTSTART;TZID=Europe/Copenhagen:{first.On.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}", invitation.Calendar, StringComparison.Ordinal);
        await phone.GoAsync(Journey.LinkIn(invitation, "/m/"));
        await phone.SeesHeadingAsync("Det skal vi tale om");
        await journey.ExamineAsync(phone, "dagsorden");

        await journey.WaitUntilAsync<ReminderRounds>(first.On.AddDays(-StatusMeeting.RemindDaysBefore));
        journey.MailTo(ChairMail, "Husk statusmødet");

        await journey.WaitUntilAsync<ReminderRounds>(first.On.AddDays(3));
        var reminder = journey.Mails.Last(mail => mail.To.Contains(MonaMail, StringComparison.Ordinal) && mail.Subject.Contains("Formiddagsgymnastik", StringComparison.Ordinal));
        Assert.StartsWith("Referatet fra", reminder.Subject, StringComparison.Ordinal);

        await mona.SignInAsync("Mona Lund");
        await mona.SeesAsync("Referat mangler: Formiddagsgymnastik i Midtbyen");
        await mona.GoAsync(Journey.LinkIn(reminder));
        await mona.SeesHeadingAsync("Formiddagsgymnastik i Midtbyen");
        await journey.ExamineAsync(mona, "referat");
        var lines = mona.Page.GetByLabel("Referat");
        await lines.Nth(0).FillAsync("Tolv kommer fast om onsdagen.");
        await lines.Nth(1).FillAsync("Salen er kold om vinteren. Kommunen ser på det.");
        await lines.Nth(2).FillAsync("Til sommer vil vi ud i parken.");
        await mona.PressAsync("Send referatet");
        await mona.SeesAsync("Tolv kommer fast om onsdagen.");
        await journey.ExamineAsync(mona, "moede-med-referat");

        await mona.GoAsync($"/aftaler/{agreement.Id}");
        await mona.SeesAsync(DanishText.DayAndMonth(second.On));
        await journey.ExamineAsync(mona, "aftale-i-gang");
        await mona.GoAsync("/moeder");
        await journey.ExamineAsync(mona, "moeder");

        await journey.DeliverAsync();
        await phone.GoAsync(Journey.LinkIn(journey.MailTo(ChairMail, "Referat fra"), "/m/"));
        await phone.SeesAsync("Til sommer vil vi ud i parken.");
        await journey.ExamineAsync(phone, "referat-paa-telefon");
    }

    // From the proposal to here the chair has never signed in.
    private static async Task RenewAsync(Journey journey, Screen phone)
    {
        var mona = journey.Mona;
        var agreement = await AgreementAsync(journey, "Formiddagsgymnastik i Midtbyen");
        var endsOn = agreement.EndsOn.AddYears(1);

        await mona.GoAsync($"/aftaler/{agreement.Id}");
        await mona.PressAsync("Foreslå at fortsætte");
        await mona.FillAsync("Hvor længe skal den gælde nu?", endsOn);
        await journey.ExamineAsync(mona, "forlaeng");
        await mona.PressAsync("Spørg alle");
        await mona.SeesAsync("Alle er spurgt.");
        await journey.ExamineAsync(mona, "aftale-spurgt");

        await journey.DeliverAsync();
        await phone.GoAsync(Journey.LinkIn(journey.MailTo(ChairMail, "Skal vi fortsætte?"), "/a/"));
        await phone.SeesHeadingAsync($"Vil I fortsætte til {DanishText.Date(endsOn)}?");
        await journey.ExamineAsync(phone, "svar-om-forlaengelse");
        await phone.PressAsync("Ja, vi fortsætter");
        await phone.SeesAsync("I har sagt ja.");

        await mona.GoAsync($"/aftaler/{agreement.Id}/jeres-svar");
        await mona.PressAsync("Ja, vi fortsætter");
        await mona.SeesAsync(DanishText.Date(endsOn));
        Assert.Equal(endsOn, (await AgreementAsync(journey, agreement.Title)).EndsOn);
        await journey.DeliverAsync();
        journey.MailTo(ChairMail, "Aftalen er forlænget");
    }

    private static async Task NoLinkChangesAnythingAsync(Journey journey)
    {
        var links = journey.Mails.SelectMany(Journey.LinksIn).Where(link => link.StartsWith(journey.Site.Address.ToString(), StringComparison.Ordinal)).Distinct().ToList();
        var before = await journey.SnapshotAsync();
        var signedIn = await journey.Site.SignInAsync("Mona Lund");
        using var visitor = journey.Site.CreateClient();
        Assert.True(links.Count > 20, $"Only {links.Count} links.");

        foreach (var link in links.Concat(links))
        {
            using var asVisitor = await visitor.GetAsync(new Uri(link));
            using var asMona = await signedIn.GetAsync(new Uri(link));
            Assert.True((int)asVisitor.StatusCode < 500 && (int)asMona.StatusCode < 500, link);
        }

        Assert.Equal(before, await journey.SnapshotAsync());
    }

    private static Task<CooperationAgreement> AgreementAsync(Journey journey, string title) => journey.Site.WithDb(db =>
        db.Agreements.AsNoTracking().Include(a => a.StatusMeetings).Include(a => a.Parties).SingleAsync(a => a.Title == title));
}
