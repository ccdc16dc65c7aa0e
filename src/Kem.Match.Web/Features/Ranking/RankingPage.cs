using Kem.Match.Web.Domain.Ranking;

namespace Kem.Match.Web.Features.Ranking;

public sealed class RankingPage
{
    /// <summary>The training that made the model in use; null is the hand-set ranking.</summary>
    public required TrainedModel? InUse { get; init; }

    /// <summary>From when; null when the hand-set ranking has been in use from the start.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>A model that was chosen but cannot be read, so that another one is used in its place.</summary>
    public required Guid? PassedOver { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<TrainedModel> Runs { get; init; }

    /// <summary>What has happened to those who were suggested, and how often.</summary>
    public required IReadOnlyList<(OutcomeKind Kind, int Count)> Outcomes { get; init; }

    /// <summary>Lists that have been shown.</summary>
    public required int ShownLists { get; init; }

    /// <summary>Answers that there must be before anything is learned.</summary>
    public required int AnswersNeeded { get; init; }

    public TrainedModel? Running => Runs.FirstOrDefault(run => run.State == TrainingState.Running);

    /// <summary>The newest training that ended.</summary>
    public TrainedModel? Latest => Runs.FirstOrDefault(run => run.State != TrainingState.Running);

    public bool IsInUse(TrainedModel run) => run.Id == InUse?.Id;
}

/// <summary>A <see cref="TrainingRun"/> without its file.</summary>
public sealed record TrainedModel(
    Guid Id,
    DateTimeOffset StartedAt,
    TrainingState State,
    int Answers,
    TrainingWindow? Window,
    TrainingWindow? Trial,
    RankingFigures? Figures,
    RankingFigures? CurrentFigures,
    string Reason,
    bool HasFile);

/// <summary>One model, and whether somebody is sure that it should be used.</summary>
/// <param name="Model">Null is the hand-set ranking.</param>
/// <param name="Address">Where the answer goes.</param>
public sealed record ModelChoicePage(TrainedModel? Model, string Address);
