namespace Kem.Match.Web.Features.Shared;

/// <summary>What the header and footer of a page say about who is looking. Empty text means: leave it out.</summary>
public sealed class PageFrame
{
    public string MunicipalityName { get; set; } = "";
    public string MunicipalityPhone { get; set; } = "";

    /// <summary>The person behind the phone number.</summary>
    public string ContactName { get; set; } = "";

    public string UserName { get; set; } = "";
    public string Initials { get; set; } = "";

    /// <summary>"coordinator", "association", "company", "administrator" or "programme-lead"; empty for a visitor.</summary>
    public string Role { get; set; } = "";

    /// <summary>How many things wait for the user; shown beside "I dag".</summary>
    public int WaitingCount { get; set; }

    /// <summary>The megabytes that are left on the disk, when they are too few and the one who looks can do something about it.</summary>
    public long? DiskLeft { get; set; }

    public bool IsDevelopment { get; set; }

    public bool IsSignedIn => Role.Length > 0;
}
