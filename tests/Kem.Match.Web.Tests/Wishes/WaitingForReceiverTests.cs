using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Wishes;

/// <summary>What becomes of a mail whose receiver wants it otherwise.</summary>
public sealed class WaitingForReceiverTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task At_night_it_waits_without_losing_an_attempt_and_leaves_in_the_morning()
    {
        app.Clock.Now = DanishTime.At(new(2026, 3, 3), new(22, 0));
        var mail = await WriteAsync(new WishedLetter("PROPOSAL"));

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal((OutgoingMailState.Waiting, MailHold.OpenHours, 0), await SeenAsync(mail));
        Assert.Equal(DanishTime.At(new(2026, 3, 4), new(8, 0)), await DueAsync(mail));

        app.Clock.Now = DanishTime.At(new(2026, 3, 4), new(8, 0));
        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(mail)).State);
    }

    [Fact]
    public async Task What_somebody_has_just_asked_for_is_sent_at_once()
    {
        app.Clock.Now = DanishTime.At(new(2026, 3, 3), new(22, 0));
        await WishAsync(new MailSettings { PauseUntil = new(2026, 4, 1) });
        var mail = await WriteAsync(new WishedLetter("ANSWER_RECEIPT"));

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(mail)).State);
    }

    [Fact]
    public async Task In_a_pause_a_proposal_waits_longer_than_a_mail_is_usually_tried()
    {
        await WishAsync(new MailSettings { PauseUntil = new(2026, 3, 22) });
        var proposal = await WriteAsync(new WishedLetter("PROPOSAL"));
        var reminder = await WriteAsync(new WishedLetter("STATUS_REMINDER") { Until = DanishTime.At(new(2026, 3, 5), new(17, 0)), For = LetterUse.Reminder });
        var toSign = await WriteAsync(new WishedLetter("SIGN_REQUEST"));

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal((OutgoingMailState.Waiting, MailHold.PauseEnd, 0), await SeenAsync(proposal));
        Assert.Equal((OutgoingMailState.Suppressed, MailReason.Paused), await EndAsync(reminder));
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(toSign)).State);

        app.Clock.Now = DanishTime.At(new(2026, 3, 23), new(8, 0));
        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(proposal)).State);
    }

    [Fact]
    public async Task A_line_that_is_turned_off_is_kept_back_with_its_name()
    {
        await WishAsync(Chosen(MailLine.Reminders, MailChoice.Never));
        var mail = await WriteAsync(new WishedLetter("STATUS_REMINDER") { For = LetterUse.Reminder });

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal((OutgoingMailState.Suppressed, MailReason.NotWanted), await EndAsync(mail));
        Assert.Contains("»Påmindelser«", await app.As(Person.Birgit).GetStringAsync(new Uri($"/administration/udbakke/{mail}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wishes_of_one_municipality_are_not_those_of_another()
    {
        await WishAsync(Chosen(MailLine.Reminders, MailChoice.Never), Places.Roskilde);
        var mail = await WriteAsync(new WishedLetter("STATUS_REMINDER") { For = LetterUse.Reminder });

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(mail)).State);
    }

    [Fact]
    public async Task Somebody_in_two_roles_gets_the_same_words_once_and_other_words_as_well()
    {
        var about = Guid.CreateVersion7();
        var first = await WriteAsync(new WishedLetter("STATUS_INVITE") { Matter = about, Link = "/m/1" });
        var second = await WriteAsync(new WishedLetter("STATUS_INVITE") { Matter = about, Link = "/m/2", At = "MEDLEM@forening.example" });
        var other = await WriteAsync(new WishedLetter("STATUS_INVITE") { Matter = about, Says = "I har nye opgaver." });

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(other)).State);
        Assert.Equal(
            [OutgoingMailState.Sent, OutgoingMailState.Suppressed],
            new[] { (await SeenAsync(first)).State, (await SeenAsync(second)).State }.Order());
        Assert.Equal(1, await app.WithDb(db => db.Outbox.CountAsync(m => m.Reason == MailReason.SameWords)));
    }

    [Fact]
    public async Task Who_would_rather_be_called_becomes_a_call_with_something_to_say()
    {
        var contact = await app.WithDb(db => db.Organisations.AsNoTracking().Where(o => o.Id == Catalogue.WomenAssociation).Select(o => new { o.ContactEmail, o.ContactPhone }).SingleAsync());
        Assert.NotEmpty(contact.ContactPhone);
        await WishAsync(new MailSettings { ByPhone = true }, address: contact.ContactEmail);
        var reminder = await WriteAsync(new WishedLetter("STATUS_REMINDER") { For = LetterUse.Reminder, At = contact.ContactEmail });
        var invitation = await WriteAsync(new WishedLetter("STATUS_INVITE") { At = contact.ContactEmail });

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal((OutgoingMailState.Suppressed, MailReason.ByPhone), await EndAsync(reminder));
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(invitation)).State);

        var list = await app.As(Person.Birgit).GetStringAsync(new Uri("/forslag/opkald", UriKind.Relative));
        Assert.Contains("Noget, du skal vide.", list, StringComparison.Ordinal);
        Assert.Contains("Spørg: Kan du komme?", list, StringComparison.Ordinal);
        Assert.Contains(contact.ContactPhone, list, StringComparison.Ordinal);
        Assert.Contains("Se, hvad du kan sige", await app.As(Person.Birgit).GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.As(Person.Carsten).GetAsync(new Uri($"/administration/udbakke/{reminder}", UriKind.Relative))).StatusCode);

        var call = await app.WithDb(db => db.PhoneReminders.Select(c => c.Id).SingleAsync());
        await app.SubmitAsync(Person.Birgit, "/forslag/opkald", action: $"/forslag/opkald/{call}/igen");
        Assert.DoesNotContain("Spørg: Kan du komme?", await app.As(Person.Birgit).GetStringAsync(new Uri("/forslag/opkald", UriKind.Relative)), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.SubmitAsync(Person.Birgit, "/forslag/opkald", action: $"/forslag/opkald/{call}/ringet");
        Assert.Equal(("Birgit", 2), await app.WithDb(db => db.PhoneReminders.Select(c => ValueTuple.Create(c.DoneBy, c.Tries)).SingleAsync()));
    }

    [Fact]
    public async Task Without_a_number_it_stays_a_mail()
    {
        await WishAsync(new MailSettings { ByPhone = true });
        var mail = await WriteAsync(new WishedLetter("STATUS_REMINDER") { For = LetterUse.Reminder });

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(mail)).State);
    }

    [Fact]
    public async Task A_new_choice_counts_for_what_waits_already()
    {
        await WishAsync(new MailSettings { PauseUntil = new(2026, 3, 22) });
        var mail = await WriteAsync(new WishedLetter("PROPOSAL"));
        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(MailHold.PauseEnd, (await SeenAsync(mail)).Hold);

        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<WishChanges>().SaveAsync(Places.Hillerød, WishedLetter.Address, new MailSettings(), CancellationToken.None);
        }

        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(OutgoingMailState.Sent, (await SeenAsync(mail)).State);
    }

    private static MailSettings Chosen(string line, MailChoice choice) => new() { Choices = new Dictionary<string, MailChoice> { [line] = choice } };

    private Task<int> WishAsync(MailSettings settings, string town = Places.Hillerød, string address = WishedLetter.Address) => app.WithDb(db =>
    {
        db.MailWishes.Add(new MailWishes(town, MailStop.Normalise(address), settings, app.Clock.GetUtcNow()));
        return db.SaveChangesAsync();
    });

    private Task<Guid> WriteAsync(Letter letter) => app.WithDb(async db =>
    {
        var mail = OutgoingMail.From(letter, app.Clock.GetUtcNow());
        db.Outbox.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    });

    private Task<(OutgoingMailState State, MailHold? Hold, int Attempts)> SeenAsync(Guid id) =>
        app.WithDb(async db => await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id) is var mail ? (mail.State, mail.Hold, mail.Attempts) : default);

    private Task<(OutgoingMailState State, MailReason? Reason)> EndAsync(Guid id) =>
        app.WithDb(async db => await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id) is var mail ? (mail.State, mail.Reason) : default);

    private Task<DateTimeOffset> DueAsync(Guid id) => app.WithDb(db => db.Outbox.Where(m => m.Id == id).Select(m => m.DueAt).SingleAsync());
}

/// <summary>A letter of any kind to a member of an association.</summary>
internal sealed record WishedLetter(string Code) : Letter(Recipient.Create("Amina Yusuf", Address))
{
    public const string Address = "medlem@forening.example";

    public override string Kind => Code;
    public override string Subject => Title;
    public override string Text => $"Hej Amina\n\n{Says}\n\n[Se mere]({Link})\n\nVenlig hilsen\nMona";
    public override string? MunicipalityCode => Places.Hillerød;
    public override LetterUse Use => For;
    public override DateTimeOffset? UselessAfter => Until;
    public override (string Type, Guid Id)? About => Matter is { } id ? ("Thing", id) : null;

    public string Title { get; init; } = "Et brev";
    public string Says { get; init; } = "Noget, du skal vide.";
    public string Link { get; init; } = "/aftaler/1";
    public LetterUse For { get; init; }
    public DateTimeOffset? Until { get; init; }
    public Guid? Matter { get; init; }

    /// <summary>Another address.</summary>
    public string At { init => To = Recipient.Create("Amina Yusuf", value); }
}
