using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Ranking;
using Kem.Match.Web.Domain.Ranking;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>Models of boosted trees on top of the hand-set ranking.</summary>
public sealed class TreeModels : ILearnedModels
{
    public IRankingTrainer Trainer => throw new NotSupportedException();

    public byte[] Write(IRankingModel model, TrainingWindow window, RankingFigures? figures) => throw new NotSupportedException();

    public IRankingModel Read(byte[] file) => throw new InterchangeException("model", 1, "format", "is not known");
}
