using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

/// <summary>What is written in an agreement, and what happens to it.</summary>
internal sealed class AgreementPartMapping :
    IEntityTypeConfiguration<AgreementPause>,
    IEntityTypeConfiguration<ContinuationQuestion>,
    IEntityTypeConfiguration<PartyOutcome>,
    IEntityTypeConfiguration<ClauseAnswer>,
    IEntityTypeConfiguration<AgreementClause>,
    IEntityTypeConfiguration<ActionItem>,
    IEntityTypeConfiguration<PaperSigning>
{
    public void Configure(EntityTypeBuilder<AgreementPause> pause)
    {
        pause.ToTable("AgreementPauses");
        pause.HasKey(p => p.Id);
        pause.Property(p => p.Reason).HasMaxLength(500);
        pause.Property(p => p.DecidedBy).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<ContinuationQuestion> question)
    {
        question.ToTable("ContinuationQuestions");
        question.HasKey(q => q.Id);
        question.Property(q => q.Id).ValueGeneratedNever();
        question.Property(q => q.AskedBy).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<PartyOutcome> outcome)
    {
        outcome.ToTable("PartyOutcomes");
        outcome.HasKey(o => o.Id);
        outcome.Property(o => o.Note).HasMaxLength(500);
        outcome.HasIndex(o => o.PartyId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ClauseAnswer> answer)
    {
        answer.ToTable("ClauseAnswers");
        answer.HasKey(o => o.Id);
        answer.Property(a => a.ClauseCode).HasMaxLength(40);
        answer.Property(a => a.FieldCode).HasMaxLength(40);
        answer.Property(a => a.Text).HasMaxLength(2000);
    }

    public void Configure(EntityTypeBuilder<AgreementClause> clause)
    {
        clause.ToTable("AgreementClauses");
        clause.HasKey(o => o.Id);
        clause.Property(c => c.Code).HasMaxLength(40);
        clause.Property(c => c.Heading).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<ActionItem> action)
    {
        action.ToTable("ActionItems");
        action.HasKey(o => o.Id);
        action.Property(a => a.Text).HasMaxLength(500);
        action.Property(a => a.Owner).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<PaperSigning> paper)
    {
        paper.ToTable("PaperSignings");
        paper.HasKey(p => p.Id);
        paper.Property(p => p.Id).ValueGeneratedNever();
        paper.Property(p => p.TextHash).HasMaxLength(AgreementMapping.HexSha256Length);
        paper.Property(p => p.Place).HasMaxLength(200);
        paper.Property(p => p.FirstWitness).HasMaxLength(100);
        paper.Property(p => p.SecondWitness).HasMaxLength(100);
        paper.Property(p => p.RecordedBy).HasMaxLength(100);
    }
}
