using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class NeedMapping :
    IEntityTypeConfiguration<Need>,
    IEntityTypeConfiguration<MatchProposal>,
    IEntityTypeConfiguration<ProposalMessage>,
    IEntityTypeConfiguration<ProposalCall>,
    IEntityTypeConfiguration<ProposalForward>
{
    /// <summary>A partner is asked about a need by one proposal at a time.</summary>
    public const string OneOpenAboutANeed = "IX_Proposals_OneOpenAboutANeed";

    /// <summary>A partner has a few places for open proposals, and one proposal has each.</summary>
    public const string OneInEachPlace = "IX_Proposals_OneInEachPlace";

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
        proposal.Property(p => p.RecipientName).HasMaxLength(100);
        proposal.Property(p => p.RecipientEmail).HasMaxLength(254);
        proposal.Property(p => p.SpokeWith).HasMaxLength(100);
        proposal.Property(p => p.WrongNumber).HasMaxLength(40);
        proposal.Property(p => p.WithdrawnBy).HasMaxLength(100);
        proposal.Property(p => p.ClosingNote).HasMaxLength(500);
        proposal.HasMany(p => p.Messages).WithOne().HasForeignKey(m => m.ProposalId);
        proposal.HasMany(p => p.Calls).WithOne().HasForeignKey(c => c.ProposalId);
        proposal.HasMany(p => p.Forwards).WithOne().HasForeignKey(f => f.ProposalId);
        proposal.Property<long>(KemDb.Version).IsConcurrencyToken();
        proposal.HasIndex(p => new { p.PartnerId, p.State });
        proposal.HasIndex(p => new { p.NeedId, p.PartnerId }, OneOpenAboutANeed).IsUnique()
            .HasFilter($"\"State\" IN ({string.Join(", ", OpenProposals.States.Select(state => $"'{state}'"))})");
        proposal.HasIndex(p => new { p.PartnerId, p.OpenPlace }, OneInEachPlace).IsUnique();
        proposal.HasIndex(p => p.BundleId);
        proposal.HasOne(p => p.Need).WithMany().HasForeignKey(p => p.NeedId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasOne(p => p.Partner).WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasOne<Municipality>().WithMany().HasForeignKey(p => p.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ProposalMessage> message)
    {
        message.ToTable("ProposalMessages");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Author).HasMaxLength(200);
        message.Property(m => m.Text).HasMaxLength(2000);
    }

    public void Configure(EntityTypeBuilder<ProposalCall> call)
    {
        call.ToTable("ProposalCalls");
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.Number).HasMaxLength(40);
        call.Property(c => c.SpokeWith).HasMaxLength(100);
        call.Property(c => c.CalledBy).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<ProposalForward> forward)
    {
        forward.ToTable("ProposalForwards");
        forward.Property(f => f.Id).ValueGeneratedNever();
        forward.Property(f => f.FromName).HasMaxLength(100);
        forward.Property(f => f.FromEmail).HasMaxLength(254);
        forward.Property(f => f.ToName).HasMaxLength(100);
        forward.Property(f => f.ToEmail).HasMaxLength(254);
        forward.HasOne<Organisation>().WithMany().HasForeignKey(f => f.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        forward.HasIndex(f => new { f.ToEmail, f.ForwardedAt });
    }
}
