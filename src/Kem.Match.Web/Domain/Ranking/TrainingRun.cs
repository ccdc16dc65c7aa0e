namespace Kem.Match.Web.Domain.Ranking;

public enum TrainingState
{
    /// <summary>A server is at it.</summary>
    Running,

    /// <summary>The new model was better and took over (taget i brug).</summary>
    Promoted,

    /// <summary>The new model was kept but not used (ikke taget i brug).</summary>
    Rejected,

    /// <summary>There are too few answers to learn from (for få svar).</summary>
    TooFew,

    /// <summary>It broke off; the model in use was not touched (mislykket).</summary>
    Failed,
}

/// <summary>
/// One attempt to learn from what people chose (træning), with the model that came of it and the figures that decided
/// whether it took over. Its key is unique, so that two servers which begin at the same moment train once.
/// </summary>
public sealed class TrainingRun(string key, DateTimeOffset startedAt)
{
    /// <summary>A run that has not ended after this long was cut off with its server.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(30);

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>What the run is for: the day, or the minute in which somebody asked for it.</summary>
    public string Key { get; private set; } = key;

    public DateTimeOffset StartedAt { get; private set; } = startedAt;
    public DateTimeOffset? EndedAt { get; private set; }
    public TrainingState State { get; private set; }

    /// <summary>Answers that were known: partners of shown lists that something was done with.</summary>
    public int Answers { get; private set; }

    /// <summary>What the model learned from; null when nothing was trained.</summary>
    public TrainingWindow? Window { get; private set; }

    /// <summary>What it was tried on, and had not seen; null when nothing could be tried.</summary>
    public TrainingWindow? Trial { get; private set; }

    /// <summary>How the new model ranked what it was tried on.</summary>
    public RankingFigures? Figures { get; private set; }

    /// <summary>How the model in use at the time ranked the same.</summary>
    public RankingFigures? CurrentFigures { get; private set; }

    /// <summary>Why it took over or not, in Danish.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The model file as it can be downloaded; empty when nothing was trained.</summary>
    public byte[] File { get; private set; } = [];

    /// <summary>SHA-256 of the file in hexadecimal; a file that does not match it is never used.</summary>
    public string FileHash { get; private set; } = "";

    public bool WasCutOffBy(DateTimeOffset now) => State == TrainingState.Running && StartedAt + LongestRun < now;

    /// <summary>Another server takes over a run that was cut off.</summary>
    public void StartOver(DateTimeOffset at)
    {
        if (!WasCutOffBy(at)) throw new InvalidOperationException($"Training {Key} is {State} since {StartedAt}.");

        StartedAt = at;
    }

    public void Learned(int answers, TrainingWindow? window, byte[] file, string fileHash) =>
        (Answers, Window, File, FileHash) = (answers, window, file, fileHash);

    public void Tried(TrainingWindow trial, RankingFigures figures, RankingFigures currentFigures) =>
        (Trial, Figures, CurrentFigures) = (trial, figures, currentFigures);

    public void End(TrainingState state, string reason, DateTimeOffset at) => (State, Reason, EndedAt) = (state, reason, at);
}

/// <summary>A stretch of time and what it holds: different needs, lists that were shown, and answers to them.</summary>
public sealed record TrainingWindow(DateOnly From, DateOnly To, int Needs, int Lists, int Answers);

/// <summary>How a model ranked the lists it was tried on.</summary>
/// <param name="Ndcg5">NDCG@5, 0 to 1: how high the chosen ones stand among the first five.</param>
/// <param name="Mrr">Mean reciprocal rank, 0 to 1: how high the first chosen one stands.</param>
/// <param name="ExposureGini">0 when all partners are seen equally much, towards 1 when one is seen always.</param>
public sealed record RankingFigures(double Ndcg5, double Mrr, double ExposureGini);
