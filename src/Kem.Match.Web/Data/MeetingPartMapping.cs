using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

/// <summary>What is written before, at and after a status meeting.</summary>
internal sealed class MeetingPartMapping :
    IEntityTypeConfiguration<MinuteLine>,
    IEntityTypeConfiguration<MeetingRating>,
    IEntityTypeConfiguration<MeetingAnswer>,
    IEntityTypeConfiguration<AddedPoint>,
    IEntityTypeConfiguration<MinutesObjection>,
    IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<MinuteLine> line)
    {
        line.ToTable("MinuteLines");
        line.HasKey(o => o.Id);
        line.Property(l => l.AgendaCode).HasMaxLength(40);
        line.Property(l => l.Text).HasMaxLength(4000);
    }

    public void Configure(EntityTypeBuilder<MeetingRating> rating)
    {
        rating.ToTable("MeetingRatings");
        rating.HasKey(r => r.Id);
    }

    public void Configure(EntityTypeBuilder<MeetingAnswer> answer)
    {
        answer.ToTable("MeetingAnswers");
        answer.HasKey(a => a.Id);
        answer.Property(a => a.Note).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<AddedPoint> point)
    {
        point.ToTable("AddedPoints");
        point.HasKey(p => p.Id);
        point.Property(p => p.Text).HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<MinutesObjection> objection)
    {
        objection.ToTable("MinutesObjections");
        objection.HasKey(o => o.Id);
        objection.Property(o => o.Text).HasMaxLength(2000);
    }

    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("Deliveries");
        delivery.HasKey(d => d.Id);
        delivery.Property(d => d.Promise).HasMaxLength(1000);
        delivery.Property(d => d.Note).HasMaxLength(500);
    }
}
