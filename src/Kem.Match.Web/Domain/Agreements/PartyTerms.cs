namespace Kem.Match.Web.Domain.Agreements;

/// <summary>The details of what one party puts in and gains, and of how it is reached (partens vilkår).</summary>
public sealed record PartyTerms
{
    public static PartyTerms None { get; } = new();

    /// <summary>The people who do what the party puts in.</summary>
    public string Who { get; init; } = "";

    public string When { get; init; } = "";
    public string HowMuch { get; init; } = "";

    /// <summary>The party's own purpose with the cooperation, and what it gains (udbytte).</summary>
    public string Benefit { get; init; } = "";

    /// <summary>Who to turn to when the contact person cannot be reached (stedfortræder).</summary>
    public string Deputy { get; init; } = "";

    public string Phone { get; init; } = "";
    public bool PrefersPhone { get; init; }

    /// <summary>The number in the central register (CVR-nummer); a group that is just beginning has none.</summary>
    public string Cvr { get; init; } = "";

    public string Address { get; init; } = "";
}
