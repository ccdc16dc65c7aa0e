using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Browser.Tests;

/// <summary>Somebody chooses mails on a phone without scripts, and the pages where a coordinator follows the mails.</summary>
public class WishTests(Chromium chromium)
{
    private const string Reader = "leser@forening.example";

    [Fact]
    public async Task Somebody_chooses_once_a_week_from_a_mail_gets_both_in_one_and_stops_with_one_press()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var phone = await journey.SomebodyAsync(Device.PlainPhone);
        await WriteAsync(journey, "Vil I mødes med klubben?");
        await journey.DeliverAsync();
        var first = journey.MailTo(Reader, "Vil I mødes med klubben?");
        Assert.Contains("Sådan bruger vi dine oplysninger", first.Text, StringComparison.Ordinal);

        await phone.GoAsync(Journey.LinkIn(first, "/v/"));
        await phone.SeesHeadingAsync("Vælg, hvilke mails du får");
        await journey.ExamineAsync(phone, "mails-link");
        await phone.ChooseAsync("Samlet hver uge");
        await phone.PressAsync("Gem mine valg");
        await phone.SeesAsync("Dine valg er gemt.");

        await WriteAsync(journey, "Vil I mødes med skolen?");
        await WriteAsync(journey, "Vil I mødes med byen?");
        await journey.DeliverAsync();
        Assert.DoesNotContain(journey.Mails, mail => mail.Subject == "Vil I mødes med skolen?");
        await journey.Site.RunAsync<Digests>();

        var monday = Enumerable.Range(1, 7).Select(journey.Today.AddDays).Single(day => day.DayOfWeek == DayOfWeek.Monday);
        journey.Site.Clock.Now = DanishTime.At(monday, new TimeOnly(7, 30));
        await journey.Site.RunAsync<Digests>();
        await journey.DeliverAsync();
        var digest = journey.MailTo(Reader, "Nyt til dig: 2");
        Assert.Contains("skolen", digest.Text, StringComparison.Ordinal);
        Assert.Contains("byen", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sådan bruger vi dine oplysninger", digest.Text, StringComparison.Ordinal);

        await phone.GoAsync(Journey.LinkIn(digest, "/n/"));
        await phone.PressAsync("Stop påmindelser");
        await phone.SeesHeadingAsync("Du får ikke flere påmindelser");
        await phone.PressAsync("Vælg selv, hvilke mails du får");
        await phone.SeesHeadingAsync("Vælg, hvilke mails du får");

        journey.NothingWentWrong();
    }

    [Fact]
    public async Task A_coordinator_can_read_the_own_choices_the_calls_and_what_became_of_the_mails()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        await PrepareAsync(journey);
        await journey.DeliverAsync();
        await mona.SignInAsync("Mona Lund");

        await mona.GoAsync("/mig/mails");
        await mona.SeesHeadingAsync("Mine mails");
        await journey.ExamineAsync(mona, "mine-mails");
        await mona.Page.GetByLabel("Senest").SelectOptionAsync("07:00");
        await mona.FillAsync("Første dag", journey.Today.AddDays(5));
        await mona.PressAsync("Gem mine valg");
        await mona.SeesAsync("Der er 2 ting at rette");
        await journey.ExamineAsync(mona, "mine-mails-fejl");

        await mona.GoAsync("/forslag/opkald");
        await mona.SeesHeadingAsync("Mind dem om det");
        await mona.Page.Locator("details summary").First.ClickAsync();
        await journey.ExamineAsync(mona, "opkald");
        await mona.PressAsync("De ved det nu");
        await mona.SeesAsync("ved det nu.");

        await mona.GoAsync("/administration/udbakke");
        await journey.ExamineAsync(mona, "udbakke");
        await mona.Page.Locator("h2.k-rows__title a").First.ClickAsync();
        await mona.SeesHeadingAsync("Sådan gik det");
        await journey.ExamineAsync(mona, "udbakke-mail");
        await mona.GoAsync("/administration/mailstop");
        await journey.ExamineAsync(mona, "mailstop");
        await mona.SignInAsync("Anton Lauring");
        await mona.GoAsync("/administration/tidsplan");
        await journey.ExamineAsync(mona, "tidsplan");

        journey.NothingWentWrong();
    }

    private static Task<int> WriteAsync(Journey journey, string subject) => journey.Site.WithDb(db =>
    {
        db.Outbox.Add(OutgoingMail.From(new AnyLetter("PROPOSAL", Recipient.Create("Amina Yusuf", Reader), subject), journey.Site.Clock.Now));
        return db.SaveChangesAsync();
    });

    // Somebody who wants to be called, somebody in a pause, and an address nobody answers at.
    private static Task<int> PrepareAsync(Journey journey) => journey.Site.WithDb(async db =>
    {
        var now = journey.Site.Clock.Now;
        var contact = await db.Organisations.AsNoTracking().Where(o => o.MunicipalityCode == "9001" && o.ContactEmail != "" && o.ContactPhone != "").OrderBy(o => o.Name).FirstAsync();

        db.MailWishes.Add(new MailWishes("9001", MailStop.Normalise(contact.ContactEmail), new MailSettings { ByPhone = true }, now));
        db.MailWishes.Add(new MailWishes("9001", Reader, new MailSettings { PauseUntil = journey.Today.AddDays(20) }, now));
        db.MailStops.Add(new MailStop("9001", "gammel.adresse@forening.example", MailStopScope.Everything, MailStopCause.Undeliverable, "550 5.1.1 unknown user", "", now));
        db.MailStops.Add(new MailStop("9001", "nej.tak@forening.example", MailStopScope.Reminders, MailStopCause.Receiver, "Modtageren har trykket på »Stop påmindelser« i en mail.", "", now));
        db.Outbox.Add(OutgoingMail.From(new AnyLetter("STATUS_REMINDER", Recipient.Create(contact.ContactName, contact.ContactEmail), "Husk statusmødet fredag 6. marts kl. 16.00") { For = LetterUse.Reminder }, now));
        db.Outbox.Add(OutgoingMail.From(new AnyLetter("PROPOSAL", Recipient.Create("Amina Yusuf", Reader), "Vil I mødes med klubben?"), now));

        var refused = OutgoingMail.From(new AnyLetter("PROPOSAL", Recipient.Create("Bo Bech", "gammel.adresse@forening.example"), "Vil I mødes med skolen?"), now);
        refused.Record(Delivery.Permanent("550 5.1.1 <gammel.adresse@forening.example>: Recipient address rejected: User unknown in virtual mailbox table"), now);
        db.Outbox.Add(refused);
        return await db.SaveChangesAsync();
    });

    private sealed record AnyLetter(string Code, Recipient Receiver, string Title) : Letter(Receiver)
    {
        public override string Kind => Code;
        public override string Subject => Title;
        public override LetterUse Use => For;
        public override string? MunicipalityCode => "9001";
        public override string Text => "Hej Amina\n\nVi tænkte på jer.\n\nMødet er i beboerhuset. Tag gerne en mere med.\n\n[Se forslaget](/forslag)\n\nVenlig hilsen\nMona Lund";

        public LetterUse For { get; init; }
    }
}
