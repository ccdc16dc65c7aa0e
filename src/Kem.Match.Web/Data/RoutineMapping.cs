using Kem.Match.Web.Domain.Routines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class RoutineMapping : IEntityTypeConfiguration<RoutineState>, IEntityTypeConfiguration<RoutineRun>
{
    public void Configure(EntityTypeBuilder<RoutineState> routine)
    {
        routine.HasKey(r => r.Name);
        routine.Property(r => r.Name).HasMaxLength(80);
        routine.Property(r => r.PausedBy).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<RoutineRun> run)
    {
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Routine).HasMaxLength(80);
        run.Property(r => r.Server).HasMaxLength(100);
        run.Property(r => r.AskedBy).HasMaxLength(200);
        run.Property(r => r.Error).HasMaxLength(500);
        run.HasIndex(r => new { r.Routine, r.StartedAt });
    }
}
