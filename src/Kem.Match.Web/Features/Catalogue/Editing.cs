using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>Who may do what with an organisation that they can see.</summary>
public static class Editing
{
    /// <summary>True for those who speak for the organisation, so that what they write is confirmed.</summary>
    public static bool IsOwn(this Viewer viewer, Organisation organisation) =>
        (viewer.IsPartner || viewer.IsCoordinator) && viewer.OrganisationId == organisation.Id;

    public static bool MayEdit(this Viewer viewer, Organisation organisation) =>
        viewer.IsOwn(organisation) || (viewer.IsCoordinator && viewer.MunicipalityCode == organisation.MunicipalityCode);

    /// <summary>Contact details are for the coordinator who writes and calls, and for the organisation itself.</summary>
    public static bool MaySeeContact(this Viewer viewer, Organisation organisation) => viewer.MayEdit(organisation);

    /// <summary>What an organisation would rather not be asked about is for the coordinator who asks, and for itself.</summary>
    public static bool MaySeeBoundaries(this Viewer viewer, Organisation organisation) => viewer.MayEdit(organisation);
}
