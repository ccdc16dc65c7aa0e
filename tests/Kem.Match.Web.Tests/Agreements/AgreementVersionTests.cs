using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

public sealed class AgreementVersionTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task What_was_sent_and_taken_back_is_kept_with_who_and_why()
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskriftsrunde");
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}", action: $"/aftaler/{id}/tilbagekaldelse");

        var versions = await app.WithDb(db => db.AgreementVersions.AsNoTracking().Where(v => v.AgreementId == id).OrderBy(v => v.SavedAt).ThenBy(v => v.Id).ToListAsync());

        var document = await app.WithDb(db => db.AgreementDocuments.AsNoTracking().SingleAsync(d => d.AgreementId == id));

        Assert.Equal([VersionReason.SentForSignature, VersionReason.TakenBack], versions.Select(version => version.Reason));
        Assert.All(versions, version =>
        {
            Assert.Equal("Birgit", version.SavedBy);
            Assert.Equal(1, version.TextVersion);
            Assert.Equal(document.Sha256, version.TextHash);
            Assert.Equal("Fire frivillige hver onsdag.", version.Content.Parties[0].Contribution);
        });
    }
}
