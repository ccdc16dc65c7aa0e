using Kem.Match.Web.Domain.Alive;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class AliveMapping : IEntityTypeConfiguration<MatchEvent>, IEntityTypeConfiguration<MatchQuestion>
{
    public void Configure(EntityTypeBuilder<MatchEvent> matchEvent)
    {
        matchEvent.Property(e => e.Id).ValueGeneratedNever();
        matchEvent.HasIndex(e => new { e.MatchId, e.Step, e.OrganisationId, e.Number }).IsUnique();
        matchEvent.HasIndex(e => new { e.MunicipalityCode, e.Step, e.On });
        matchEvent.HasIndex(e => new { e.ProposalId, e.Step });
        matchEvent.HasIndex(e => new { e.AgreementId, e.Step });
    }

    public void Configure(EntityTypeBuilder<MatchQuestion> question)
    {
        question.Property(q => q.Id).ValueGeneratedNever();
        question.Property<long>(KemDb.Version).IsConcurrencyToken();
        question.HasIndex(q => new { q.MatchId, q.Step, q.OrganisationId }).IsUnique();
        question.HasIndex(q => new { q.OrganisationId, q.AnsweredAt });
    }
}
