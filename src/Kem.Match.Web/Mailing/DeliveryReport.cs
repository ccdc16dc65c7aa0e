using System.Text.RegularExpressions;

namespace Kem.Match.Web.Mailing;

/// <summary>What a mail server writes when it could not deliver a mail after all (RFC 3464).</summary>
/// <param name="ReturnedTo">The addresses that the report itself was sent to.</param>
/// <param name="MessageId">The Message-ID of the mail that came back; empty when the report does not show it.</param>
/// <param name="Recipients">Whom the mail could not reach, as it was written and as it was forwarded.</param>
/// <param name="IsFinal">The server has given up; otherwise it only tells that it takes time.</param>
/// <param name="Status">Such as 5.1.1.</param>
/// <param name="Words">What the receiver's server said.</param>
public sealed partial record DeliveryReport(
    IReadOnlyList<string> ReturnedTo, string MessageId, IReadOnlyList<string> Recipients, bool IsFinal, string Status, string Words)
{
    private static readonly string[] EnvelopeHeaders = ["To", "Delivered-To", "X-Original-To", "Envelope-To"];
    private static readonly string[] RecipientFields = ["Original-Recipient", "Final-Recipient"];

    /// <summary>The report in a mail; null when the mail is something else, such as a holiday reply.</summary>
    public static DeliveryReport? Read(string source)
    {
        var mail = MimePart.Parse(source);
        if (mail.MediaType != "multipart/report") return null;

        var parts = mail.Parts().ToList();
        if (parts.FirstOrDefault(part => part.MediaType == "message/delivery-status") is not { } status) return null;

        // The first group tells of the report itself, each of the others of one recipient. Ours have one recipient each.
        var groups = status.Content().Trim('\n').Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(group => MimePart.Parse(group + "\n\n"));
        if (groups.FirstOrDefault(group => group.Headers.ContainsKey("Final-Recipient")) is not { } recipient) return null;

        var returned = parts.FirstOrDefault(part => part.MediaType is "message/rfc822" or "text/rfc822-headers" or "message/rfc822-headers");
        var code = recipient.Header("Status");

        return new DeliveryReport(
            [.. EnvelopeHeaders.Select(mail.Header).SelectMany(header => Address().Matches(header).Select(match => match.Value))],
            returned is null ? "" : MimePart.Parse(returned.Content()).Header("Message-ID"),
            [.. RecipientFields.Select(recipient.Header).SelectMany(header => Address().Matches(header).Select(match => match.Value))],
            recipient.Header("Action").Equals("failed", StringComparison.OrdinalIgnoreCase) && code.StartsWith('5'),
            code,
            MailText.OneLine(recipient.Header("Diagnostic-Code") is { Length: > 0 } said ? $"{code} {said}" : code));
    }

    /// <summary>
    /// Does the server say that nobody can be reached at the address, and not only that this mail was unwelcome or the mailbox
    /// full? Decided by the status (RFC 3463), or by the plain code when there is none.
    /// </summary>
    public static bool MeansDeadAddress(string said) =>
        StatusCode().Match(said) is { Success: true } status
            ? status.Groups["detail"].Value is "1.0" or "1.1" or "1.2" or "1.3" or "1.6" or "1.10" or "2.1" or "4.1" or "4.4"
            : PlainRefusal().IsMatch(said);

    [GeneratedRegex(@"[^\s<>;,:""]+@[^\s<>;,:""]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\b5\.(?<detail>\d{1,3}\.\d{1,3})\b", RegexOptions.ExplicitCapture)]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"\A(550|551|553)\b")]
    private static partial Regex PlainRefusal();
}
