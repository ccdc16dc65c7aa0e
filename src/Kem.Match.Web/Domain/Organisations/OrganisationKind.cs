namespace Kem.Match.Web.Domain.Organisations;

public enum OrganisationKind
{
    /// <summary>Forening, gruppe eller netværk.</summary>
    Association,

    /// <summary>Virksomhed.</summary>
    Company,

    /// <summary>Kommunal forvaltning, skole, klub eller anden institution.</summary>
    MunicipalUnit,
}

/// <summary>How a contact person wants to be reached.</summary>
public enum Channel
{
    Email,

    /// <summary>A proposal becomes a call, and the coordinator records the answer.</summary>
    Phone,
}
