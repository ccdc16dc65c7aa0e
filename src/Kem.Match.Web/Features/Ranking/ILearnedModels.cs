using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Ranking;
using Kem.Match.Web.Domain.Ranking;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>Makes models from what people chose, and keeps them as files.</summary>
public interface ILearnedModels
{
    IRankingTrainer Trainer { get; }

    /// <param name="model">A model that <see cref="Trainer"/> made.</param>
    /// <param name="lists">What it learned from.</param>
    /// <param name="figures">How it was found to rank; null when it was not tried.</param>
    byte[] Write(IRankingModel model, IReadOnlyList<JudgedList> lists, RankingFigures? figures);

    /// <exception cref="InterchangeException">The file is broken, or was made for other signals or to correct other points.</exception>
    LearnedRanking Read(byte[] file);
}

/// <summary>A model as it is read from its file.</summary>
/// <param name="Model">What it ranks by.</param>
/// <param name="Calibration">What its scores mean on either side of a match.</param>
public sealed record LearnedRanking(IRankingModel Model, MutualCalibration Calibration);
