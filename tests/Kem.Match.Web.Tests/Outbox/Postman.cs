using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kem.Match.Web.Tests.Outbox;

/// <summary>The mail server as the test wants it; it remembers what it was handed.</summary>
internal sealed class ScriptedServer(Func<PreparedMail, Task<Delivery>> answer) : IMailTransport
{
    private readonly Lock gate = new();
    private readonly List<PreparedMail> handed = [];

    public ScriptedServer() : this(_ => Delivery.Accepted)
    {
    }

    public ScriptedServer(Func<PreparedMail, Delivery> answer) : this(mail => Task.FromResult(answer(mail)))
    {
    }

    public IReadOnlyList<string> Subjects
    {
        get
        {
            lock (gate)
            {
                return [.. handed.Select(mail => mail.Subject)];
            }
        }
    }

    public IReadOnlyList<PreparedMail> Handed => handed;

    public async Task<Delivery> SendAsync(PreparedMail mail, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            handed.Add(mail);
        }

        return await answer(mail);
    }
}

/// <summary>One worker with its own connection to the database, as a node of its own would have.</summary>
internal sealed class Postman(OutboxStore store, IMailTransport transport, TimeProvider clock, int atOnce = 1, int? perMinute = null) : IAsyncDisposable
{
    private static readonly LinkKey Links = new(new byte[32], new Uri("https://kem.example"));

    private static readonly MailLines Lines = new TaxonomyFiles(Path.Combine(AppContext.BaseDirectory, "data", "taxonomy")).ReadMailLines();

    private readonly KemDb db = store.Open();

    private OutboxSettings Settings { get; } = new(Recipient.Create("KEM Match", "kem-match@kem.example"), "kem.example") { AtOnce = atOnce, PerMinute = perMinute };

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var claims = Claims();
        await new OutboxDelivery(claims, transport, new MailLinks(Links, Settings), new MailPace(Settings, clock), Settings, clock, NullLogger<OutboxDelivery>.Instance).RunAsync(cancellationToken);
    }

    public OutboxClaims Claims()
    {
        var relevance = new MailRelevance(db);
        var wishes = new ReceiverWishes(db, Lines, LetterHours.Usual, new PhoneReminders(db, relevance, clock));
        var writing = new MailWriting(db, NullLogger<MailWriting>.Instance);
        return new(db, relevance, wishes, writing, new FirstMailNotice(db, writing, Links), new MailStops(db, clock), Settings, clock);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();
}
