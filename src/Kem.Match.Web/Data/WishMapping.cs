using System.Text.Json;
using System.Text.Json.Serialization;
using Kem.Match.Web.Domain.Wishes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kem.Match.Web.Data;

internal sealed class WishMapping :
    IEntityTypeConfiguration<MailWishes>, IEntityTypeConfiguration<LastDigest>, IEntityTypeConfiguration<DataNotice>, IEntityTypeConfiguration<PhoneReminder>
{
    private const int LongestAddress = 254;

    private static readonly JsonSerializerOptions Written = new(Json.AsWritten) { Converters = { new JsonStringEnumConverter() } };

    // A settings record is replaced as a whole and never changed, so the same object is the same settings.
    private static readonly ValueComparer<MailSettings> SameObject = new((one, other) => ReferenceEquals(one, other), settings => settings.GetHashCode(), settings => settings);

    private static readonly ValueConverter<MailSettings, string> AsText = new(
        settings => JsonSerializer.Serialize(settings, Written), text => JsonSerializer.Deserialize<MailSettings>(text, Written) ?? new MailSettings());

    public void Configure(EntityTypeBuilder<MailWishes> wishes)
    {
        wishes.Property(w => w.Id).ValueGeneratedNever();
        wishes.Property(w => w.MunicipalityCode).HasMaxLength(4);
        wishes.Property(w => w.Address).HasMaxLength(LongestAddress);
        wishes.Property(w => w.Settings).HasConversion(AsText, SameObject);
        wishes.Property(w => w.Before).HasConversion(AsText!, SameObject);
        wishes.Property<long>(KemDb.Version).IsConcurrencyToken();
        wishes.HasIndex(w => new { w.MunicipalityCode, w.Address }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LastDigest> last)
    {
        last.Property(l => l.Id).ValueGeneratedNever();
        last.Property(l => l.MunicipalityCode).HasMaxLength(4);
        last.Property(l => l.Address).HasMaxLength(LongestAddress);
        last.Property(l => l.UpTo).IsConcurrencyToken();
        last.HasIndex(l => new { l.MunicipalityCode, l.Address }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DataNotice> notice)
    {
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.MunicipalityCode).HasMaxLength(4);
        notice.Property(n => n.Address).HasMaxLength(40);
        notice.HasIndex(n => new { n.MunicipalityCode, n.Address }).IsUnique();
        notice.HasIndex(n => n.MailId);
    }

    public void Configure(EntityTypeBuilder<PhoneReminder> call)
    {
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.MunicipalityCode).HasMaxLength(4);
        call.Property(c => c.Kind).HasMaxLength(40);
        call.Property(c => c.Name).HasMaxLength(200);
        call.Property(c => c.Phone).HasMaxLength(40);
        call.Property(c => c.About).HasMaxLength(400);
        call.Property(c => c.Question).HasMaxLength(200);
        call.Property(c => c.DoneBy).HasMaxLength(200);
        call.Property<long>(KemDb.Version).IsConcurrencyToken();
        call.HasIndex(c => c.MailId).IsUnique();
        call.HasIndex(c => new { c.MunicipalityCode, c.DoneAt });
    }
}
