namespace Kem.Match.Web.Mailing;

/// <summary>The way out of the house: a mail server, or a folder while we develop.</summary>
public interface IMailTransport
{
    /// <summary>
    /// Makes one attempt. Trouble with the server or the line is an outcome, not an exception, so that the
    /// caller can record it.
    /// </summary>
    Task<Delivery> SendAsync(PreparedMail mail, CancellationToken cancellationToken);

    /// <summary>There is nothing more to send for now.</summary>
    Task RestAsync() => Task.CompletedTask;
}
