using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class ExpectationMapping : IEntityTypeConfiguration<ExpectationTalk>, IEntityTypeConfiguration<TalkSide>
{
    public const int LongestAnswer = 2000;

    public void Configure(EntityTypeBuilder<ExpectationTalk> talk)
    {
        talk.Property(t => t.Id).ValueGeneratedNever();
        talk.Property(t => t.Method).HasMaxLength(4);
        talk.Property(t => t.Title).HasMaxLength(200);
        talk.Property(t => t.InvitedBy).HasMaxLength(100);
        talk.Property(t => t.InvitedByEmail).HasMaxLength(254);
        talk.Property(t => t.Minutes).HasMaxLength(4000);
        talk.Property<long>(KemDb.Version).IsConcurrencyToken();
        talk.HasOne<Municipality>().WithMany().HasForeignKey(t => t.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
        talk.HasOne<MatchProposal>().WithMany().HasForeignKey(t => t.ProposalId).OnDelete(DeleteBehavior.Restrict);
        // A yes leads to one talk, however many press the button.
        talk.HasIndex(t => t.ProposalId).IsUnique();
        talk.HasMany(t => t.Sides).WithOne(s => s.Talk).HasForeignKey(s => s.TalkId);
        talk.OwnsMany(t => t.Notes, note =>
        {
            note.ToTable("TalkNotes");
            Answer(note);
        });
    }

    public void Configure(EntityTypeBuilder<TalkSide> side)
    {
        side.ToTable("TalkSides");
        side.Property(s => s.Id).ValueGeneratedNever();
        side.Property(s => s.Name).HasMaxLength(200);
        side.Property(s => s.ContactName).HasMaxLength(100);
        side.Property(s => s.ContactEmail).HasMaxLength(254);
        side.Property<long>(KemDb.Version).IsConcurrencyToken();
        side.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        side.OwnsMany(s => s.Answers, answer =>
        {
            answer.ToTable("TalkAnswers");
            Answer(answer);
        });
    }

    private static void Answer<TOwner>(OwnedNavigationBuilder<TOwner, TalkAnswer> answer) where TOwner : class
    {
        answer.HasKey(a => a.Id);
        answer.Property(a => a.QuestionCode).HasMaxLength(40);
        answer.Property(a => a.Text).HasMaxLength(LongestAnswer);
    }
}
