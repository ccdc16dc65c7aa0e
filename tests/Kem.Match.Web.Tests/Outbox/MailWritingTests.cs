using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Outbox;

/// <summary>A mail gets its words in the moment it goes out.</summary>
public sealed class MailWritingTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task In_the_language_of_the_receiver_with_the_Danish_below()
    {
        await SpeakAsync(Catalogue.WomenAssociation, "en");

        var mail = await SendAsync("Amina@KEM.example");

        Assert.Equal(("en", "Is your profile still right?"), (mail.Language, mail.Subject));
        Assert.StartsWith("[[en ltr]]\n\nHello Amina\n\nIt is a year since you looked at the profile of Kvinder på Tværs.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("\n\n[[da ltr]]\n\nPå dansk:\n\nHej Amina\n\nDet er et år siden", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("telefon 55 10 10 10", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Danish_to_everybody_else()
    {
        await SpeakAsync(Catalogue.WomenAssociation, "en");

        Assert.Equal(("da", "Passer jeres profil stadig?"), await SendAsync("gert@kem.example") is var mail ? (mail.Language, mail.Subject) : default);
    }

    [Fact]
    public async Task In_the_words_of_the_municipality_and_in_those_of_the_product_again_after_a_reset()
    {
        await ChangeAsync(Places.Hillerød, 1, "Kig forbi jeres profil", "Kære {recipientName}\n\n[Kig her]({link})");
        await ChangeAsync(Places.Roskilde, 1, "Roskildes emne", "[Se]({link})");
        var own = await SendAsync("amina@kem.example");

        await ChangeAsync(Places.Hillerød, 2, null, null);
        var reset = await SendAsync("amina@kem.example");

        Assert.Equal(("Kig forbi jeres profil", "Kære Amina\n\n[Kig her](/vores-profil)"), (own.Subject, own.Text));
        Assert.Equal("Passer jeres profil stadig?", reset.Subject);
    }

    [Fact]
    public async Task A_wording_that_no_longer_fits_loses_no_mail()
    {
        await ChangeAsync(Places.Hillerød, 1, "{forgotten}", "[Se]({link})");

        var mail = await SendAsync("amina@kem.example");

        Assert.Equal((OutgoingMailState.Sent, "Passer jeres profil stadig?"), (mail.State, mail.Subject));
    }

    [Fact]
    public async Task What_went_out_is_what_is_kept_and_what_is_sent_again()
    {
        await SpeakAsync(Catalogue.WomenAssociation, "en");
        var mail = await SendAsync("amina@kem.example");
        await ChangeAsync(Places.Hillerød, 1, "Nyt emne", "[Se]({link})");

        var copy = mail.Again(app.Clock.GetUtcNow());

        Assert.Equal((mail.Subject, mail.Text, mail.Language), (copy.Subject, copy.Text, copy.Language));
        Assert.Null(copy.Template);
        mail.EraseLetter(app.Clock.GetUtcNow());
        Assert.Null(mail.Values);
    }

    private Task<int> SpeakAsync(Guid organisation, string language) => app.WithDb(async db =>
    {
        var found = await db.Organisations.SingleAsync(o => o.Id == organisation);
        db.Entry(found).Property(nameof(Organisation.MailLanguage)).CurrentValue = language;
        return await db.SaveChangesAsync();
    });

    private Task<int> ChangeAsync(string municipality, int number, string? subject, string? text) => app.WithDb(db =>
    {
        db.MailWordings.Add(new MailWording(municipality, "PROFILE_STALE", "da", number, subject, text, "Erik", app.Clock.GetUtcNow()));
        return db.SaveChangesAsync();
    });

    private async Task<OutgoingMail> SendAsync(string address)
    {
        var mail = OutgoingMail.From(new StaleProfile(Recipient.Create("Amina", address)), app.Clock.GetUtcNow());
        await app.WithDb(db =>
        {
            db.Outbox.Add(mail);
            return db.SaveChangesAsync();
        });

        await app.RunAsync<OutboxDelivery>();
        return await app.WithDb(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == mail.Id));
    }

    private sealed record StaleProfile(Recipient To) : Letter(To)
    {
        public override string Kind => "PROFILE_STALE";

        public override string? MunicipalityCode => Places.Hillerød;

        public override MailValues Values => new()
        {
            { "recipientName", To.Name },
            { "recipientOrg", "Kvinder på Tværs" },
            { "senderName", "Birgit" },
            { "municipalityName", "Hillerød Kommune" },
            { "municipalityPhone", "55 10 10 10" },
            { "link", "/vores-profil" },
        };
    }
}
