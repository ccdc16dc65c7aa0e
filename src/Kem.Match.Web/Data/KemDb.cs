using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Domain.Expectations;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Domain.Routines;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Domain.Words;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Kem.Match.Web.Data;

/// <summary>The store. One mapping, two databases.</summary>
public abstract class KemDb(DbContextOptions options) : IdentityDbContext<KemUser, IdentityRole<Guid>, Guid>(options)
{
    /// <summary>Shadow column that rises with every change, so that two people cannot overwrite each other unseen.</summary>
    public const string Version = "Version";

    /// <summary>Sorts as a Danish reader expects: æ, ø, å last, capitals and small letters alike.</summary>
    public const string DanishOrder = "da_dk";

    /// <summary>Set by the one who plans reminders in the same save as the changes.</summary>
    public bool RemindersArePlanned { get; set; }

    public DbSet<Municipality> Municipalities => Set<Municipality>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<OrganisationMerge> OrganisationMerges => Set<OrganisationMerge>();
    public DbSet<Need> Needs => Set<Need>();
    public DbSet<MatchProposal> Proposals => Set<MatchProposal>();
    public DbSet<ProposalForward> ProposalForwards => Set<ProposalForward>();
    public DbSet<CooperationAgreement> Agreements => Set<CooperationAgreement>();
    public DbSet<AgreementVersion> AgreementVersions => Set<AgreementVersion>();
    public DbSet<DraftComment> DraftComments => Set<DraftComment>();
    public DbSet<StatusMeeting> StatusMeetings => Set<StatusMeeting>();
    public DbSet<EvidenceEvent> EvidenceEvents => Set<EvidenceEvent>();
    public DbSet<EvidenceHead> EvidenceHeads => Set<EvidenceHead>();
    public DbSet<AgreementDocument> AgreementDocuments => Set<AgreementDocument>();
    public DbSet<SignedCopy> SignedCopies => Set<SignedCopy>();
    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();
    public DbSet<MinutesJournalEntry> MinutesJournalEntries => Set<MinutesJournalEntry>();
    public DbSet<PaperScan> PaperScans => Set<PaperScan>();
    public DbSet<ExpectationTalk> ExpectationTalks => Set<ExpectationTalk>();
    public DbSet<TalkSide> TalkSides => Set<TalkSide>();
    public DbSet<MatchEvent> MatchEvents => Set<MatchEvent>();
    public DbSet<MatchQuestion> MatchQuestions => Set<MatchQuestion>();
    public DbSet<Story> Stories => Set<Story>();
    public DbSet<StoryApproval> StoryApprovals => Set<StoryApproval>();
    public DbSet<StoryConsent> StoryConsents => Set<StoryConsent>();
    public DbSet<StoryPictureFile> StoryPictureFiles => Set<StoryPictureFile>();
    public DbSet<ShownList> ShownLists => Set<ShownList>();
    public DbSet<ComparedPartner> ComparedPartners => Set<ComparedPartner>();
    public DbSet<TrainingRun> TrainingRuns => Set<TrainingRun>();
    public DbSet<ModelInUse> ModelsInUse => Set<ModelInUse>();
    public DbSet<AccessLink> AccessLinks => Set<AccessLink>();
    public DbSet<WordCorrection> WordCorrections => Set<WordCorrection>();
    public DbSet<OutgoingMail> Outbox => Set<OutgoingMail>();
    public DbSet<MailAttachment> MailAttachments => Set<MailAttachment>();
    public DbSet<MailStop> MailStops => Set<MailStop>();
    public DbSet<CapacityProgramme> Programmes => Set<CapacityProgramme>();
    public DbSet<ProgrammeMember> ProgrammeMembers => Set<ProgrammeMember>();
    public DbSet<Checkup> Checkups => Set<Checkup>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<ReminderWork> ReminderWork => Set<ReminderWork>();
    public DbSet<ReminderFinding> ReminderFindings => Set<ReminderFinding>();
    public DbSet<ReminderAlarm> ReminderAlarms => Set<ReminderAlarm>();
    public DbSet<MailWishes> MailWishes => Set<MailWishes>();
    public DbSet<LastDigest> LastDigests => Set<LastDigest>();
    public DbSet<DataNotice> DataNotices => Set<DataNotice>();
    public DbSet<PhoneReminder> PhoneReminders => Set<PhoneReminder>();
    public DbSet<MailWording> MailWordings => Set<MailWording>();
    public DbSet<RoutineState> Routines => Set<RoutineState>();
    public DbSet<RoutineRun> RoutineRuns => Set<RoutineRun>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var known = FindChanges();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var known = FindChanges();
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(KemDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    // What has changed is looked for once in a save, and not again by everybody who asks what it was.
    private ChangesAreKnown FindChanges()
    {
        ChangeTracker.DetectChanges();
        var known = new ChangesAreKnown(ChangeTracker);

        RaiseVersions();
        NoteReminderWork();
        return known;
    }

    // A change of what calls for reminders is saved together with the note that they must be planned again.
    private void NoteReminderWork()
    {
        if (RemindersArePlanned) return;

        var roots = ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => entry.Entity).OfType<ICallForReminders>().Select(entity => entity.ReminderRoot).ToHashSet();
        roots.ExceptWith(ChangeTracker.Entries<ReminderWork>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity.Root));
        ReminderWork.AddRange(roots.Select(root => new ReminderWork(root.Kind, root.Id)));
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            if (entry.Metadata.FindProperty(Version) is not null)
            {
                var version = entry.Property(Version);
                version.CurrentValue = (long)version.OriginalValue! + 1;
            }
        }
    }

    private sealed class ChangesAreKnown : IDisposable
    {
        private readonly ChangeTracker tracker;
        private readonly bool before;

        public ChangesAreKnown(ChangeTracker tracker)
        {
            (this.tracker, before) = (tracker, tracker.AutoDetectChangesEnabled);
            tracker.AutoDetectChangesEnabled = false;
        }

        public void Dispose() => tracker.AutoDetectChangesEnabled = before;
    }
}

public sealed class SqliteKemDb(DbContextOptions<SqliteKemDb> options) : KemDb(options);

public sealed class PostgresKemDb(DbContextOptions<PostgresKemDb> options) : KemDb(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasCollation(DanishOrder, locale: "da-DK", provider: "icu", deterministic: true);
    }
}
