using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class EvidenceMapping :
    IEntityTypeConfiguration<EvidenceEvent>,
    IEntityTypeConfiguration<EvidenceHead>,
    IEntityTypeConfiguration<AgreementDocument>,
    IEntityTypeConfiguration<SignedCopy>,
    IEntityTypeConfiguration<JournalEntry>,
    IEntityTypeConfiguration<MinutesJournalEntry>
{
    private const int HexSha256Length = 64;

    public void Configure(EntityTypeBuilder<EvidenceEvent> happened)
    {
        // Two who write the same number at the same moment: one of them tries again after the other.
        happened.HasKey(e => new { e.AgreementId, e.Number });
        happened.Property(e => e.Number).ValueGeneratedNever();
        happened.Property(e => e.Actor).HasMaxLength(200);
        happened.Property(e => e.TextHash).HasMaxLength(HexSha256Length);
        happened.Property(e => e.PreviousHash).HasMaxLength(HexSha256Length);
        happened.Property(e => e.Hash).HasMaxLength(HexSha256Length);
        happened.HasIndex(e => e.SubjectId);
        happened.HasIndex(e => e.Hash);
        happened.HasOne<CooperationAgreement>().WithMany().HasForeignKey(e => e.AgreementId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<EvidenceHead> head)
    {
        head.HasKey(h => h.AgreementId);
        head.Property(h => h.AgreementId).ValueGeneratedNever();
        head.Property(h => h.Count).IsConcurrencyToken();
        head.Property(h => h.Hash).HasMaxLength(HexSha256Length);
        head.Property(h => h.Seal).HasMaxLength(HexSha256Length);
        head.HasOne<CooperationAgreement>().WithOne().HasForeignKey<EvidenceHead>(h => h.AgreementId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AgreementDocument> document)
    {
        document.ToTable("AgreementDocuments");
        document.Property(d => d.Id).ValueGeneratedNever();
        document.Property(d => d.Sha256).HasMaxLength(HexSha256Length);
        document.HasIndex(d => new { d.AgreementId, d.TextVersion, d.Format }).IsUnique();
        document.HasIndex(d => d.Sha256);
    }

    public void Configure(EntityTypeBuilder<SignedCopy> copy)
    {
        copy.HasKey(c => new { c.AgreementId, c.TextVersion });
        copy.Property(c => c.TextVersion).ValueGeneratedNever();
        copy.Property(c => c.LastError).HasMaxLength(500);
        copy.Property<long>(KemDb.Version).IsConcurrencyToken();
        copy.HasOne<CooperationAgreement>().WithMany().HasForeignKey(c => c.AgreementId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<JournalEntry> entry)
    {
        entry.HasKey(e => e.AgreementId);
        entry.Property(e => e.AgreementId).ValueGeneratedNever();
        entry.Property(e => e.RecordSystem).HasMaxLength(100);
        entry.Property(e => e.Number).HasMaxLength(100);
        entry.Property(e => e.KleNumber).HasMaxLength(20);
        entry.Property(e => e.By).HasMaxLength(200);
        entry.HasOne<CooperationAgreement>().WithOne().HasForeignKey<JournalEntry>(e => e.AgreementId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<MinutesJournalEntry> entry)
    {
        entry.ToTable("MinutesJournalEntries");
        entry.HasKey(e => e.MeetingId);
        entry.Property(e => e.MeetingId).ValueGeneratedNever();
        entry.Property(e => e.RecordSystem).HasMaxLength(100);
        entry.Property(e => e.Number).HasMaxLength(100);
        entry.Property(e => e.By).HasMaxLength(200);
        entry.HasOne<StatusMeeting>().WithOne().HasForeignKey<MinutesJournalEntry>(e => e.MeetingId).OnDelete(DeleteBehavior.Restrict);
    }
}
