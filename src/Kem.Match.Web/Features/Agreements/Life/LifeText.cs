using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>The words for how an agreement lives and ends.</summary>
public static class LifeText
{
    public static string Outcome(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Delivered => "Det blev til det, vi aftalte",
        OutcomeKind.Partly => "Noget af det blev til noget",
        OutcomeKind.NotFeasible => "Det kunne ikke lade sig gøre",
        OutcomeKind.NeverBegan => "Det kom aldrig i gang",
    };

    public static string Delivery(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => "Leveret",
        DeliveryState.Partly => "Delvis",
        DeliveryState.NotYet => "Ikke endnu",
    };

    /// <summary>How it is closed, with the shape that goes with it.</summary>
    public static (string Kind, string Word) Closure(AgreementClosure closure) => closure switch
    {
        AgreementClosure.AwaitingOutcome => ("turn", "Slut, venter på svar"),
        AgreementClosure.DeliveredConfirmed => ("ok", "Gennemført, alle er enige"),
        AgreementClosure.DeliveredOneSide => ("pause", "Gennemført, siger nogle"),
        AgreementClosure.Partly => ("pause", "Delvis gennemført"),
        AgreementClosure.NotFeasible => ("pause", "Kunne ikke lade sig gøre"),
        AgreementClosure.NeverBegan => ("pause", "Kom aldrig i gang"),
        AgreementClosure.Withdrawn => ("pause", "Stoppet af en part"),
        AgreementClosure.LapsedNoContact => ("pause", "Slut uden svar"),
        AgreementClosure.Superseded => ("pause", "Afløst"),
        AgreementClosure.Open => ("ok", "Gælder"),
    };
}
