namespace Kem.Match.Web.Domain.Ranking;

public enum ModelChange
{
    /// <summary>A training found it better than the one before.</summary>
    Promoted,

    /// <summary>An administrator chose it.</summary>
    Chosen,
}

/// <summary>
/// Which model ranks from a point in time on; the latest one counts. Nothing is ever overwritten, so that one can go back
/// to any earlier model and see when each was in use.
/// </summary>
/// <param name="runId">The training that made it; null is the hand-set ranking.</param>
/// <param name="change">How it came into use.</param>
/// <param name="since">From when.</param>
public sealed class ModelInUse(Guid? runId, ModelChange change, DateTimeOffset since)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid? RunId { get; private set; } = runId;
    public ModelChange Change { get; private set; } = change;
    public DateTimeOffset Since { get; private set; } = since;
}
