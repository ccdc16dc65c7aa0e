using System.Text.Json;
using System.Text.Json.Serialization;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kem.Match.Web.Data;

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Municipality>, IEntityTypeConfiguration<Organisation>, IEntityTypeConfiguration<OrganisationMerge>, IEntityTypeConfiguration<KemUser>
{
    private static readonly JsonSerializerOptions Written = new(Json.AsWritten) { Converters = { new JsonStringEnumConverter() } };

    // The levels are replaced as a whole and never changed, so the same object is the same levels.
    private static readonly ValueComparer<IReadOnlyDictionary<string, Mastery>> SameObject = new((one, other) => ReferenceEquals(one, other), levels => levels.GetHashCode(), levels => levels);

    private static readonly ValueConverter<IReadOnlyDictionary<string, Mastery>, string> AsText = new(
        levels => JsonSerializer.Serialize(levels, Written), text => JsonSerializer.Deserialize<Dictionary<string, Mastery>>(text, Written) ?? new());

    public void Configure(EntityTypeBuilder<Municipality> municipality)
    {
        municipality.HasKey(m => m.Code);
        municipality.Property(m => m.Code).HasMaxLength(4);
        municipality.Property(m => m.Name).HasMaxLength(100);
        municipality.Property(m => m.OfficialName).HasMaxLength(100);
        municipality.Property(m => m.Phone).HasMaxLength(20);
        municipality.Property(m => m.Email).HasMaxLength(254);
    }

    public void Configure(EntityTypeBuilder<Organisation> organisation)
    {
        organisation.Property(o => o.Id).ValueGeneratedNever();
        organisation.Property(o => o.Name).HasMaxLength(200);
        organisation.Property(o => o.Form).HasMaxLength(40);
        organisation.Property(o => o.Cvr).HasMaxLength(8);
        organisation.Property(o => o.Place).HasMaxLength(100);
        organisation.Property(o => o.PostalCode).HasMaxLength(10);
        organisation.Property(o => o.Description).HasMaxLength(2000);
        organisation.Property(o => o.ContactName).HasMaxLength(100);
        organisation.Property(o => o.ContactRole).HasMaxLength(100);
        organisation.Property(o => o.ContactEmail).HasMaxLength(254);
        organisation.Property(o => o.ContactPhone).HasMaxLength(20);
        organisation.Property(o => o.BestTime).HasMaxLength(200);
        organisation.Property(o => o.RetiredReason).HasMaxLength(500);
        organisation.HasOne<Organisation>().WithMany().HasForeignKey(o => o.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        organisation.Property(o => o.Mastery).HasConversion(AsText, SameObject);
        organisation.Property(o => o.MailLanguage).HasMaxLength(5).HasDefaultValue(OrganisationDescription.Danish);
        organisation.Property<long>(KemDb.Version).IsConcurrencyToken();
        organisation.HasOne<Municipality>().WithMany().HasForeignKey(o => o.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
        organisation.OwnsMany(o => o.Offerings, offering =>
        {
            offering.ToTable("Offerings");
            offering.HasKey(o => o.Id);
            offering.Property(o => o.Title).HasMaxLength(200);
            offering.Property(o => o.WhenText).HasMaxLength(200);
            offering.Property(o => o.WhereText).HasMaxLength(200);
            offering.Property(o => o.RoomForMore).HasMaxLength(100);
        });
    }

    public void Configure(EntityTypeBuilder<OrganisationMerge> merge)
    {
        merge.ToTable("OrganisationMerges");
        merge.Property(m => m.Id).ValueGeneratedNever();
        merge.Property(m => m.RemovedName).HasMaxLength(200);
        merge.Property(m => m.MergedBy).HasMaxLength(100);
        merge.Property<long>(KemDb.Version).IsConcurrencyToken();
        merge.HasIndex(m => m.KeptId);
        merge.HasOne<Organisation>().WithMany().HasForeignKey(m => m.KeptId).OnDelete(DeleteBehavior.Restrict);
        merge.HasOne<Organisation>().WithMany().HasForeignKey(m => m.RemovedId).OnDelete(DeleteBehavior.Restrict);
        merge.HasOne<Municipality>().WithMany().HasForeignKey(m => m.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
        merge.OwnsMany(m => m.Moved, row =>
        {
            row.ToTable("MovedRows");
            row.HasKey(r => r.Id);
            row.Property(r => r.Kind).HasMaxLength(40);
        });
    }

    public void Configure(EntityTypeBuilder<KemUser> user)
    {
        user.Property(u => u.DisplayName).HasMaxLength(100);
        user.Property(u => u.Title).HasMaxLength(100);
        user.Property(u => u.MunicipalityCode).HasMaxLength(4);
        user.HasOne<Organisation>().WithMany().HasForeignKey(u => u.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
