using Kem.Match.Web.Domain.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class ReminderMapping : IEntityTypeConfiguration<Reminder>, IEntityTypeConfiguration<ReminderWork>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.Property(r => r.Id).ValueGeneratedNever();
        reminder.Property(r => r.MunicipalityCode).HasMaxLength(4);
        reminder.Property(r => r.Kind).HasMaxLength(40);
        reminder.Property(r => r.Occurrence).HasMaxLength(40);
        reminder.Property(r => r.Reader).HasMaxLength(40);
        reminder.Property(r => r.ReasonText).HasMaxLength(200);
        reminder.Property<long>(KemDb.Version).IsConcurrencyToken();
        reminder.HasIndex(r => new { r.SubjectId, r.Kind, r.Occurrence, r.Reader }).IsUnique();
        reminder.HasIndex(r => new { r.State, r.DueAt });
        reminder.HasIndex(r => new { r.RootId, r.State });
        reminder.HasIndex(r => new { r.MunicipalityCode, r.DueAt });
        reminder.HasIndex(r => r.MailId);
    }

    public void Configure(EntityTypeBuilder<ReminderWork> work) => work.Property(w => w.Id).ValueGeneratedNever();
}
