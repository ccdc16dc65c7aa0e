using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class EvidenceMapping : IEntityTypeConfiguration<EvidenceEvent>, IEntityTypeConfiguration<EvidenceHead>
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
}
