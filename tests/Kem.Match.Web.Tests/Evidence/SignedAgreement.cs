using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Evidence;

/// <summary>An agreement that all have signed, with its document and its trail, as the signing round leaves it.</summary>
internal static class SignedAgreement
{
    public const string Ip = "192.0.2.77";

    public static async Task<CooperationAgreement> SaveSignedAsync(this KemApp app, CooperationAgreement? given = null)
    {
        var agreement = given ?? Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        await app.SaveAsync(agreement);

        await app.WithDb(db =>
        {
            var head = new EvidenceHead(agreement.Id);
            db.Add(head);
            Add(EvidenceKind.SentForSignature, "Birgit", new());

            if (agreement.InForceAt is not null)
            {
                foreach (var party in agreement.Parties)
                {
                    Add(EvidenceKind.Signed, party.ContactName, new()
                    {
                        Organisation = party.Name, Name = party.ContactName, Role = "formand", Address = party.ContactEmail, Way = "personligt link",
                        Consent = "Jeg har læst aftalen.", Ip = Ip, UserAgent = "Firefox/147",
                    });
                }

                Add(EvidenceKind.CameIntoForce, "KEM Match", new());
            }

            return db.SaveChangesAsync();

            void Add(EvidenceKind kind, string actor, EvidenceDetails details) => db.EvidenceEvents.Add(
                head.Append(agreement, kind, actor, null, details, app.Clock.GetUtcNow(), app.Services.GetRequiredService<EvidenceKey>()));
        });

        return agreement;
    }
}
