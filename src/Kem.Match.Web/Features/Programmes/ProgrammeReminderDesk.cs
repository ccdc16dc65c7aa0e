using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Programmes.Letters;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Programmes;

/// <summary>Writes what programmes call for: health checks to the associations, and to the lead what is missing and what comes.</summary>
public sealed class ProgrammeReminderDesk(KemDb db, AccessLinks links, LetterHours hours, TimeProvider clock) : IReminderDesk
{
    // The result of a round can be read until the next one, and some time after the last.
    private static readonly TimeSpan LinkLives = TimeSpan.FromDays(400);

    public ReminderRootKind Kind => ReminderRootKind.Programme;

    public async Task<IReadOnlyList<RemindedMatter>> OpenAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var programmes = await db.Programmes.Whole().Where(p => ids.Contains(p.Id)).ToListAsync(cancellationToken);
        var municipalities = await db.Municipalities.AsNoTracking().ToDictionaryAsync(m => m.Code, cancellationToken);

        return [.. (await db.AsTheyAreAsync(programmes, cancellationToken)).Select(now => new Matter(this, now, municipalities[now.Programme.MunicipalityCode], hours))];
    }

    /// <summary>One letter to each association for which the round is open and that is not done.</summary>
    private async Task<IReadOnlyDictionary<string, Letter>> AskAsync(Matter matter, ProgrammeRound round, bool isReminder, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var owing = matter.Now.WhoOwe(round).Where(member => hours.OnOrAfter(member.JoinedOn) <= now).ToList();
        var ids = owing.Select(member => member.OrganisationId).ToList();
        var organisations = await db.Organisations.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellationToken);
        var letters = new Dictionary<string, Letter>();

        foreach (var member in owing)
        {
            var organisation = organisations[member.OrganisationId];
            if (!MailAddresses.IsValid(organisation.ContactEmail)) continue;

            var to = Recipient.Create(organisation.ContactName, organisation.ContactEmail);
            var checkup = matter.Now.StateOf(member, round)?.Id ?? Invite(matter, member, round);
            var door = await LinkAsync(checkup, organisation, cancellationToken);

            letters[member.Id.ToString()] = isReminder
                ? new CheckupReminder(to, matter.Now.Programme, matter.Municipality, round, checkup, organisation.Name, door)
                : new CheckupInvitation(to, matter.Now.Programme, matter.Municipality, round, checkup, organisation.Name, door);
        }

        return letters;
    }

    private Guid Invite(Matter matter, ProgrammeMember member, ProgrammeRound round)
    {
        var checkup = new Checkup(matter.Now.Programme.Id, member.Id, member.OrganisationId, round.Which, clock.GetUtcNow());
        db.Checkups.Add(checkup);
        matter.Now = matter.Now with { States = [.. matter.Now.States, new CheckupState(checkup.Id, member.Id, round.Which, checkup.InvitedAt, IsBegun: false, IsClosed: false)] };
        return checkup.Id;
    }

    // The association keeps its link, until somebody else is the one to write to.
    private async Task<string> LinkAsync(Guid checkup, Organisation organisation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await db.AccessLinks.Where(l => l.Purpose == LinkPurpose.TakeCheckup && l.SubjectId == checkup && l.RevokedAt == null && l.ExpiresAt > now).ToListAsync(cancellationToken);
        var own = known.Find(link => link.Address == organisation.ContactEmail);

        foreach (var others in known.Where(link => link != own))
        {
            others.Revoke(now);
        }

        return LinkKey.Reference(own ?? links.Issue(LinkPurpose.TakeCheckup, checkup, organisation.Id, organisation.ContactEmail, LinkLives));
    }

    private static Dictionary<string, Letter> ToLead(CapacityProgramme programme, Func<Recipient, Letter> write) =>
        ProgrammeLetter.LeadOf(programme) is { } lead ? new() { [ReminderCall.Responsible] = write(lead) } : [];

    private sealed class Matter(ProgrammeReminderDesk desk, ProgrammeNow now, Municipality municipality, LetterHours hours) : RemindedMatter
    {
        public ProgrammeNow Now { get; set; } = now;

        public Municipality Municipality => municipality;

        public override ReminderRoot Root => Now.Programme.ReminderRoot;

        public override string MunicipalityCode => Now.Programme.MunicipalityCode;

        public override IEnumerable<ReminderCall> Calls() => ProgrammeReminders.Of(Now, hours);

        public override string WhyNot(Reminder reminder) => ProgrammeReminders.WhyNot(Now, reminder);

        public override async Task<IReadOnlyDictionary<string, Letter>> WriteAsync(string kind, Guid subjectId, int number, CancellationToken cancellationToken) => kind switch
        {
            ProgrammeReminders.ToTakeCheckup => await desk.AskAsync(this, RoundOf(subjectId), isReminder: false, cancellationToken),
            ProgrammeReminders.ToFinishCheckup => await desk.AskAsync(this, RoundOf(subjectId), isReminder: true, cancellationToken),
            ProgrammeReminders.CheckupsMissing => ToLead(
                Now.Programme, lead => new CheckupsMissingLetter(lead, Now.Programme, municipality, RoundOf(subjectId), [.. Now.WhoOwe(RoundOf(subjectId)).Select(member => member.Name)])),
            ProgrammeReminders.FollowUpSoon => ToLead(Now.Programme, lead => new FollowUpLetter(lead, Now.Programme, municipality, number)),
            _ => throw new InvalidOperationException($"A programme writes no letters of the kind {kind}."),
        };

        private ProgrammeRound RoundOf(Guid id) => Now.Programme.Rounds.Single(round => round.Id == id);
    }
}
