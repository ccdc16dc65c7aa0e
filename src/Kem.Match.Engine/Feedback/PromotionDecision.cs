namespace Kem.Match.Engine.Feedback;

/// <summary>What came of trying a newly trained model.</summary>
public enum Verdict
{
    /// <summary>It takes over (taget i brug).</summary>
    Promoted,

    /// <summary>What it learned may be chance, or it surely orders worse; kept with its figures (afvist).</summary>
    NotBetter,

    /// <summary>It was better, but fewer partners would be seen (for skæv).</summary>
    LessFair,

    /// <summary>Nothing was trained: too few outcomes (for få udfald).</summary>
    TooLittle,
}

/// <summary>How one model ranked the lists that were held out.</summary>
/// <param name="Ndcg5">NDCG@5, 0 to 1.</param>
/// <param name="Mrr">Mean reciprocal rank of the first of those that came furthest, 0 to 1.</param>
/// <param name="ExposureGini">Gini coefficient of exposure over partners: 0 all equal, towards 1 one has it all.</param>
public sealed record ModelFigures(double Ndcg5, double Mrr, double ExposureGini);

/// <summary>A mean difference, candidate − current, over the requests held out.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Lower end of its 95 % bootstrap interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">Chance of at least this mean if the two were equally good; one-sided sign-flip test.</param>
public sealed record Difference(double Mean, double Low, double High, double PValue);

/// <summary>How far what a new model adds to the current one agrees with what it had not seen.</summary>
/// <param name="Correlation">Correlation, −1 to 1, with how much further partners came than others on their place.</param>
/// <param name="PValue">Chance of at least as much if the new model knew nothing more; one-sided sign-flip test over needs.</param>
public sealed record Foresight(double Correlation, double PValue);

/// <summary>A stretch of time and what it holds.</summary>
/// <param name="From">Day of the first list.</param>
/// <param name="To">Day of the last list.</param>
/// <param name="Requests">Different needs.</param>
/// <param name="Lists">Judged lists.</param>
/// <param name="Outcomes">Partners that something was done with.</param>
public sealed record FeedbackWindow(DateOnly From, DateOnly To, int Requests, int Lists, int Outcomes);

/// <summary>Both models on the same held-out lists.</summary>
/// <param name="HeldOut">What they were compared on. Each list was ranked by a model that had seen only what came before it.</param>
/// <param name="Current">The model in use.</param>
/// <param name="Candidate">The newly trained one.</param>
/// <param name="Foresight">Whether what the candidate adds agrees with what happened.</param>
/// <param name="Ndcg5">Candidate − current.</param>
/// <param name="Mrr">Candidate − current.</param>
public sealed record PromotionFigures(
    FeedbackWindow HeldOut, ModelFigures Current, ModelFigures Candidate, Foresight Foresight, Difference Ndcg5, Difference Mrr);

/// <summary>Whether a newly trained model takes over, and why, for the administrator's page.</summary>
/// <param name="Verdict">What came of it.</param>
/// <param name="Reason">One or two sentences with the figures that decided.</param>
/// <param name="Training">What the candidate learned from; null when there was nothing.</param>
/// <param name="Figures">Null when too little was known to compare.</param>
public sealed record PromotionDecision(Verdict Verdict, Wording Reason, FeedbackWindow? Training, PromotionFigures? Figures)
{
    public bool IsPromoted => Verdict == Verdict.Promoted;
}
