using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

/// <summary>Rows about a need or an organisation go with it when it is erased.</summary>
internal sealed class RankingMapping :
    IEntityTypeConfiguration<ShownList>,
    IEntityTypeConfiguration<ShownPartner>,
    IEntityTypeConfiguration<ComparedPartner>,
    IEntityTypeConfiguration<TrainingRun>,
    IEntityTypeConfiguration<ModelInUse>
{
    private const int HexSha256Length = 64;

    public void Configure(EntityTypeBuilder<ShownList> list)
    {
        list.ToTable("ShownLists");
        list.Property(l => l.Id).ValueGeneratedNever();
        list.Property(l => l.Model).HasMaxLength(HexSha256Length);
        list.Property(l => l.Content).HasMaxLength(HexSha256Length);
        list.HasIndex(l => new { l.NeedId, l.Day, l.Content }).IsUnique();
        list.HasIndex(l => l.Day);
        list.HasOne<Need>().WithMany().HasForeignKey(l => l.NeedId).OnDelete(DeleteBehavior.Cascade);
        list.HasOne<Organisation>().WithMany().HasForeignKey(l => l.AskerId).OnDelete(DeleteBehavior.Cascade);
        list.HasMany(l => l.Partners).WithOne().HasForeignKey(p => p.ListId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ShownPartner> partner)
    {
        partner.ToTable("ShownPartners");
        partner.HasKey(p => new { p.ListId, p.Rank });
        partner.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ComparedPartner> compared)
    {
        compared.ToTable("ComparedPartners");
        compared.HasKey(c => new { c.NeedId, c.OrganisationId });
        compared.HasOne<Need>().WithMany().HasForeignKey(c => c.NeedId).OnDelete(DeleteBehavior.Cascade);
        compared.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TrainingRun> run)
    {
        run.ToTable("TrainingRuns");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Key).HasMaxLength(40);
        run.Property(r => r.Reason).HasMaxLength(1000);
        run.Property(r => r.FileHash).HasMaxLength(HexSha256Length);
        run.Property<long>(KemDb.Version).IsConcurrencyToken();
        run.HasIndex(r => r.Key).IsUnique();
        run.OwnsOne(r => r.Window);
        run.OwnsOne(r => r.Trial);
        run.OwnsOne(r => r.Figures);
        run.OwnsOne(r => r.CurrentFigures);
    }

    public void Configure(EntityTypeBuilder<ModelInUse> model)
    {
        model.ToTable("ModelsInUse");
        model.Property(m => m.Id).ValueGeneratedNever();
        model.HasOne<TrainingRun>().WithMany().HasForeignKey(m => m.RunId).OnDelete(DeleteBehavior.Restrict);
        model.HasIndex(m => m.Since);
    }
}
