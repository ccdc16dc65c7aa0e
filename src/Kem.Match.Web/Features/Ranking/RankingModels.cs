using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kem.Match.Engine;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>The kinds of ranking the site knows: the hand-set one, and those that were learned.</summary>
public sealed class RankingModels(EngineData data)
{
    public RankingInUse HandSet { get; } = new(new PartnerRanker(data), VersionOf(data), RunId: null);

    /// <exception cref="InterchangeException">The file is broken or was made for other signals.</exception>
    public PartnerRanker Read(byte[] file) => throw new InterchangeException("model", 1, "format", $"{file.Length} bytes");

    // Whoever changes a weight has another ranking, and lists shown before and after are told apart.
    private static string VersionOf(EngineData data) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(' ', SignalTable.All.Select(signal => $"{signal.Code} {data.Weights.PointsOf(signal.Code).ToString("R", CultureInfo.InvariantCulture)}")))));
}
