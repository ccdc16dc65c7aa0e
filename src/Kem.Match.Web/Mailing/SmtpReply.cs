namespace Kem.Match.Web.Mailing;

/// <summary>What a mail server answers: a code and words, on one line or several (RFC 5321, 4.2).</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;

    public bool IsTemporary => Code is >= 400 and < 500;

    public string Words => MailText.OneLine($"{Code} {string.Join(' ', Lines)}");

    /// <summary>Does the server's list of what it can do name this?</summary>
    public bool Offers(string ability) => Lines.Any(line => line.Split(' ')[0].Equals(ability, StringComparison.OrdinalIgnoreCase));

    /// <summary>The ways to prove who we are that the server takes.</summary>
    public IEnumerable<string> WaysIn => Lines
        .Where(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase))
        .SelectMany(line => line[5..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(way => way.ToUpperInvariant());
}

/// <summary>The conversation ended before a mail was handed over; <see cref="Outcome"/> says what that means.</summary>
internal sealed class SmtpRefusal(Delivery outcome) : Exception(outcome.Answer)
{
    public Delivery Outcome { get; } = outcome;
}
