namespace Kem.Match.Web.Features.Reminders.Simulation;

/// <summary>What became of every reminder that the judge says was due.</summary>
/// <param name="Due">Reminders whose time came.</param>
/// <param name="Sent">Of these, accepted by the mail server.</param>
/// <param name="Suppressed">Not sent, and the ledger says why.</param>
/// <param name="Failed">Refused for good, and shown as such.</param>
/// <param name="Waiting">Written or postponed, and on the way when the simulation ended.</param>
/// <param name="Lost">None of these: nobody knows of it.</param>
/// <param name="Doubled">Accepted without being due, or once more under another Message-ID.</param>
/// <param name="WrongHour">Accepted before they were due, in the night, on a Sunday or a holiday.</param>
/// <param name="Copies">Extra copies under the same Message-ID, after an attempt that ended without an answer.</param>
/// <param name="Mails">All mails accepted, of whatever kind.</param>
/// <param name="Restarts">How many times the service was away.</param>
public sealed record SimulationSums(int Due, int Sent, int Suppressed, int Failed, int Waiting, int Lost, int Doubled, int WrongHour, int Copies, int Mails, int Restarts)
{
    public static SimulationSums None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Every reminder is accounted for.</summary>
    public bool Holds => Lost == 0 && Doubled == 0 && WrongHour == 0 && Due == Sent + Suppressed + Failed + Waiting;

    public static SimulationSums operator +(SimulationSums a, SimulationSums b) => new(
        a.Due + b.Due, a.Sent + b.Sent, a.Suppressed + b.Suppressed, a.Failed + b.Failed, a.Waiting + b.Waiting, a.Lost + b.Lost, a.Doubled + b.Doubled,
        a.WrongHour + b.WrongHour, a.Copies + b.Copies, a.Mails + b.Mails, a.Restarts + b.Restarts);
}
