namespace Kem.Match.Web.Mailing;

/// <summary>How an attempt to send can end.</summary>
public enum DeliveryKind
{
    /// <summary>The mail server has taken the mail over.</summary>
    Accepted,

    /// <summary>Not now; later may go well.</summary>
    Temporary,

    /// <summary>The mail server cannot be reached or takes nothing now. Every mail will meet the same.</summary>
    Unreachable,

    /// <summary>Never to this address or with this content.</summary>
    Permanent,

    /// <summary>The line was lost before the server's answer came: the mail may have been accepted.</summary>
    Uncertain,

    /// <summary>Our own settings are wrong, such as password or certificate. Every mail will meet the same.</summary>
    Configuration,

    /// <summary>The mail itself cannot be written; nothing was sent.</summary>
    Unwritable,
}

/// <summary>The outcome of one attempt to send one mail.</summary>
public sealed record Delivery
{
    private Delivery(DeliveryKind kind, string answer) => (Kind, Answer) = (kind, answer);

    public DeliveryKind Kind { get; }

    /// <summary>What the server or the line said.</summary>
    public string Answer { get; }

    /// <summary>Whatever is sent next will meet the same, so there is no point in going on now.</summary>
    public bool MeetsAll => Kind is DeliveryKind.Unreachable or DeliveryKind.Configuration;

    public static Delivery Accepted { get; } = AcceptedWith("");

    public static Delivery AcceptedWith(string answer) => new(DeliveryKind.Accepted, answer);

    public static Delivery Temporary(string error) => new(DeliveryKind.Temporary, error);

    public static Delivery Unreachable(string error) => new(DeliveryKind.Unreachable, error);

    public static Delivery Permanent(string error) => new(DeliveryKind.Permanent, error);

    public static Delivery Uncertain(string error) => new(DeliveryKind.Uncertain, error);

    public static Delivery Configuration(string error) => new(DeliveryKind.Configuration, error);

    public static Delivery Unwritable(string error) => new(DeliveryKind.Unwritable, error);
}
