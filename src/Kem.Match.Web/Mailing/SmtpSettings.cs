namespace Kem.Match.Web.Mailing;

public enum SmtpSecurity
{
    None,

    /// <summary>Encrypted when the server offers it, to whatever certificate it shows; otherwise in the open, but never the password.</summary>
    StartTlsIfOffered,

    /// <summary>The connection is encrypted before anything is said; a server that cannot, or shows a wrong certificate, is not used.</summary>
    StartTls,
}

/// <summary>Where the mail server is and how to be let in.</summary>
public sealed record SmtpSettings(string Host, int Port, SmtpSecurity Security)
{
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>For one whole attempt, from connecting to the server's last answer.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many mails go through one connection before a new one is opened.</summary>
    public int MailsPerConnection { get; init; } = 100;
}
