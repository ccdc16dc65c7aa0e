using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kem.Match.Web.Data;

internal sealed class StoryMapping :
    IEntityTypeConfiguration<Story>,
    IEntityTypeConfiguration<StoryApproval>,
    IEntityTypeConfiguration<StoryConsent>,
    IEntityTypeConfiguration<StoryPicture>,
    IEntityTypeConfiguration<StoryPictureFile>
{
    public void Configure(EntityTypeBuilder<Story> story)
    {
        story.Property(s => s.Id).ValueGeneratedNever();
        story.Property(s => s.Title).HasMaxLength(120);
        story.Property(s => s.Who).HasMaxLength(300);
        story.Property(s => s.What).HasMaxLength(600);
        story.Property(s => s.Happened).HasMaxLength(1000);
        story.Property(s => s.Quote).HasMaxLength(400);
        story.Property(s => s.QuotedPerson).HasMaxLength(100);
        story.Property(s => s.WhatNow).HasMaxLength(600);
        story.Property(s => s.WrittenBy).HasMaxLength(100);
        story.Property(s => s.WrittenByEmail).HasMaxLength(254);
        story.Property(s => s.WithdrawnBecause).HasMaxLength(500);
        story.Property(s => s.Slug).HasMaxLength(80);
        story.Property<long>(KemDb.Version).IsConcurrencyToken();
        story.Ignore(s => s.Text).Ignore(s => s.Words);
        story.HasIndex(s => s.Slug).IsUnique().HasFilter("\"Slug\" <> ''");
        story.HasOne<Municipality>().WithMany().HasForeignKey(s => s.MunicipalityCode).OnDelete(DeleteBehavior.Restrict);
        story.HasOne<CooperationAgreement>().WithMany().HasForeignKey(s => s.AgreementId).OnDelete(DeleteBehavior.Restrict);
        story.HasMany(s => s.Approvals).WithOne(a => a.Story).HasForeignKey(a => a.StoryId);
        story.HasMany(s => s.Consents).WithOne(c => c.Story).HasForeignKey(c => c.StoryId);
        story.HasMany(s => s.Pictures).WithOne().HasForeignKey(p => p.StoryId);
    }

    public void Configure(EntityTypeBuilder<StoryApproval> approval)
    {
        approval.ToTable("StoryApprovals");
        approval.Property(a => a.Id).ValueGeneratedNever();
        approval.Property(a => a.Name).HasMaxLength(200);
        approval.Property(a => a.ContactName).HasMaxLength(100);
        approval.Property(a => a.ContactEmail).HasMaxLength(254);
        approval.Property(a => a.GivenBy).HasMaxLength(100);
        approval.Property(a => a.Wish).HasMaxLength(1000);
    }

    public void Configure(EntityTypeBuilder<StoryConsent> consent)
    {
        consent.ToTable("StoryConsents");
        consent.Property(c => c.Id).ValueGeneratedNever();
        consent.Property(c => c.PersonName).HasMaxLength(100);
        consent.Property(c => c.Address).HasMaxLength(254);
        consent.Property(c => c.RecordedBy).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<StoryPicture> picture)
    {
        picture.ToTable("StoryPictures");
        picture.Property(p => p.Id).ValueGeneratedNever();
        picture.Property(p => p.MediaType).HasMaxLength(20);
        picture.Property(p => p.AltText).HasMaxLength(200);
    }

    // Apart from the picture's row, so that a list of stories does not fetch megabytes.
    public void Configure(EntityTypeBuilder<StoryPictureFile> file)
    {
        file.ToTable("StoryPictureFiles");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.HasOne<StoryPicture>().WithOne().HasForeignKey<StoryPictureFile>(f => f.Id);
    }
}
