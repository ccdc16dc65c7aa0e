using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Reminds those who have not signed, 5 and 12 days after the text was sent.</summary>
public sealed class SignatureReminders(KemDb db, SigningRound round, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var municipalities = await db.Municipalities.ToDictionaryAsync(m => m.Code, cancellationToken);

        foreach (var agreement in await db.Agreements.Whole().Where(a => a.State == AgreementState.OutForSignature).ToListAsync(cancellationToken))
        {
            foreach (var party in agreement.Parties.Where(party => agreement.IsSignatureReminderDueOn(party, today)))
            {
                agreement.MarkSignatureReminded(party, today, now);

                if (AgreementLetter.ContactOf(party) is { } signatory)
                {
                    var door = await round.DoorAsync(agreement, party, cancellationToken);
                    db.Outbox.Add(OutgoingMail.From(new SignatureReminder(signatory, agreement, municipalities[agreement.MunicipalityCode], party, door), now));
                }
            }
        }

        // The marks and the mails are saved together, so a reminder is neither lost nor written twice.
        await db.SaveChangesAsync(cancellationToken);
    }
}
