using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>Writes to the sides of a talk; the letters are saved by the caller, with what they tell of.</summary>
public sealed class TalkPost(KemDb db, AccessLinks links, Taxonomy taxonomy, TimeProvider clock)
{
    // Long enough to find the answers again while the agreement is written.
    private static readonly TimeSpan LinkLives = TimeSpan.FromDays(180);

    public async Task InviteAsync(ExpectationTalk talk, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(talk, cancellationToken);
        var questions = taxonomy.PreparationFor(talk.Method).Count;

        foreach (var side in talk.Sides.Where(side => side.CanBeMailed))
        {
            Write(new PrepareTalkLetter(To(side), side, municipality, questions, await LinkAsync(side, cancellationToken)));
        }
    }

    public async Task<Letter> WriteReminderAsync(TalkSide side, DateTimeOffset? meetingAt, CancellationToken cancellationToken) =>
        new PrepareTalkReminderLetter(To(side), side, await MunicipalityAsync(side.Talk, cancellationToken), meetingAt, await LinkAsync(side, cancellationToken));

    public async Task ThankAsync(TalkSide side, CancellationToken cancellationToken)
    {
        if (side.CanBeMailed)
        {
            Write(new PrepareTalkReceiptLetter(To(side), side, await MunicipalityAsync(side.Talk, cancellationToken), await LinkAsync(side, cancellationToken)));
        }
    }

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private static Recipient To(TalkSide side) => Recipient.Create(side.ContactName, side.ContactEmail);

    // A side keeps its link from the invitation to the receipt.
    private async Task<string> LinkAsync(TalkSide side, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await db.AccessLinks.FirstOrDefaultAsync(l => l.Purpose == LinkPurpose.PrepareTalk && l.SubjectId == side.Id && l.RevokedAt == null && l.ExpiresAt > now, cancellationToken);

        return LinkKey.Reference(known ?? links.Issue(LinkPurpose.PrepareTalk, side.Id, side.OrganisationId, side.ContactEmail, LinkLives));
    }

    private Task<Municipality> MunicipalityAsync(ExpectationTalk talk, CancellationToken cancellationToken) =>
        db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == talk.MunicipalityCode, cancellationToken);
}
