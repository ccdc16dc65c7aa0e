using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Evidence;

/// <summary>What happens after the last signature stands in the trail too, in the order in which it happened.</summary>
public sealed class LifeEvidenceTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_pause_and_an_end_are_written_down_without_the_reasons()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        await app.SaveAsync(agreement);
        var today = app.Today();

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{agreement.Id}/pause",
            [new("Form.From", $"{today:yyyy-MM-dd}"), new("Form.Until", $"{today.AddDays(20):yyyy-MM-dd}"), new("Form.Reason", "Lokalet bliver malet.")]);
        app.Clock.Now += TimeSpan.FromDays(21);
        await app.RunAsync<AgreementTerms>();
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{agreement.Id}/afslutning", [new("Form.Reason", "Skolen flytter."), new("Form.LastDay", "")]);

        var trail = await TrailAsync(agreement.Id);
        Assert.Equal([EvidenceKind.Paused, EvidenceKind.Resumed, EvidenceKind.Ended], trail.Select(e => e.Kind));
        Assert.Equal(["Birgit", "KEM Match", "Birgit"], trail.Select(e => e.Actor));
        Assert.All(trail, e => Assert.DoesNotContain("malet", e.Details, StringComparison.Ordinal));
        Assert.All(trail, e => Assert.DoesNotContain("flytter", e.Details, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Minutes_that_nobody_objects_to_are_written_down_when_they_stand()
    {
        var agreement = Lektiecafe.InForce(organisations: AgreementSteps.Parties);
        agreement.StatusMeetings[0].WriteMinutes([], [], null, null, "Birgit", app.Clock.Now);
        await app.SaveAsync(agreement);

        app.Clock.Now += TimeSpan.FromDays(8);
        await app.RunAsync<MinutesApprovals>();
        await app.RunAsync<MinutesApprovals>();

        var written = Assert.Single(await TrailAsync(agreement.Id));
        Assert.Equal((EvidenceKind.MinutesAccepted, (Guid?)agreement.StatusMeetings[0].Id), (written.Kind, written.SubjectId));
    }

    private Task<List<EvidenceEvent>> TrailAsync(Guid agreementId) =>
        app.WithDb(db => db.EvidenceEvents.AsNoTracking().Where(e => e.AgreementId == agreementId).OrderBy(e => e.Number).ToListAsync());
}
