using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class AgreementMapping :
    IEntityTypeConfiguration<CooperationAgreement>,
    IEntityTypeConfiguration<AgreementParty>,
    IEntityTypeConfiguration<StatusMeeting>
{
    private const int HexSha256Length = 64;

    public void Configure(EntityTypeBuilder<CooperationAgreement> agreement)
    {
        agreement.Property(a => a.Id).ValueGeneratedNever();
        agreement.Property(a => a.Title).HasMaxLength(200);
        agreement.Property(a => a.Method).HasMaxLength(4);
        agreement.Property(a => a.ResponsibleName).HasMaxLength(100);
        agreement.Property(a => a.ResponsibleEmail).HasMaxLength(254);
        agreement.Property(a => a.MeetingPlace).HasMaxLength(200);
        agreement.Property(a => a.TextHash).HasMaxLength(HexSha256Length);
        agreement.Property(a => a.EndReason).HasMaxLength(500);
        agreement.Property<long>(KemDb.Version).IsConcurrencyToken();
        agreement.HasOne<Municipality>().WithMany().HasForeignKey(a => a.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
        agreement.HasOne<MatchProposal>().WithMany().HasForeignKey(a => a.ProposalId).OnDelete(DeleteBehavior.Restrict);
        agreement.HasOne<Need>().WithMany().HasForeignKey(a => a.NeedId).OnDelete(DeleteBehavior.Restrict);
        agreement.HasIndex(a => a.ProposalId).IsUnique();
        agreement.Ignore(a => a.OpenActions);
        agreement.HasMany(a => a.Parties).WithOne().HasForeignKey("AgreementId").IsRequired();
        agreement.HasMany(a => a.NewDocuments).WithOne().HasForeignKey(d => d.AgreementId).OnDelete(DeleteBehavior.Restrict);
        agreement.HasMany(a => a.StatusMeetings).WithOne(m => m.Agreement).HasForeignKey(m => m.AgreementId);
        agreement.OwnsMany(a => a.Answers, answer =>
        {
            answer.ToTable("ClauseAnswers");
            answer.HasKey(o => o.Id);
            answer.Property(a => a.ClauseCode).HasMaxLength(40);
            answer.Property(a => a.FieldCode).HasMaxLength(40);
            answer.Property(a => a.Text).HasMaxLength(2000);
        });
        agreement.OwnsMany(a => a.Clauses, clause =>
        {
            clause.ToTable("AgreementClauses");
            clause.HasKey(o => o.Id);
            clause.Property(c => c.Code).HasMaxLength(40);
            clause.Property(c => c.Heading).HasMaxLength(200);
        });
        agreement.OwnsMany(a => a.ActionItems, action =>
        {
            action.ToTable("ActionItems");
            action.HasKey(o => o.Id);
            action.Property(a => a.Text).HasMaxLength(500);
            action.Property(a => a.Owner).HasMaxLength(100);
        });
    }

    public void Configure(EntityTypeBuilder<AgreementParty> party)
    {
        party.ToTable("AgreementParties");
        party.Property(p => p.Id).ValueGeneratedNever();
        party.Property(p => p.Name).HasMaxLength(200);
        party.Property(p => p.Contribution).HasMaxLength(1000);
        party.Property(p => p.ContactName).HasMaxLength(100);
        party.Property(p => p.ContactTitle).HasMaxLength(100);
        party.Property(p => p.ContactEmail).HasMaxLength(254);
        party.Property(p => p.SignedName).HasMaxLength(100);
        party.Property(p => p.SignedTextHash).HasMaxLength(HexSha256Length);
        party.Property(p => p.DeclineReason).HasMaxLength(1000);
        party.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StatusMeeting> meeting)
    {
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.Property(m => m.Place).HasMaxLength(200);
        meeting.Property(m => m.MinutesBy).HasMaxLength(100);
        meeting.Property<long>(KemDb.Version).IsConcurrencyToken();
        meeting.HasIndex(m => new { m.State, m.On });
        meeting.OwnsMany(m => m.Lines, line =>
        {
            line.ToTable("MinuteLines");
            line.HasKey(o => o.Id);
            line.Property(l => l.AgendaCode).HasMaxLength(40);
            line.Property(l => l.Text).HasMaxLength(4000);
        });
        meeting.OwnsMany(m => m.Ratings, rating =>
        {
            rating.ToTable("MeetingRatings");
            rating.HasKey(r => r.Id);
        });
    }
}
