using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Reminders.Simulation;

/// <summary>A mail server inside the program: it writes down what it accepts before it answers, and has its bad days.</summary>
internal sealed class SimulatedPost(Random random, TimeProvider clock) : IMailTransport
{
    private const double Uncertain = 0.002;
    private const double Busy = 0.004;
    private const double Refused = 0.0005;

    private readonly Lock gate = new();
    private readonly List<(string MessageId, string To, DateTimeOffset At)> accepted = [];

    public Task<Delivery> SendAsync(PreparedMail mail, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var luck = random.NextDouble();

            if (luck < Busy) return Task.FromResult(Delivery.Temporary("451 try later"));
            if (luck < Busy + Refused) return Task.FromResult(Delivery.Permanent("554 5.6.0 no"));

            accepted.Add((mail.MessageId, mail.To.Address, clock.GetUtcNow()));
            return Task.FromResult(luck > 1 - Uncertain ? Delivery.Uncertain("the line was lost after the last dot") : Delivery.AcceptedWith("250 ok"));
        }
    }

    /// <summary>What has been accepted since it was last asked.</summary>
    public IReadOnlyList<(string MessageId, string To, DateTimeOffset At)> Take()
    {
        lock (gate)
        {
            (string, string, DateTimeOffset)[] taken = [.. accepted];
            accepted.Clear();
            return taken;
        }
    }
}
