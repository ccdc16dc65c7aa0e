using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Ranking;
using Kem.Match.Web.Domain.Ranking;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>Makes models from what people chose, and keeps them as files.</summary>
public interface ILearnedModels
{
    IRankingTrainer Trainer { get; }

    /// <param name="model">A model that <see cref="Trainer"/> made.</param>
    /// <param name="window">What it learned from.</param>
    /// <param name="figures">How it was found to rank; null when it was not tried.</param>
    byte[] Write(IRankingModel model, TrainingWindow window, RankingFigures? figures);

    /// <exception cref="InterchangeException">The file is broken, or was made for other signals.</exception>
    IRankingModel Read(byte[] file);
}
