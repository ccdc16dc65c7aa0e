using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class MailMapping :
    IEntityTypeConfiguration<OutgoingMail>, IEntityTypeConfiguration<MailAttachment>, IEntityTypeConfiguration<MailStop>, IEntityTypeConfiguration<MailWording>
{
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
        mail.Property(m => m.MunicipalityCode).HasMaxLength(4);
        mail.Property(m => m.ServerAnswer).HasMaxLength(500);
        mail.Property(m => m.Template).HasMaxLength(40);
        mail.Property(m => m.Language).HasMaxLength(5).HasDefaultValue(MailTemplates.Danish);

        // Somebody who holds a mail back must not write over a worker that is sending it.
        mail.Property(m => m.State).IsConcurrencyToken();
        mail.Property(m => m.UnderWaySince).IsConcurrencyToken();

        mail.Ignore(m => m.Notice);

        mail.HasOne(m => m.Attachment).WithMany().OnDelete(DeleteBehavior.Restrict);
        mail.HasIndex(m => m.DeduplicationKey).IsUnique();
        mail.HasIndex(m => new { m.State, m.DueAt });
        mail.HasIndex(m => new { m.MunicipalityCode, m.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<MailAttachment> attachment)
    {
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.FileName).HasMaxLength(100);
        attachment.Property(a => a.MediaType).HasMaxLength(100);
        attachment.Ignore(a => a.Sha256);
    }

    public void Configure(EntityTypeBuilder<MailStop> stop)
    {
        stop.Property(s => s.Id).ValueGeneratedNever();
        stop.Property(s => s.MunicipalityCode).HasMaxLength(4);
        stop.Property(s => s.Address).HasMaxLength(254);
        stop.Property(s => s.Why).HasMaxLength(500);
        stop.Property(s => s.By).HasMaxLength(200);
        stop.Property(s => s.LiftedBy).HasMaxLength(200);
        stop.Property(s => s.WhyLifted).HasMaxLength(500);
        stop.HasIndex(s => new { s.MunicipalityCode, s.Address }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MailWording> wording)
    {
        wording.Property(w => w.Id).ValueGeneratedNever();
        wording.Property(w => w.MunicipalityCode).HasMaxLength(4);
        wording.Property(w => w.Template).HasMaxLength(40);
        wording.Property(w => w.Language).HasMaxLength(5);
        wording.Property(w => w.Subject).HasMaxLength(MailWording.LongestSubject);
        wording.Property(w => w.Text).HasMaxLength(MailWording.LongestText);
        wording.Property(w => w.By).HasMaxLength(200);
        wording.HasIndex(w => new { w.MunicipalityCode, w.Template, w.Language, w.Number }).IsUnique();
    }
}
