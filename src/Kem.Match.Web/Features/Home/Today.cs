using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Alive;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Home;

/// <summary>Finds what waits for the viewer, from the state of things alone.</summary>
public sealed class Today(KemDb db, PhoneReminders calls, TimeProvider clock)
{
    private const char NoBreak = '\u00a0';
    private const int PersonWaits = 1;
    private const int Deadline = 2;
    private const int Upkeep = 3;

    private IReadOnlyList<TodayTask>? found;

    /// <summary>What waits, the most urgent first. Asked twice in one request, it looks once.</summary>
    public async Task<IReadOnlyList<TodayTask>> TasksForAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (found is not null) return found;

        var viewer = Viewer.From(user);
        var tasks = new List<TodayTask>();

        tasks.AddRange(await SignaturesAsync(user, viewer, cancellationToken));
        tasks.AddRange(await MinutesAsync(user, viewer, cancellationToken));
        tasks.AddRange(viewer.IsCoordinator
            ? await AnswersAsync(user, cancellationToken)
            : await ProposalsToAnswerAsync(user, viewer, cancellationToken));
        tasks.AddRange(await QuestionsAsync(user, viewer, cancellationToken));

        if (viewer.IsCoordinator)
        {
            tasks.AddRange(await CallsAsync(user, cancellationToken));
            tasks.AddRange(await RefusedAgreementsAsync(user, cancellationToken));
            tasks.AddRange(await StalledAgreementsAsync(user, cancellationToken));
            tasks.AddRange(await StoppedAddressesAsync(user, cancellationToken));
            tasks.AddRange(await JournalAsync(user, cancellationToken));
        }

        if (viewer.IsAdministrator || viewer.IsCoordinator)
        {
            tasks.AddRange(await FailedMailsAsync(user, cancellationToken));
        }

        return found = [.. tasks.OrderBy(task => task.Order).ThenBy(task => task.Since)];
    }

    private async Task<IEnumerable<TodayTask>> AnswersAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var yearAgo = clock.GetUtcNow().AddYears(-1);
        var proposals = await db.Proposals.VisibleTo(user).AsNoTracking()
            .Where(p => p.ChangedAt > yearAgo)
            .Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker)
            .ToListAsync(cancellationToken);

        // Who was asked again about the same need waits in the newest proposal only.
        var newest = proposals.GroupBy(p => (p.NeedId, p.PartnerId)).Select(asked => asked.MaxBy(p => p.SentAt)!);

        // Whom a bundle can go on with: nobody needs to decide about a bundle that has nobody left.
        var bundlesLeft = proposals.Where(p => p is { BundleId: not null, CanBeWithdrawn: true }).Select(p => p.BundleId).ToHashSet();

        return newest.Select(proposal => AboutAnswer(proposal, today, bundlesLeft.Contains(proposal.BundleId))).OfType<TodayTask>();
    }

    private TodayTask? AboutAnswer(MatchProposal proposal, DateOnly today, bool othersAreLeft)
    {
        var (partner, asker) = (proposal.Partner, proposal.Need.Asker.Name);
        var url = $"/forslag/{proposal.Id}";
        var since = proposal.AnsweredAt ?? proposal.SentAt;

        return proposal.State switch
        {
            ProposalState.Interested when proposal.MeetingStartsAt is null => new TodayTask(
                "persons", $"{partner.Name} sagde ja til at møde {asker}", url, $"Forslag om: {proposal.Need.Title}", "Aftal et møde", url + "/moede", PersonWaits, since)
                { Quote = proposal.AnswerMessage, QuotedPerson = QuotedPerson(proposal), ChainLink = 4 },
            ProposalState.Interested when DanishTime.DayOf(proposal.MeetingStartsAt!.Value) < today => new TodayTask(
                "document", $"{partner.Name} og {asker} har holdt møde", url, "Blev de enige, så skriv det ned i en kort aftale.", "Lav aftale", url + "/aftale", PersonWaits, proposal.MeetingStartsAt.Value)
                { ChainLink = 5 },
            ProposalState.Question => new TodayTask(
                "email", $"{partner.Name} har et spørgsmål", url, $"Forslag om: {proposal.Need.Title}", "Læs og svar", url + "/beskeder", PersonWaits, since)
                { Quote = proposal.AnswerMessage, QuotedPerson = QuotedPerson(proposal), ChainLink = 3 },
            ProposalState.Later when proposal.AskAgainOn <= today => new TodayTask(
                "calendar-month", $"Nu må I spørge {partner.Name} igen", url, $"De bad om at vente. Forslag om: {proposal.Need.Title}", "Se forslaget", url, Upkeep, since),
            _ when proposal.IsCallDueOn(today) => new TodayTask(
                "smartphone", proposal.HasWrongNumber ? $"Find nummeret til {partner.Name}" : proposal.AnswerBy < today || proposal.RemindersSent > 0 ? $"Ingen svar fra {partner.Name}" : $"Ring til {partner.Name}",
                url, $"{CallText.Why(proposal, today)} {Phone(partner)}".TrimEnd(), "Ring, og skriv svaret ned", url + "/opkald", Deadline, proposal.SentAt),
            ProposalState.Declined when othersAreLeft && proposal is { BundleId: not null, OthersDecidedAt: null } => new TodayTask(
                "groups", $"{partner.Name} er ikke med mere", url, "De var spurgt sammen med andre. Vil I gå videre med resten?", "Tag stilling", url, PersonWaits, since),
            _ => null,
        };
    }

    private static string Phone(Organisation partner) =>
        partner.ContactPhone.Length > 0 ? $"Ring til {partner.ContactName} på {partner.ContactPhone.Replace(' ', NoBreak)}." : "";

    private string QuotedPerson(MatchProposal proposal) =>
        $"{(proposal.SpokeWith.Length > 0 ? proposal.SpokeWith : proposal.ReaderName)} · {DanishText.Moment(proposal.AnsweredAt!.Value, clock.GetUtcNow())}";

    private async Task<IEnumerable<TodayTask>> ProposalsToAnswerAsync(ClaimsPrincipal user, Viewer viewer, CancellationToken cancellationToken)
    {
        var open = await db.Proposals.VisibleTo(user).AsNoTracking()
            .Include(p => p.Need).ThenInclude(n => n.Asker)
            .Where(p => p.PartnerId == viewer.OrganisationId && p.State == ProposalState.Sent)
            .ToListAsync(cancellationToken);

        return open.Select(proposal => new TodayTask(
            "email", $"{proposal.Need.Asker.Name} vil gerne møde jer", $"/forslag/{proposal.Id}",
            $"{proposal.Need.Title} Svar gerne senest {DanishText.DayAndMonth(proposal.AnswerBy)}.", "Læs og svar", $"/forslag/{proposal.Id}/svar", PersonWaits, proposal.SentAt)
            { ChainLink = 3 });
    }

    private async Task<IEnumerable<TodayTask>> CallsAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await calls.DueAsync(user, cancellationToken)).Select(call => new TodayTask(
            "smartphone", $"Ring til {call.Name}: {call.About}", "/forslag/opkald", $"De vil hellere ringes op. Ring på {call.Phone.Replace(' ', NoBreak)}.", "Se, hvad du kan sige", "/forslag/opkald", Deadline, call.CreatedAt));

    // Did you meet, is it still alive? Asked of the viewer's own organisation; the others answer for themselves.
    private async Task<IEnumerable<TodayTask>> QuestionsAsync(ClaimsPrincipal user, Viewer viewer, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-MatchQuestion.DaysOpen);
        var open = await (
            from question in db.MatchQuestions.VisibleTo(user).AsNoTracking()
            where question.OrganisationId == viewer.OrganisationId && question.AnsweredAt == null && question.AskedAt > since
            join proposal in db.Proposals on question.ProposalId equals proposal.Id
            select new { question.Id, question.Step, question.AskedAt, proposal.Need.Title }).ToListAsync(cancellationToken);

        return open.Select(question => new TodayTask(
            "groups", StepText.Of(question.Step).Question, $"/holder-det/svar/{question.Id}", question.Title, "Svar med ét tryk", $"/holder-det/svar/{question.Id}", Upkeep, question.AskedAt));
    }

    private async Task<IEnumerable<TodayTask>> SignaturesAsync(ClaimsPrincipal user, Viewer viewer, CancellationToken cancellationToken)
    {
        var mine = await db.Agreements.VisibleTo(user).AsNoTracking().Include(a => a.Parties)
            .Where(a => a.State == AgreementState.OutForSignature && a.Parties.Any(p => p.OrganisationId == viewer.OrganisationId))
            .ToListAsync(cancellationToken);

        return mine.Where(agreement => agreement.SignatoryOf(viewer.OrganisationId, viewer.Email) is { } own && agreement.CanBeSignedBy(own)).Select(agreement =>
        {
            var others = agreement.Parties.Count(p => p.OrganisationId != viewer.OrganisationId && p.HasSigned);
            var why = others == agreement.Parties.Count - 1 ? "Alle andre har skrevet under. Kun du mangler." : $"{DanishText.Share(others, agreement.Parties.Count)} har skrevet under.";

            return new TodayTask("edit", $"Din underskrift: {agreement.Title}", $"/aftaler/{agreement.Id}", DanishText.Capitalised(why), "Læs og skriv under", $"/aftaler/{agreement.Id}/underskrift", PersonWaits, agreement.SentForSignatureAt!.Value)
            {
                ChainLink = 5,
            };
        });
    }

    private async Task<IEnumerable<TodayTask>> MinutesAsync(ClaimsPrincipal user, Viewer viewer, CancellationToken cancellationToken)
    {
        if (!viewer.IsCoordinator) return [];

        var today = clock.Today();
        var owed = await db.StatusMeetings.VisibleTo(user).AsNoTracking().Include(m => m.Agreement)
            .Where(m => m.State == MeetingState.Planned && m.On < today && m.Agreement.State == AgreementState.InForce)
            .ToListAsync(cancellationToken);

        return owed.Select(meeting => new TodayTask(
            "document", $"Referat mangler: {meeting.Agreement.Title}", $"/aftaler/{meeting.AgreementId}",
            $"Mødet var {DanishText.WeekdayAndDay(meeting.On)}. Tre linjer er nok.", "Skriv tre linjer", $"/moeder/{meeting.Id}/referat", Deadline, meeting.StartsAt)
            { ChainLink = 6 });
    }

    private async Task<IEnumerable<TodayTask>> RefusedAgreementsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var refused = await db.Agreements.VisibleTo(user).AsNoTracking().Include(a => a.Parties)
            .Where(a => a.State == AgreementState.Declined)
            .ToListAsync(cancellationToken);

        return refused.Select(agreement => new TodayTask(
            "edit", $"{agreement.Parties.First(p => p.HasDeclined).Name} skrev ikke under", $"/aftaler/{agreement.Id}",
            $"Aftalen »{agreement.Title}« ligger stille.", "Se hvorfor", $"/aftaler/{agreement.Id}", Deadline, agreement.ChangedAt)
            { ChainLink = 5 });
    }

    // A meeting that nobody has written about yet is a task of its own; here are those that everybody let slip.
    private async Task<IEnumerable<TodayTask>> StalledAgreementsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var inForce = await db.Agreements.VisibleTo(user).AsNoTracking().Include(a => a.StatusMeetings)
            .Where(a => a.State == AgreementState.InForce && a.EndsOn >= today)
            .ToListAsync(cancellationToken);

        return inForce
            .Where(agreement => agreement.HealthOn(today) == AgreementHealth.Stalled && !agreement.StatusMeetings.Any(meeting => meeting.OwesMinutesOn(today)))
            .Select(agreement => new TodayTask(
                "groups", $"Gået i stå: {agreement.Title}", $"/aftaler/{agreement.Id}", "Det sidste statusmøde blev ikke holdt. Ring, og hør hvordan det går.", "Se aftalen", $"/aftaler/{agreement.Id}", Upkeep, agreement.ChangedAt)
                { ChainLink = 6 });
    }

    private async Task<IEnumerable<TodayTask>> FailedMailsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        const string Url = "/administration/udbakke?tilstand=Failed";
        var failed = await db.Outbox.VisibleTo(user).CountAsync(m => m.State == OutgoingMailState.Failed && m.HandledAt == null, cancellationToken);
        var outdated = await db.Outbox.VisibleTo(user).CountAsync(m => m.HandledAt == null && (m.Reason == MailReason.Outdated || (m.Reason == MailReason.Paused && m.Use == LetterUse.Necessary)), cancellationToken);
        var tasks = new List<TodayTask>();

        if (failed > 0)
        {
            tasks.Add(new TodayTask("email", $"{DanishText.Count(failed, "mail", "mails")} kom ikke frem", Url, "Se, hvad serveren svarede.", "Se mails", Url, Deadline, clock.GetUtcNow()));
        }

        if (outdated > 0)
        {
            const string Late = "/administration/udbakke?tilstand=Suppressed";
            tasks.Add(new TodayTask("email", $"{DanishText.Count(outdated, "mail", "mails")} nåede ikke af sted i tide", Late, "De er forældede og bliver ikke sendt. Ring, hvis nogen mangler besked.", "Se mails", Late, Deadline, clock.GetUtcNow()));
        }

        return tasks;
    }

    // What all have signed, and minutes that nobody objected to, belong in the municipality's own records within a week.
    private async Task<IEnumerable<TodayTask>> JournalAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        const string Url = "/aftaler/journal";
        var before = DanishTime.At(clock.Today().AddDays(-JournalEntry.DaysBeforeReminding), TimeOnly.MinValue);
        var agreements = await db.Agreements.VisibleTo(user).Where(a => a.InForceAt < before && !db.JournalEntries.Any(e => e.AgreementId == a.Id)).Select(a => a.InForceAt!.Value).ToListAsync(cancellationToken);
        var minutes = await db.StatusMeetings.VisibleTo(user).Where(m => m.ApprovedAt < before && !db.MinutesJournalEntries.Any(e => e.MeetingId == m.Id)).Select(m => m.ApprovedAt!.Value).ToListAsync(cancellationToken);
        if (agreements.Count + minutes.Count == 0) return [];

        var what = DanishText.List(new[] { (agreements.Count, "aftale", "aftaler"), (minutes.Count, "referat", "referater") }.Where(kind => kind.Count > 0).Select(kind => DanishText.Count(kind.Count, kind.Item2, kind.Item3)));
        return [new TodayTask("document", $"{what} er ikke journaliseret", Url, "De har ventet mere end 7 dage.", "Se listen", Url, Upkeep, agreements.Concat(minutes).Min())];
    }

    private async Task<IEnumerable<TodayTask>> StoppedAddressesAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var dead = await db.MailStops.VisibleTo(user).AsNoTracking()
            .Where(s => s.Cause == MailStopCause.Undeliverable && s.LiftedAt == null && s.HandledAt == null)
            .ToListAsync(cancellationToken);

        return dead.Select(stop => new TodayTask(
            "email", $"Mails til {stop.Address} kommer ikke frem", "/administration/mailstop", "Ring til dem, og ret adressen.", "Se adressen", "/administration/mailstop", Deadline, stop.At));
    }
}
