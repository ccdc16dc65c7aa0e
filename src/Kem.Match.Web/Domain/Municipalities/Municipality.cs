namespace Kem.Match.Web.Domain.Municipalities;

/// <summary>A municipality (kommune) that uses the service. Everything else belongs to exactly one.</summary>
public sealed class Municipality(string code, string name, string officialName, string phone, string email)
{
    /// <summary>The official four-digit code; names change, codes do not.</summary>
    public string Code { get; private set; } = code;

    /// <summary>"Hillerød".</summary>
    public string Name { get; private set; } = name;

    /// <summary>"Hillerød Kommune".</summary>
    public string OfficialName { get; private set; } = officialName;

    /// <summary>A number where a human being answers; shown on every page and in every mail.</summary>
    public string Phone { get; private set; } = phone;

    public string Email { get; private set; } = email;
}
