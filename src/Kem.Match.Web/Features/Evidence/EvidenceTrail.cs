using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Microsoft.AspNetCore.Http;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>
/// Writes down what happens to an agreement. The event is saved by the caller, in the same save as the change itself, so
/// that there is never one without the other. Of two who save at the same moment one gets a <c>DbUpdateException</c>; it
/// clears the change tracker, loads the agreement again and does the same once more.
/// </summary>
public sealed class EvidenceTrail(KemDb db, EvidenceKey key, IHttpContextAccessor requests, TimeProvider clock)
{
    /// <summary>The actor's name when the clock did it.</summary>
    public const string Service = "KEM Match";

    private const int LongestActor = 200;
    private const int LongestUserAgent = 300;

    /// <summary>Adds an event about the agreement as it is now: call it after the change.</summary>
    /// <param name="agreement">The agreement, with the text that the event is about.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="actor">The name of whoever did it; <see cref="Service"/> when the clock did.</param>
    /// <param name="subjectId">The party, signatory, mail or meeting that it is about.</param>
    /// <param name="details">What else is known. Address and browser of whoever asks are added here.</param>
    public async Task AppendAsync(
        CooperationAgreement agreement, EvidenceKind kind, string actor, Guid? subjectId, EvidenceDetails details, CancellationToken cancellationToken)
    {
        var head = await db.EvidenceHeads.FindAsync([agreement.Id], cancellationToken);

        if (head is null)
        {
            head = new EvidenceHead(agreement.Id);
            db.EvidenceHeads.Add(head);
        }

        db.EvidenceEvents.Add(head.Append(agreement, kind, Cut(actor, LongestActor), subjectId, WithWhoAsks(details), clock.GetUtcNow(), key));
    }

    private EvidenceDetails WithWhoAsks(EvidenceDetails details) => requests.HttpContext is not { } request
        ? details
        : details with
        {
            Ip = request.Connection.RemoteIpAddress?.ToString(),
            UserAgent = request.Request.Headers.UserAgent.ToString() is { Length: > 0 } browser ? Cut(browser, LongestUserAgent) : null,
        };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
