using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>Asks the parties what they think of a draft, and takes in what they say: links, letters and comments in one save.</summary>
public sealed class CommentRound(KemDb db, AccessLinks links, Taxonomy taxonomy, TimeProvider clock)
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(60);

    /// <summary>Keeps the text and writes to every party's contact person, except to the one who sends.</summary>
    public async Task OpenAsync(CooperationAgreement agreement, Viewer sender, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);
        var now = clock.GetUtcNow();
        agreement.AskForComments(now);
        db.AgreementVersions.Add(AgreementVersion.Of(agreement, AgreementText.Write(agreement, taxonomy), VersionReason.SentForComments, sender.Name, now));

        foreach (var (party, contact) in AgreementLetter.ContactsOf(agreement.Parties.Where(party => !party.IsReachedAt(sender.Email))))
        {
            await links.RevokeAsync(LinkPurpose.CommentOnDraft, party.Id, cancellationToken);
            var link = links.Issue(LinkPurpose.CommentOnDraft, party.Id, party.OrganisationId, party.ContactEmail, LinkLifetime);
            Write(new CommentRequest(contact, agreement, municipality, party, LinkKey.Reference(link)));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The page of one party; null when there is no draft for it to read.</summary>
    public async Task<CommentPage?> PageAsync(Guid partyId, CommentForm? form, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.Whole().AsNoTracking().SingleOrDefaultAsync(a => a.Parties.Any(p => p.Id == partyId), cancellationToken);
        if (agreement is null || agreement.CommentRound == 0) return null;

        var comments = await db.DraftComments.AsNoTracking().Where(c => c.AgreementId == agreement.Id).ToListAsync(cancellationToken);
        var sent = await SentAsync(agreement, cancellationToken);
        return CommentPage.Of(
            agreement, agreement.Parties.Single(party => party.Id == partyId), await MunicipalityAsync(agreement, cancellationToken), comments, sent, form, taxonomy);
    }

    /// <summary>
    /// Stores what somebody has said, and tells the coordinator once for each person and round. Sent twice, it is stored once.
    /// </summary>
    /// <returns>How many comments were stored.</returns>
    public async Task<int> SayAsync(CommentPage page, CommentForm form, string personKey, CancellationToken cancellationToken)
    {
        var sent = await SentAsync(page.Agreement, cancellationToken);
        var said = Comments(page, form, sent?.Id ?? Guid.Empty).ToList();

        for (var attempt = 1; ; attempt++)
        {
            var known = await db.DraftComments.AsNoTracking().Where(c => c.AgreementId == page.Agreement.Id && c.Round == page.Agreement.CommentRound).ToListAsync(cancellationToken);
            var fresh = said.Where(comment => !known.Exists(old => IsSame(old, comment))).ToList();
            if (fresh.Count == 0) return 0;

            db.DraftComments.AddRange(fresh);
            await TellCoordinatorAsync(page, fresh, personKey, cancellationToken);

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return fresh.Count;
            }
            catch (DbUpdateException) when (attempt < MaxAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private IEnumerable<DraftComment> Comments(CommentPage page, CommentForm form, Guid versionId)
    {
        var now = clock.GetUtcNow();
        var author = form.AuthorName!.Trim();
        var (agreement, organisation) = (page.Agreement, page.Party.OrganisationId);

        foreach (var clause in page.Clauses)
        {
            var code = clause.Clause.Code;

            if (form.Comments.GetValueOrDefault(code) is { } comment && !string.IsNullOrWhiteSpace(comment))
            {
                yield return new DraftComment(agreement.Id, versionId, agreement.CommentRound, organisation, author, code, "", DraftFields.Trimmed(comment), "", now);
            }

            foreach (var field in clause.Fields)
            {
                var text = DraftFields.Trimmed(form.Suggestions.GetValueOrDefault(field.Key, field.Text));

                if (text != DraftFields.Trimmed(field.Text) && text.Length > 0)
                {
                    yield return new DraftComment(agreement.Id, versionId, agreement.CommentRound, organisation, author, code, field.Key, text, field.Text, now);
                }
            }
        }
    }

    private async Task TellCoordinatorAsync(CommentPage page, List<DraftComment> comments, string personKey, CancellationToken cancellationToken)
    {
        if (AgreementLetter.ResponsibleFor(page.Agreement) is not { } responsible) return;

        var letter = new CommentsArrived(responsible, page.Agreement, page.Municipality, page.Party, comments[0].AuthorName, comments.Count, personKey);

        if (!await db.Outbox.AnyAsync(m => m.DeduplicationKey == letter.DeduplicationKey, cancellationToken))
        {
            Write(letter);
        }
    }

    private static bool IsSame(DraftComment a, DraftComment b) =>
        (a.OrganisationId, a.ClauseCode, a.Field, a.Text, a.AuthorName) == (b.OrganisationId, b.ClauseCode, b.Field, b.Text, b.AuthorName);

    private Task<AgreementVersion?> SentAsync(CooperationAgreement agreement, CancellationToken cancellationToken) => db.AgreementVersions.AsNoTracking()
        .Where(v => v.AgreementId == agreement.Id && v.Reason == VersionReason.SentForComments)
        .OrderByDescending(v => v.SavedAt)
        .FirstOrDefaultAsync(cancellationToken);

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private Task<Municipality> MunicipalityAsync(CooperationAgreement agreement, CancellationToken cancellationToken) =>
        db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
}
