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

    [Fact]
    public async Task Any_two_texts_are_compared_and_an_older_one_can_be_put_back()
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/versioner");
        await app.SubmitAsync(
            Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Answers[CL_PURPOSE.purpose]", "Vi gør det hver for sig."), new("Form.Parties[0].Benefit", "Ingenting"), new("Form.Parties[2].Leaves", "true")]);

        var page = await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}/versioner", UriKind.Relative));
        var first = await app.WithDb(db => db.AgreementVersions.Where(v => v.Reason == VersionReason.Saved).Select(v => v.Id).SingleAsync());
        var compared = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}/versioner?fra={first}&til=nu", UriKind.Relative)));

        Assert.Contains("Som den står nu", page, StringComparison.Ordinal);
        Assert.Contains(compared.QuerySelectorAll(".k-sheet del"), gone => gone.TextContent.Contains("sammen", StringComparison.Ordinal));
        Assert.Contains(compared.QuerySelectorAll(".k-sheet ins"), fresh => fresh.TextContent.Contains("hver for sig", StringComparison.Ordinal));

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/versioner", action: $"/aftaler/{id}/versioner/{first}/gendannelse");

        var agreement = await app.AgreementAsync(id);
        Assert.Equal("Vi gør det sammen.", agreement.AnswerTo("CL_PURPOSE", "purpose"));
        Assert.Equal("Vi lærer hinanden at kende.", agreement.Parties[0].Terms.Benefit);
        Assert.Equal("Hillerød Kommune", agreement.Parties[2].Name);
        Assert.Contains(VersionReason.BeforeRestoring, await app.WithDb(db => db.AgreementVersions.Select(v => v.Reason).ToListAsync()));
    }

    [Fact]
    public async Task A_party_sees_the_texts_it_was_sent_and_no_drafts()
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/versioner");
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskriftsrunde");

        var html = await app.As(Person.Amina).GetStringAsync(new Uri($"/aftaler/{id}/versioner", UriKind.Relative));

        Assert.Contains("Version 1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Kladde 1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Hent teksten tilbage", html, StringComparison.Ordinal);
    }
}
