using Kem.Match.Web.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class AccessMapping : IEntityTypeConfiguration<AccessLink>
{
    /// <summary>A person has one link to the calendar, however many times the button is pressed at once.</summary>
    public const string OneCalendarEach = "IX_AccessLinks_OneCalendarEach";

    public void Configure(EntityTypeBuilder<AccessLink> link)
    {
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.Address).HasMaxLength(254);
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => new { l.Purpose, l.SubjectId });
        link.HasIndex(l => l.SubjectId, OneCalendarEach).IsUnique().HasFilter($"\"Purpose\" = '{LinkPurpose.CalendarFeed}' AND \"RevokedAt\" IS NULL");
    }
}
