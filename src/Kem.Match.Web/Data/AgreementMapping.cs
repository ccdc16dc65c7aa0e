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
    internal const int HexSha256Length = 64;

    public void Configure(EntityTypeBuilder<CooperationAgreement> agreement)
    {
        agreement.Property(a => a.Id).ValueGeneratedNever();
        agreement.Property(a => a.Title).HasMaxLength(200);
        agreement.Property(a => a.Method).HasMaxLength(4);
        agreement.Property(a => a.ResponsibleName).HasMaxLength(100);
        agreement.Property(a => a.ResponsibleEmail).HasMaxLength(254);
        agreement.Property(a => a.AgendaCode).HasMaxLength(40);
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
        agreement.HasParts(a => a.Pauses);
        agreement.HasParts(a => a.Questions);
        agreement.HasParts(a => a.Outcomes);
        agreement.HasMany(a => a.Parties).WithOne().HasForeignKey("AgreementId").IsRequired();
        agreement.HasMany(a => a.NewDocuments).WithOne().HasForeignKey(d => d.AgreementId).OnDelete(DeleteBehavior.Restrict);
        agreement.HasMany(a => a.StatusMeetings).WithOne(m => m.Agreement).HasForeignKey(m => m.AgreementId);
        agreement.HasParts(a => a.Answers);
        agreement.HasParts(a => a.Clauses);
        agreement.HasParts(a => a.ActionItems);
        agreement.HasParts(a => a.PaperSignings);
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
        meeting.HasParts(m => m.Lines);
        meeting.HasParts(m => m.Ratings);
        meeting.HasParts(m => m.Answers);
        meeting.HasParts(m => m.AddedPoints);
        meeting.HasParts(m => m.Objections);
        meeting.HasParts(m => m.Deliveries);
    }
}
