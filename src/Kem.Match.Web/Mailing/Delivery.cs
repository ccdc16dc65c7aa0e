namespace Kem.Match.Web.Mailing;

/// <summary>How an attempt to send can end.</summary>
public enum DeliveryKind
{
    /// <summary>The mail server has taken the mail over.</summary>
    Accepted,

    /// <summary>Not now; later may go well.</summary>
    Temporary,

    /// <summary>Never to this address or with this content.</summary>
    Permanent,

    /// <summary>The line was lost before the server's answer came: the mail may have been accepted.</summary>
    Uncertain,

    /// <summary>Our own settings are wrong, such as password or certificate. Every mail will meet the same.</summary>
    Configuration,
}

/// <summary>The outcome of one attempt to send one mail.</summary>
public sealed record Delivery
{
    private Delivery(DeliveryKind kind, string error) => (Kind, Error) = (kind, error);

    public DeliveryKind Kind { get; }

    /// <summary>What the server or the line said; empty when the mail was accepted.</summary>
    public string Error { get; }

    public static Delivery Accepted { get; } = new(DeliveryKind.Accepted, "");

    public static Delivery Temporary(string error) => new(DeliveryKind.Temporary, error);

    public static Delivery Permanent(string error) => new(DeliveryKind.Permanent, error);

    public static Delivery Uncertain(string error) => new(DeliveryKind.Uncertain, error);

    public static Delivery Configuration(string error) => new(DeliveryKind.Configuration, error);
}
