using Kem.Match.Web.Domain.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class WordMapping : IEntityTypeConfiguration<WordCorrection>
{
    public void Configure(EntityTypeBuilder<WordCorrection> correction)
    {
        correction.Property(c => c.Id).ValueGeneratedNever();
        correction.Property(c => c.Word).HasMaxLength(WordCorrection.MaxWordLength);
        correction.Property(c => c.Concept).HasMaxLength(60);
        correction.Property(c => c.MadeBy).HasMaxLength(200);
        correction.Property(c => c.UndoneBy).HasMaxLength(200);
        correction.Property<long>(KemDb.Version).IsConcurrencyToken();
        correction.HasIndex(c => c.UndoneAt);
    }
}
