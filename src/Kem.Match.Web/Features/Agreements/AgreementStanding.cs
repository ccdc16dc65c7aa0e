using Kem.Match.Web.Domain.Agreements;

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
        AgreementState.Draft => new("new", "Kladde", AgreementGroup.Draft),
        AgreementState.OutForSignature => new("turn", "Venter på underskrift", AgreementGroup.OutForSignature),
        AgreementState.Declined => new("late", "Ikke underskrevet", AgreementGroup.Over),
        _ when agreement.HasEndedOn(today) => new("pause", "Afsluttet", AgreementGroup.Over),
        _ => Of(agreement.HealthOn(today)),
    };

    private static AgreementStanding Of(AgreementHealth health) => health switch
    {
        AgreementHealth.New => new("new", "Ny", AgreementGroup.Running),
        AgreementHealth.OnTime => new("ok", "Til tiden", AgreementGroup.Running),
        AgreementHealth.Late => new("late", "Forsinket", AgreementGroup.Behind),
        AgreementHealth.Stalled => new("stop", "Gået i stå", AgreementGroup.Behind),
    };
}
