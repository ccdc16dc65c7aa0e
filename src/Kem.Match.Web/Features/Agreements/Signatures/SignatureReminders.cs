using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Reminds those who have been asked and have not answered, 5 and 12 days after it became their turn.</summary>
public sealed class SignatureReminders(KemDb db, SigningPost post, SigningEvidence evidence, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var municipalities = await db.Municipalities.ToDictionaryAsync(m => m.Code, cancellationToken);

        foreach (var agreement in await db.Agreements.Whole().Where(a => a.State == AgreementState.OutForSignature).ToListAsync(cancellationToken))
        {
            foreach (var signatory in agreement.Signatories.Where(signatory => agreement.IsSignatureReminderDueOn(signatory, today)))
            {
                agreement.MarkSignatureReminded(signatory, today, now);

                // Somebody who signs at a meeting has nothing to press before it.
                if (signatory.Way != SigningWay.Paper && AgreementLetter.RecipientOf(signatory) is { } to)
                {
                    var door = await post.DoorAsync(agreement, signatory, cancellationToken);
                    await evidence.RemindedAsync(agreement, signatory, cancellationToken);
                    db.Outbox.Add(OutgoingMail.From(new SignatureReminder(to, agreement, municipalities[agreement.MunicipalityCode], signatory, door), now));
                }
            }
        }

        // The marks and the mails are saved together, so a reminder is neither lost nor written twice.
        await db.SaveChangesAsync(cancellationToken);
    }
}
