using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Administration;

/// <param name="State">Only mails in this state are listed; null lists all.</param>
/// <param name="Counts">How many mails there are in each state.</param>
/// <param name="Mails">The newest first.</param>
public sealed record OutboxPage(OutgoingMailState? State, IReadOnlyDictionary<OutgoingMailState, int> Counts, IReadOnlyList<EnvelopeRow> Mails)
{
    public int CountOf(OutgoingMailState? state) => state is { } one ? Counts.GetValueOrDefault(one) : Counts.Values.Sum();
}

public sealed record EnvelopeRow(
    Guid Id,
    string ToName,
    string ToAddress,
    string Subject,
    OutgoingMailState State,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? SentAt,
    string? LastError,
    string? SuppressedReason);
