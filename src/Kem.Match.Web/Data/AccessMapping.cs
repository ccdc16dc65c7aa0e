using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class AccessMapping : IEntityTypeConfiguration<AccessLink>, IEntityTypeConfiguration<OutgoingMail>, IEntityTypeConfiguration<MailAttachment>
{
    public void Configure(EntityTypeBuilder<AccessLink> link)
    {
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.Address).HasMaxLength(254);
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => new { l.Purpose, l.SubjectId });
    }

    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("Outbox");
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Kind).HasMaxLength(40);
        mail.Property(m => m.ToName).HasMaxLength(200);
        mail.Property(m => m.ToAddress).HasMaxLength(254);
        mail.Property(m => m.ReplyToName).HasMaxLength(200);
        mail.Property(m => m.ReplyToAddress).HasMaxLength(254);
        mail.Property(m => m.Subject).HasMaxLength(400);
        mail.Property(m => m.ClaimedBy).HasMaxLength(100);
        mail.Property(m => m.DeduplicationKey).HasMaxLength(200);
        mail.HasIndex(m => m.DeduplicationKey).IsUnique();
        mail.HasOne(m => m.Attachment).WithMany().OnDelete(DeleteBehavior.Restrict);
        mail.HasIndex(m => new { m.State, m.DueAt });
    }

    public void Configure(EntityTypeBuilder<MailAttachment> attachment)
    {
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.FileName).HasMaxLength(100);
        attachment.Property(a => a.MediaType).HasMaxLength(100);
        attachment.Ignore(a => a.Sha256);
    }
}
