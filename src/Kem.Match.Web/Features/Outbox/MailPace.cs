namespace Kem.Match.Web.Features.Outbox;

/// <summary>Spreads the mails of one server evenly, when the mail provider takes only so many in a minute.</summary>
public sealed class MailPace(OutboxSettings settings, TimeProvider clock)
{
    private readonly Lock gate = new();
    private DateTimeOffset next;

    /// <summary>Waits for this mail's turn; false when told to stop first.</summary>
    public async Task<bool> TurnAsync(CancellationToken cancellationToken)
    {
        if (settings.PerMinute is not { } perMinute) return !cancellationToken.IsCancellationRequested;

        try
        {
            await Task.Delay(WaitFor(perMinute), clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private TimeSpan WaitFor(int perMinute)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var turn = next > now ? next : now;
            next = turn + TimeSpan.FromMinutes(1.0 / perMinute);
            return turn - now;
        }
    }
}
