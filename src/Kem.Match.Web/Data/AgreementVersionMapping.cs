using System.Text.Encodings.Web;
using System.Text.Json;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class AgreementVersionMapping : IEntityTypeConfiguration<AgreementVersion>
{
    // As it was written: æ, ø, å and every other script stay readable in the table.
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Configure(EntityTypeBuilder<AgreementVersion> version)
    {
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.Title).HasMaxLength(200);
        version.Property(v => v.TextHash).HasMaxLength(64);
        version.Property(v => v.SavedBy).HasMaxLength(100);
        version.Property(v => v.Content).HasConversion(
            content => JsonSerializer.Serialize(content, AsWritten),
            text => JsonSerializer.Deserialize<DraftContent>(text, AsWritten) ?? DraftContent.Empty);
        version.HasOne<CooperationAgreement>().WithMany().HasForeignKey(v => v.AgreementId).OnDelete(DeleteBehavior.Cascade);
        version.HasIndex(v => new { v.AgreementId, v.TextHash });
        version.OwnsMany(v => v.Clauses, clause =>
        {
            clause.ToTable("VersionClauses");
            clause.HasKey(c => c.Id);
            clause.Property(c => c.Code).HasMaxLength(40);
            clause.Property(c => c.Heading).HasMaxLength(200);
        });
    }
}
