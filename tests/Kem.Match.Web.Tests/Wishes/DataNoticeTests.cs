using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Kem.Match.Web.Tests.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Wishes;

/// <summary>Who was written down by others is told so once, in the first mail that arrives.</summary>
public sealed class DataNoticeTests
{
    private const string Heading = "Sådan bruger vi dine oplysninger";

    private readonly StoppedClock clock = new(KemApp.Morning);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_many_mails_at_the_same_moment_one_carries_it(string kind)
    {
        await using var store = await StoreAsync(kind);
        await store.WriteAsync(12, clock.Now, n => new WishedLetter("PROPOSAL") { Title = $"Brev {n}" });
        var server = new ScriptedServer();

        await using var one = new Postman(store, server, clock, atOnce: 4);
        await using var other = new Postman(store, server, clock, atOnce: 4);
        await Task.WhenAll(one.RunAsync(), other.RunAsync());
        await store.WriteAsync(1, clock.Now, _ => new WishedLetter("PROPOSAL") { Title = "Senere" });
        await one.RunAsync();

        Assert.Equal(13, server.Handed.Count);
        var carrier = Assert.Single(server.Handed, mail => mail.Plain.Contains(Heading, StringComparison.Ordinal));
        Assert.Contains("Hillerød Kommune har skrevet dig ned", carrier.Html, StringComparison.Ordinal);
        Assert.All(server.Handed, mail => Assert.Contains("Vælg, hvilke mails du får", mail.Plain, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_is_refused_gives_it_back_and_one_that_must_wait_leaves_it_to_a_quicker_one()
    {
        await using var store = await StoreAsync(TestDatabase.Sqlite);
        var answers = new Queue<Delivery>([Delivery.Permanent("550 5.7.1 no"), Delivery.Temporary("451 later"), Delivery.Accepted, Delivery.Accepted]);
        var server = new ScriptedServer(_ => answers.Dequeue());
        await using var postman = new Postman(store, server, clock);

        foreach (var title in new[] { "Afvist", "Senere", "Hurtig" })
        {
            await store.WriteAsync(1, clock.Now, _ => new WishedLetter("PROPOSAL") { Title = title });
            await postman.RunAsync();
        }

        clock.Advance(TimeSpan.FromMinutes(2));
        await postman.RunAsync();

        Assert.Equal(
            [("Afvist", true), ("Senere", true), ("Hurtig", true), ("Senere", false)],
            server.Handed.Select(mail => (mail.Subject, mail.Plain.Contains(Heading, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Another_municipality_tells_it_for_itself_and_who_has_an_account_is_not_told()
    {
        await using var store = await StoreAsync(TestDatabase.Sqlite);
        await using (var db = store.Open())
        {
            db.Users.Add(new KemUser { UserName = "birgit@kem.example", NormalizedEmail = "BIRGIT@KEM.EXAMPLE", Email = "birgit@kem.example" });
            await db.SaveChangesAsync();
        }

        var server = new ScriptedServer();
        await store.WriteAsync(1, clock.Now, _ => new WishedLetter("PROPOSAL") { Title = "Amina" });
        await store.WriteAsync(1, clock.Now, _ => new WishedLetter("PROPOSAL") { Title = "Birgit", At = "Birgit@kem.example" });
        await store.WriteAsync(1, clock.Now, _ => new WishedLetter("TEST_MAIL") { Title = "Prøve", At = "dorte@kem.example" });
        await using var postman = new Postman(store, server, clock);
        await postman.RunAsync();

        Assert.Equal(["Amina"], server.Handed.Where(mail => mail.Plain.Contains(Heading, StringComparison.Ordinal)).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task It_is_in_the_language_of_the_receiver_and_in_the_words_of_the_municipality()
    {
        await using var store = await StoreAsync(TestDatabase.Sqlite);
        await using (var db = store.Open())
        {
            db.Organisations.Add(new Organisation(Places.Hillerød, OrganisationKind.Association, new OrganisationDescription
            {
                Name = "Kvindeforeningen", ContactEmail = WishedLetter.Address, MailLanguage = "en",
            }));
            db.MailWordings.Add(new MailWording(Places.Hillerød, "DATA_NOTICE", "da", 1, "Om dit navn", "{whoWroteYou}\n\n[Læs mere]({link})", "Erik", clock.Now));
            await db.SaveChangesAsync();
        }

        var server = new ScriptedServer();
        await store.WriteAsync(1, clock.Now, _ => new WishedLetter("PROPOSAL"));
        await using var postman = new Postman(store, server, clock);
        await postman.RunAsync();

        var text = Assert.Single(server.Handed).Plain;
        Assert.Contains("How we use your details\nWe write this only once.\n\nHillerød Kommune has noted you as a contact for Kvindeforeningen.", text, StringComparison.Ordinal);
        Assert.Contains("På dansk:\n\nOm dit navn\nHillerød Kommune har skrevet dig ned som kontakt for Kvindeforeningen.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Det skriver vi kun denne ene gang", text, StringComparison.Ordinal);
    }

    private static async Task<OutboxStore> StoreAsync(string kind)
    {
        var store = await OutboxStore.CreateAsync(kind);
        await using var db = store.Open();
        db.Municipalities.Add(new Domain.Municipalities.Municipality(Places.Hillerød, "Hillerød", "Hillerød Kommune", "55 10 10 10", "integration@hilleroed.example"));
        await db.SaveChangesAsync();
        return store;
    }
}
