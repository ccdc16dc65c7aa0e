using Kem.Match.Web.Domain.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class ReminderMapping : IEntityTypeConfiguration<Reminder>, IEntityTypeConfiguration<ReminderWork>, IEntityTypeConfiguration<ReminderFinding>,
    IEntityTypeConfiguration<ReminderAlarm>
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

    public void Configure(EntityTypeBuilder<ReminderFinding> finding)
    {
        finding.Property(f => f.Id).ValueGeneratedNever();
        finding.Property(f => f.MunicipalityCode).HasMaxLength(4);
        finding.Property(f => f.RootKind).HasDefaultValue(ReminderRootKind.Agreement);
        finding.Property(f => f.Title).HasMaxLength(200);
        finding.Property(f => f.Text).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<ReminderAlarm> alarm)
    {
        alarm.Property(a => a.Id).ValueGeneratedNever();
        alarm.Property(a => a.Kind).HasMaxLength(40);
        alarm.Property(a => a.Text).HasMaxLength(500);
        alarm.Property(a => a.OpenKey).HasMaxLength(40);
        alarm.HasIndex(a => a.OpenKey).IsUnique();
    }
}
