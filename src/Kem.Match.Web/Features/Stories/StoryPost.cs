using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Stories;

/// <summary>Writes to those whose yes a story needs; the letters are saved by the caller, with what they tell of.</summary>
public sealed class StoryPost(KemDb db, AccessLinks links, TimeProvider clock)
{
    private static readonly TimeSpan ApprovalLinkLives = TimeSpan.FromDays(90);

    // A yes can be taken back for as long as the story may be read.
    private static readonly TimeSpan ConsentLinkLives = TimeSpan.FromDays(5 * 365);

    public async Task AskPartiesAsync(Story story, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(story, cancellationToken);

        foreach (var approval in story.Approvals.Where(approval => MailAddresses.IsValid(approval.ContactEmail)))
        {
            var link = links.Issue(LinkPurpose.ApproveStory, approval.Id, approval.OrganisationId, approval.ContactEmail, ApprovalLinkLives);
            Write(new ApproveStoryLetter(Recipient.Create(approval.ContactName, approval.ContactEmail), story, municipality, approval.Id, LinkKey.Reference(link)));
        }
    }

    public async Task AskPersonAsync(Story story, StoryConsent consent, CancellationToken cancellationToken)
    {
        var organisation = story.Approvals.Select(approval => approval.OrganisationId).First();
        var link = links.Issue(LinkPurpose.ConsentToStory, consent.Id, organisation, consent.Address, ConsentLinkLives);
        Write(new StoryConsentLetter(Recipient.Create(consent.PersonName, consent.Address), story, await MunicipalityAsync(story, cancellationToken), consent, LinkKey.Reference(link)));
    }

    public async Task TellWriterAsync(Story story, StoryConsent consent, CancellationToken cancellationToken) =>
        Write(new StoryTakenDownLetter(Recipient.Create(story.WrittenBy, story.WrittenByEmail), story, await MunicipalityAsync(story, cancellationToken), consent));

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private Task<Municipality> MunicipalityAsync(Story story, CancellationToken cancellationToken) =>
        db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == story.MunicipalityCode, cancellationToken);
}
