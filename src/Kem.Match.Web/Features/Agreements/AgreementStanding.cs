using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Agreements.Life;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>The tabs of the list.</summary>
public enum AgreementGroup
{
    Behind,
    OutForSignature,
    Draft,
    Running,
    Over,
}

/// <summary>How an agreement stands, in one Danish word and the shape that goes with it.</summary>
/// <param name="Kind">Kind of <c>k-state</c>.</param>
/// <param name="Word">"Til tiden".</param>
/// <param name="Group">The tab that it belongs under.</param>
public sealed record AgreementStanding(string Kind, string Word, AgreementGroup Group)
{
    public static AgreementStanding Of(CooperationAgreement agreement, DateOnly today) => agreement.State switch
    {
        AgreementState.Draft when agreement.IsOutForComments => new("new", "Til gennemsyn", AgreementGroup.Draft),
        AgreementState.Draft => new("new", "Kladde", AgreementGroup.Draft),
        AgreementState.OutForSignature => new("turn", "Venter på underskrift", AgreementGroup.OutForSignature),
        AgreementState.Declined => new("late", "Ikke underskrevet", AgreementGroup.Over),
        AgreementState.InForce when agreement.PauseOn(today) is not null => new("pause", "På pause", AgreementGroup.Running),
        AgreementState.InForce when agreement.LastDay >= today => InForce(agreement, today),
        AgreementState.InForce or AgreementState.Expired when agreement.ClosureOn(today) is AgreementClosure.Open or AgreementClosure.AwaitingOutcome => new("pause", "Udløbet", AgreementGroup.Over),
        _ => Over(agreement.ClosureOn(today)),
    };

    private static AgreementStanding Over(AgreementClosure closure) =>
        LifeText.Closure(closure) is var (kind, word) && closure == AgreementClosure.AwaitingOutcome ? new("pause", "Afsluttet", AgreementGroup.Over) : new(kind, word, AgreementGroup.Over);

    // What is behind comes before what is soon over.
    private static AgreementStanding InForce(CooperationAgreement agreement, DateOnly today) => Of(agreement.HealthOn(today)) switch
    {
        { Group: AgreementGroup.Running } when agreement.StopsOn is not null => new("turn", "Opsagt", AgreementGroup.Running),
        { Group: AgreementGroup.Running } when agreement.ExpiresSoonOn(today) => new("turn", "Udløber snart", AgreementGroup.Running),
        var standing => standing,
    };

    private static AgreementStanding Of(AgreementHealth health) => health switch
    {
        AgreementHealth.New => new("new", "Ny", AgreementGroup.Running),
        AgreementHealth.OnTime => new("ok", "Til tiden", AgreementGroup.Running),
        AgreementHealth.Late => new("late", "Forsinket", AgreementGroup.Behind),
        AgreementHealth.Stalled => new("stop", "Gået i stå", AgreementGroup.Behind),
    };
}
