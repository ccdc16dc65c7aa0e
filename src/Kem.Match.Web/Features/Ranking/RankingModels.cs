using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kem.Match.Engine;
using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>A ranking that can be asked.</summary>
/// <param name="Model">What it ranks by.</param>
/// <param name="Ranker">Ranks with the model.</param>
/// <param name="Version">The hash of the model's file, or of the hand-set points.</param>
/// <param name="RunId">The training that made it; null is the hand-set ranking.</param>
public sealed record RankingInUse(IRankingModel Model, PartnerRanker Ranker, string Version, Guid? RunId);

/// <summary>The rankings there are: the hand-set one, and those that were learned.</summary>
public sealed class RankingModels(EngineData data, ILearnedModels learned)
{
    public RankingInUse HandSet { get; } = Of(data, new LearnedRanking(new Prior(data.Weights), MutualCalibration.BeforeFeedback), VersionOfHandSet(data), runId: null);

    /// <summary>Null when the file is not the one that was stored.</summary>
    /// <exception cref="InterchangeException">The file is broken, or was made for other signals or to correct other points.</exception>
    public RankingInUse? Read(Guid runId, byte[] file, string hash) =>
        HashOf(file) == hash ? Of(data, learned.Read(file), hash, runId) : null;

    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Whoever changes a weight has another ranking, and lists shown before and after are told apart.</summary>
    public static string VersionOfHandSet(EngineData data) => HashOf(Encoding.UTF8.GetBytes(string.Join(
        ' ', SignalTable.All.Select(signal => $"{signal.Code} {data.Weights.PointsOf(signal.Code).ToString("R", CultureInfo.InvariantCulture)}"))));

    private static RankingInUse Of(EngineData data, LearnedRanking ranking, string version, Guid? runId) =>
        new(ranking.Model, new PartnerRanker(data, ranking.Model, ranking.Calibration), version, runId);
}
