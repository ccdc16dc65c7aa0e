using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Feedback;

/// <summary>What scores mean on either side of a match.</summary>
/// <param name="Asker">From the model's score to the chance that the asker wants the partner.</param>
/// <param name="Partner">From <see cref="PartnerSide"/>'s score to the chance that the partner says yes.</param>
public sealed record MutualCalibration(Calibration Asker, Calibration Partner)
{
    /// <summary>
    /// Even odds at a score that hardly anybody reaches: most of those on a list are not chosen, and of two good partners the
    /// better one stays clearly ahead.
    /// </summary>
    private const double EvenOddsAt = 100;

    /// <summary>
    /// Before there are answers the partner's own wishes only tip the balance between partners that fit about equally well:
    /// even odds at its neutral score, and forty of its hundred points to a logit.
    /// </summary>
    private const double NeutralScore = 50;
    private const double PointsPerLogit = 40;

    public static MutualCalibration BeforeFeedback { get; } =
        new(Calibration.Prior(EvenOddsAt), new Calibration(-NeutralScore / PointsPerLogit, 1 / PointsPerLogit, 0));

    /// <summary>Fitted to what came of the lists, each side by itself; a side with too few answers stays as it was before them.</summary>
    /// <param name="lists">What <see cref="FeedbackLog.Judge"/> made.</param>
    /// <param name="model">The model in use.</param>
    public static MutualCalibration Of(IReadOnlyList<JudgedList> lists, IRankingModel model) => new(
        Calibration.OfAsker(lists, model, Examination.Estimate(lists, model), BeforeFeedback.Asker),
        Calibration.OfPartner(lists, new PartnerSide(), BeforeFeedback.Partner));

    /// <summary>The word for a score: by its chance once there are answers, by the documented thresholds before.</summary>
    /// <param name="score">The model's score.</param>
    /// <param name="best">The highest score on the list.</param>
    /// <param name="weights">The thresholds.</param>
    public FitBand BandOf(double score, double best, PriorWeights weights) => Asker.Outcomes > 0 ? Asker.BandOf(score) : weights.BandOf(score, best);
}
