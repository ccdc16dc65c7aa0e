using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class NeedMapping : IEntityTypeConfiguration<Need>, IEntityTypeConfiguration<MatchProposal>
{
    public void Configure(EntityTypeBuilder<Need> need)
    {
        need.Property(n => n.Id).ValueGeneratedNever();
        need.Property(n => n.Title).HasMaxLength(Need.MaxTitleLength);
        need.Property(n => n.Method).HasMaxLength(4);
        need.Property(n => n.Description).HasMaxLength(2000);
        need.Property(n => n.Place).HasMaxLength(200);
        need.Property(n => n.PartnerGains).HasMaxLength(500);
        need.Property(n => n.CreatedBy).HasMaxLength(100);
        need.Property<long>(KemDb.Version).IsConcurrencyToken();
        need.HasOne(n => n.Asker).WithMany().HasForeignKey(n => n.AskerId).OnDelete(DeleteBehavior.Restrict);
        need.HasOne<Municipality>().WithMany().HasForeignKey(n => n.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
        need.OwnsMany(n => n.Dismissals, dismissal =>
        {
            dismissal.ToTable("Dismissals");
            dismissal.HasKey(o => o.Id);
            dismissal.Property(d => d.Reason).HasMaxLength(200);
        });
    }

    public void Configure(EntityTypeBuilder<MatchProposal> proposal)
    {
        proposal.Property(p => p.Id).ValueGeneratedNever();
        proposal.Property(p => p.Message).HasMaxLength(4000);
        proposal.Property(p => p.SentBy).HasMaxLength(100);
        proposal.Property(p => p.SentByEmail).HasMaxLength(254);
        proposal.Property(p => p.AnswerMessage).HasMaxLength(2000);
        proposal.Property(p => p.PreferredTimes).HasMaxLength(500);
        proposal.Property(p => p.DeclineReason).HasMaxLength(40);
        proposal.Property(p => p.MeetingPlace).HasMaxLength(200);
        proposal.Property<long>(KemDb.Version).IsConcurrencyToken();
        proposal.HasIndex(p => new { p.PartnerId, p.State });
        proposal.HasIndex(p => new { p.NeedId, p.PartnerId }).IsUnique().HasFilter("\"State\" IN ('Sent', 'Question')");
        proposal.HasOne(p => p.Need).WithMany().HasForeignKey(p => p.NeedId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasOne(p => p.Partner).WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasOne<Municipality>().WithMany().HasForeignKey(p => p.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
    }
}
