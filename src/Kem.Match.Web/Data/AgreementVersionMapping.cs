using System.Text.Json;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class AgreementVersionMapping : IEntityTypeConfiguration<AgreementVersion>, IEntityTypeConfiguration<DraftComment>
{
    public void Configure(EntityTypeBuilder<DraftComment> comment)
    {
        comment.Property(c => c.Id).ValueGeneratedNever();
        comment.Property(c => c.AuthorName).HasMaxLength(100);
        comment.Property(c => c.ClauseCode).HasMaxLength(40);
        comment.Property(c => c.Field).HasMaxLength(100);
        comment.Property(c => c.Text).HasMaxLength(2000);
        comment.Property(c => c.Instead).HasMaxLength(2000);
        comment.Property(c => c.Reply).HasMaxLength(2000);
        comment.Property(c => c.ClosedBy).HasMaxLength(100);
        comment.Property<long>(KemDb.Version).IsConcurrencyToken();
        comment.HasOne<CooperationAgreement>().WithMany().HasForeignKey(c => c.AgreementId).OnDelete(DeleteBehavior.Cascade);
        comment.HasIndex(c => new { c.AgreementId, c.State });
    }

    public void Configure(EntityTypeBuilder<AgreementVersion> version)
    {
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.Title).HasMaxLength(200);
        version.Property(v => v.TextHash).HasMaxLength(64);
        version.Property(v => v.SavedBy).HasMaxLength(100);
        version.Property(v => v.Content).HasConversion(
            content => JsonSerializer.Serialize(content, Json.AsWritten),
            text => JsonSerializer.Deserialize<DraftContent>(text, Json.AsWritten) ?? DraftContent.Empty);
        version.HasOne<CooperationAgreement>().WithMany().HasForeignKey(v => v.AgreementId).OnDelete(DeleteBehavior.Cascade);
        version.HasIndex(v => new { v.AgreementId, v.TextHash });
        version.Ignore(v => v.Clauses);
        version.OwnsMany<VersionClause>("clauses", clause =>
        {
            clause.ToTable("VersionClauses");
            clause.HasKey(c => c.Id);
            clause.Property(c => c.Code).HasMaxLength(40);
            clause.Property(c => c.Heading).HasMaxLength(200);
        });
    }
}
