using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Outbox.Returns;

/// <summary>
/// Where a mail provider reports what came back. The report is signed: <c>X-Kem-Signature</c> is the HMAC-SHA256, in
/// hexadecimal, of <c>X-Kem-Timestamp</c> (seconds since 1970), a full stop and the body, with the shared secret as key.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ReturnReportsController(MailReturns returns, OutboxSettings settings, TimeProvider clock) : Controller
{
    private const int MostRead = 64 * 1024;
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    [HttpPost("/returmails"), RequestSizeLimit(MostRead)]
    public async Task<IActionResult> Create(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(cancellationToken);

        if (!IsSigned(body) || Read(body) is not { Recipient: { } recipient, Status: { } status } report) return BadRequest();
        if (report.MailId is not { } mail || !status.StartsWith('5')) return NoContent();

        return await returns.TakeAsync(mail, [recipient], MailText.OneLine($"{status} {report.Text}"), cancellationToken) switch
        {
            // Told before: a report that is sent again changes nothing.
            ReturnOutcome.Known => Conflict("already told"),
            _ => NoContent(),
        };
    }

    private bool IsSigned(string body)
    {
        if (settings.ReturnSecret is not { Length: > 0 } secret) return false;

        var (stamp, signature) = (Request.Headers["X-Kem-Timestamp"].ToString(), Request.Headers["X-Kem-Signature"].ToString());
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;

        var age = Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - (double)seconds);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{stamp}.{body}")));

        return age <= Freshness.TotalSeconds && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }

    private static ReturnReport? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<ReturnReport>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record ReturnReport(
        [property: JsonPropertyName("messageId")] string? MessageId,
        [property: JsonPropertyName("recipient")] string? Recipient,
        [property: JsonPropertyName("status")] string? Status,
        [property: JsonPropertyName("text")] string? Text)
    {
        public Guid? MailId => Guid.TryParseExact((MessageId ?? "").Trim('<', '>').Split('@')[0], "N", out var id) ? id : null;
    }
}
