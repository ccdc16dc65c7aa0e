using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>How far a profile can be trusted today. A pause comes first, because then nobody may ask.</summary>
public enum ProfileStatus
{
    Confirmed,
    Unconfirmed,
    Stale,
    Paused,

    /// <summary>Nedlagt: shown only to those who look for it.</summary>
    Retired,
}

public static class ProfileStatuses
{
    public static ProfileStatus StatusOn(this Organisation organisation, DateOnly day) =>
        organisation.IsRetired ? ProfileStatus.Retired
        : organisation.IsPausedOn(day) ? ProfileStatus.Paused
        : !organisation.IsConfirmed ? ProfileStatus.Unconfirmed
        : organisation.IsStaleOn(day) ? ProfileStatus.Stale
        : ProfileStatus.Confirmed;

    /// <summary>The shape of the badge; see <see cref="StateTagHelper"/>.</summary>
    public static string Sign(this ProfileStatus status) => status switch
    {
        ProfileStatus.Confirmed => "ok",
        ProfileStatus.Paused => "pause",
        ProfileStatus.Retired => "stop",
        ProfileStatus.Unconfirmed or ProfileStatus.Stale => "new",
    };

    public static string Words(this ProfileStatus status) => status switch
    {
        ProfileStatus.Confirmed => "Bekræftet",
        ProfileStatus.Unconfirmed => "Ikke bekræftet",
        ProfileStatus.Stale => "Mere end 1 år gammel",
        ProfileStatus.Paused => "Holder pause",
        ProfileStatus.Retired => "Nedlagt",
    };
}
