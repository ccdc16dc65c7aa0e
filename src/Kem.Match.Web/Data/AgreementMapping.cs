using System.Text.Json;
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
    IEntityTypeConfiguration<Signatory>,
    IEntityTypeConfiguration<PaperScan>,
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
        agreement.Property(a => a.NextTurnOn).UsePropertyAccessMode(PropertyAccessMode.Property);
        agreement.HasIndex(a => new { a.State, a.NextTurnOn });
        agreement.HasOne<CooperationAgreement>().WithMany().HasForeignKey(a => a.AmendsId).OnDelete(DeleteBehavior.Restrict);
        agreement.Ignore(a => a.OpenActions).Ignore(a => a.ActiveParties).Ignore(a => a.Series).Ignore(a => a.TermReminderDays).Ignore(a => a.Signatories);
        agreement.OwnsMany(a => a.Pauses, pause =>
        {
            pause.ToTable("AgreementPauses");
            pause.HasKey(p => p.Id);
            pause.Property(p => p.Reason).HasMaxLength(500);
            pause.Property(p => p.DecidedBy).HasMaxLength(200);
        });
        agreement.OwnsMany(a => a.Questions, question =>
        {
            question.ToTable("ContinuationQuestions");
            question.HasKey(q => q.Id);
            question.Property(q => q.Id).ValueGeneratedNever();
            question.Property(q => q.AskedBy).HasMaxLength(200);
        });
        agreement.OwnsMany(a => a.Outcomes, outcome =>
        {
            outcome.ToTable("PartyOutcomes");
            outcome.HasKey(o => o.Id);
            outcome.Property(o => o.Note).HasMaxLength(500);
            outcome.HasIndex(o => o.PartyId).IsUnique();
        });
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
        agreement.OwnsMany(a => a.PaperSignings, paper =>
        {
            paper.ToTable("PaperSignings");
            paper.HasKey(p => p.Id);
            paper.Property(p => p.Id).ValueGeneratedNever();
            paper.Property(p => p.TextHash).HasMaxLength(HexSha256Length);
            paper.Property(p => p.Place).HasMaxLength(200);
            paper.Property(p => p.FirstWitness).HasMaxLength(100);
            paper.Property(p => p.SecondWitness).HasMaxLength(100);
            paper.Property(p => p.RecordedBy).HasMaxLength(100);
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
        party.Ignore(p => p.SigningRule);
        party.HasMany(p => p.Signatories).WithOne().HasForeignKey("PartyId").IsRequired();
        // A party without them would seem unbound.
        party.Navigation(p => p.Signatories).AutoInclude();
        party.Property(p => p.LeaveReason).HasMaxLength(500);
        party.Property(p => p.Terms).HasConversion(
            terms => JsonSerializer.Serialize(terms, Json.AsWritten),
            text => JsonSerializer.Deserialize<PartyTerms>(text, Json.AsWritten) ?? PartyTerms.None);
        party.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Signatory> signatory)
    {
        signatory.ToTable("Signatories");
        signatory.Property(s => s.Id).ValueGeneratedNever();
        signatory.Property(s => s.Name).HasMaxLength(100);
        signatory.Property(s => s.Title).HasMaxLength(100);
        signatory.Property(s => s.Email).HasMaxLength(254);
        signatory.Property(s => s.ProxyFor).HasMaxLength(100);
        signatory.Property(s => s.ProxyNote).HasMaxLength(300);
        signatory.Property(s => s.SignedName).HasMaxLength(100);
        signatory.Property(s => s.SignedTextHash).HasMaxLength(HexSha256Length);
        signatory.Property(s => s.DeclineReason).HasMaxLength(1000);
        signatory.Property(s => s.RightPerson).HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<PaperScan> scan)
    {
        scan.ToTable("PaperScans");
        scan.HasKey(s => s.PaperSigningId);
        scan.Property(s => s.PaperSigningId).ValueGeneratedNever();
        scan.Property(s => s.MediaType).HasMaxLength(40);
        scan.Property(s => s.ContentHash).HasMaxLength(HexSha256Length);
        scan.HasOne<CooperationAgreement>().WithMany().HasForeignKey(s => s.AgreementId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StatusMeeting> meeting)
    {
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.Property(m => m.Place).HasMaxLength(200);
        meeting.Property(m => m.MinutesBy).HasMaxLength(100);
        meeting.Property(m => m.CancelReason).HasMaxLength(600);
        meeting.Property(m => m.MovedByName).HasMaxLength(200);
        meeting.Property(m => m.MovedByEmail).HasMaxLength(254);
        meeting.HasIndex(m => new { m.State, m.ApprovedAt });
        meeting.Ignore(m => m.AnswersNow).Ignore(m => m.OpenObjections);
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
        meeting.OwnsMany(m => m.Answers, answer =>
        {
            answer.ToTable("MeetingAnswers");
            answer.HasKey(a => a.Id);
            answer.Property(a => a.Note).HasMaxLength(500);
        });
        meeting.OwnsMany(m => m.AddedPoints, point =>
        {
            point.ToTable("AddedPoints");
            point.HasKey(p => p.Id);
            point.Property(p => p.Text).HasMaxLength(300);
        });
        meeting.OwnsMany(m => m.Objections, objection =>
        {
            objection.ToTable("MinutesObjections");
            objection.HasKey(o => o.Id);
            objection.Property(o => o.Text).HasMaxLength(2000);
        });
        meeting.OwnsMany(m => m.Deliveries, delivery =>
        {
            delivery.ToTable("Deliveries");
            delivery.HasKey(d => d.Id);
            delivery.Property(d => d.Promise).HasMaxLength(1000);
            delivery.Property(d => d.Note).HasMaxLength(500);
        });
    }
}
