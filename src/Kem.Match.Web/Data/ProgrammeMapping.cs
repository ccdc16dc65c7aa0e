using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class ProgrammeMapping : IEntityTypeConfiguration<CapacityProgramme>, IEntityTypeConfiguration<ProgrammeMember>, IEntityTypeConfiguration<Checkup>
{
    public void Configure(EntityTypeBuilder<CapacityProgramme> programme)
    {
        programme.ToTable("Programmes");
        programme.Property(p => p.Id).ValueGeneratedNever();
        programme.Property(p => p.MunicipalityCode).HasMaxLength(4);
        programme.Property(p => p.Title).HasMaxLength(200);
        programme.Property(p => p.LeadName).HasMaxLength(100);
        programme.Property(p => p.LeadEmail).HasMaxLength(254);
        programme.Property(p => p.PlanText).HasMaxLength(1000);
        programme.Property(p => p.StopReason).HasMaxLength(CapacityProgramme.LongestReason);
        programme.Property<long>(KemDb.Version).IsConcurrencyToken();
        // Pressed twice, a programme is laid once.
        programme.HasIndex(p => new { p.LeadId, p.StartsOn, p.Title }).IsUnique();
        programme.HasOne<Municipality>().WithMany().HasForeignKey(p => p.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
        programme.HasOne<CooperationAgreement>().WithMany().HasForeignKey(p => p.AgreementId).OnDelete(DeleteBehavior.Restrict);
        programme.Ignore(p => p.ActiveMembers);
        programme.HasMany(p => p.Members).WithOne().HasForeignKey(m => m.ProgrammeId);
        programme.OwnsMany(p => p.Rounds, round =>
        {
            round.ToTable("ProgrammeRounds");
            round.HasKey(r => r.Id);
            round.Property(r => r.Id).ValueGeneratedNever();
            round.Property(r => r.Which).HasMaxLength(20);
        });
        programme.OwnsMany(p => p.Ticks, tick =>
        {
            tick.ToTable("ProgrammeTicks");
            tick.HasKey(t => t.Id);
            tick.Property(t => t.Code).HasMaxLength(40);
        });
    }

    public void Configure(EntityTypeBuilder<ProgrammeMember> member)
    {
        member.ToTable("ProgrammeMembers");
        member.Property(m => m.Id).ValueGeneratedNever();
        member.Property(m => m.Name).HasMaxLength(200);
        member.Property<long>(KemDb.Version).IsConcurrencyToken();
        member.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        // Two who add the same one at once take the same place.
        member.HasIndex(m => new { m.ProgrammeId, m.Order }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Checkup> checkup)
    {
        checkup.Property(c => c.Id).ValueGeneratedNever();
        checkup.Property<long>(KemDb.Version).IsConcurrencyToken();
        checkup.HasOne(c => c.Programme).WithMany().HasForeignKey(c => c.ProgrammeId);
        checkup.HasOne<ProgrammeMember>().WithMany().HasForeignKey(c => c.MemberId).OnDelete(DeleteBehavior.Restrict);
        checkup.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        // One association answers once in a round, however often it is asked.
        checkup.HasIndex(c => new { c.MemberId, c.Round }).IsUnique();
        checkup.OwnsMany(c => c.Answers, answer =>
        {
            answer.ToTable("CheckupAnswers");
            answer.HasKey(a => a.Id);
            answer.Property(a => a.Statement).HasMaxLength(40);
        });
    }
}
