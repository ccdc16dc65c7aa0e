using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// Asks once more, in the moment before mails are handed over, whether they are still true and wanted: a meeting may have been
/// moved and a proposal answered since they were written.
/// </summary>
public sealed class MailRelevance(KemDb db)
{
    /// <summary>Why mails should not go out; those that should are not in it.</summary>
    public async Task<IReadOnlyDictionary<Guid, (MailReason Code, string Reason)>> WhyHoldBackAsync(IReadOnlyCollection<OutgoingMail> mails, DateTimeOffset now)
    {
        var (stops, changes) = (await StopsForAsync(mails), await WhatHasChangedAsync(mails));
        var why = new Dictionary<Guid, (MailReason, string)>();

        foreach (var mail in mails)
        {
            if (mail.IsStale(now))
            {
                why[mail.Id] = (MailReason.Outdated, "Forældet: Mailen nåede ikke af sted i tide og er ikke længere aktuel.");
            }
            else if (await ReasonOf(stops.GetValueOrDefault((mail.MunicipalityCode, MailStop.Normalise(mail.ToAddress))), mail) is { } stop)
            {
                why[mail.Id] = stop;
            }
            else if (changes.TryGetValue(mail.Id, out var change))
            {
                why[mail.Id] = (MailReason.Changed, change);
            }
        }

        return why;
    }

    /// <summary>What has made mails untrue since they were written; those that are still true are not in it.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> WhatHasChangedAsync(IReadOnlyCollection<OutgoingMail> mails)
    {
        var (proposals, agreements, meetings) = (About<MatchProposal>(mails), About<CooperationAgreement>(mails), About<StatusMeeting>(mails));
        var proposalsNow = proposals.Count == 0 ? [] : await db.Proposals.AsNoTracking()
            .Where(p => proposals.Contains(p.Id)).Select(p => new { p.Id, Now = new ProposalNow(p.State, p.MeetingSequence) }).ToDictionaryAsync(p => p.Id, p => p.Now);
        var agreementsNow = agreements.Count == 0 ? [] : await db.Agreements.AsNoTracking()
            .Where(a => agreements.Contains(a.Id)).Select(a => new { a.Id, a.State }).ToDictionaryAsync(a => a.Id, a => a.State);
        var meetingsNow = meetings.Count == 0 ? [] : await db.StatusMeetings.AsNoTracking()
            .Where(m => meetings.Contains(m.Id)).Select(m => new { m.Id, Now = new MeetingNow(m.State, m.Sequence, m.Agreement.State) }).ToDictionaryAsync(m => m.Id, m => m.Now);
        var checkups = About<Checkup>(mails);
        var checkupsNow = checkups.Count == 0 ? [] : await CheckupsAsync(checkups);
        var programmes = About<CapacityProgramme>(mails);
        var running = programmes.Count == 0 ? [] : await db.Programmes.Where(p => programmes.Contains(p.Id) && p.StoppedAt == null).Select(p => p.Id).ToHashSetAsync();
        var answered = await AnsweredAsync(mails);
        var changes = new Dictionary<Guid, string>();

        foreach (var mail in mails)
        {
            var change = mail.AboutType switch
            {
                nameof(MatchProposal) => ChangeOf(mail, proposalsNow.GetValueOrDefault(mail.AboutId!.Value)),
                nameof(CooperationAgreement) => ChangeOf(mail, agreementsNow.TryGetValue(mail.AboutId!.Value, out var state) ? state : null, answered.Contains(mail.Id)),
                nameof(StatusMeeting) => ChangeOf(mail, meetingsNow.GetValueOrDefault(mail.AboutId!.Value)),
                nameof(Checkup) => ChangeOf(mail, checkupsNow.GetValueOrDefault(mail.AboutId!.Value)),
                nameof(CapacityProgramme) when !running.Contains(mail.AboutId!.Value) => "Forløbet er stoppet.",
                _ => null,
            };

            if (change is not null) changes[mail.Id] = change;
        }

        return changes;
    }

    private async Task<Dictionary<(string?, string), MailStop>> StopsForAsync(IReadOnlyCollection<OutgoingMail> mails)
    {
        var addresses = mails.Where(mail => mail.Kind != TestLetter.Code).Select(mail => MailStop.Normalise(mail.ToAddress)).Distinct().ToList();
        var stops = await db.MailStops.AsNoTracking().Where(s => addresses.Contains(s.Address)).ToListAsync();
        return stops.ToDictionary(s => ((string?)s.MunicipalityCode, s.Address));
    }

    private async Task<(MailReason, string)?> ReasonOf(MailStop? stop, OutgoingMail mail) => stop switch
    {
        null => null,
        _ when mail.Kind == TestLetter.Code || !stop.Covers(mail.Use) => null,
        // What a digest carries has been kept back for it. Said no to afterwards, it comes this once.
        { Scope: MailStopScope.Reminders } when stop.At >= mail.CreatedAt && await db.Outbox.AnyAsync(m => m.GatheredIn == mail.Id) => null,
        { Cause: MailStopCause.Receiver } => (MailReason.Unsubscribed, "Modtageren har sagt nej tak til påmindelser."),
        _ => (MailReason.AddressStopped, $"Der skrives ikke til adressen: {stop.Why}"),
    };

    private static List<Guid> About<T>(IEnumerable<OutgoingMail> mails) =>
        [.. mails.Where(mail => mail.AboutType == typeof(T).Name).Select(mail => mail.AboutId!.Value).Distinct()];

    private async Task<Dictionary<Guid, CheckupNow>> CheckupsAsync(List<Guid> ids) => await db.Checkups.AsNoTracking().Where(c => ids.Contains(c.Id))
        .Select(c => new
        {
            c.Id,
            Now = new CheckupNow(
                c.ClosedAt != null,
                c.Programme.StoppedAt != null,
                db.ProgrammeMembers.Any(m => m.Id == c.MemberId && m.LeftOn != null),
                db.Organisations.Any(o => o.Id == c.OrganisationId && (o.MergedIntoId != null || o.RetiredOn != null)),
                c.Programme.Rounds.Where(r => r.Which == c.Round).Select(r => r.Sequence).First()),
        })
        .ToDictionaryAsync(c => c.Id, c => c.Now);

    // The ledger knows whose signature a reminder is about.
    private async Task<HashSet<Guid>> AnsweredAsync(IEnumerable<OutgoingMail> mails)
    {
        var reminders = mails.Where(mail => mail.Kind == "SIGN_REMINDER").Select(mail => mail.Id).ToList();

        return reminders.Count == 0 ? [] : await db.Reminders
            .Where(r => r.MailId != null && reminders.Contains(r.MailId.Value))
            .Where(r => db.Set<Signatory>().Any(s => s.Id == r.SubjectId && (s.SignedAt != null || s.DeclinedAt != null || s.NotRightAt != null)))
            .Select(r => r.MailId!.Value).ToHashSetAsync();
    }

    private static string? ChangeOf(OutgoingMail mail, ProposalNow? proposal) => mail.Kind switch
    {
        _ when proposal is null => "Forslaget findes ikke mere.",
        "PROPOSAL" when proposal.State == ProposalState.Withdrawn => "Forslaget er trukket tilbage.",
        "PROPOSAL_REMINDER" when proposal.State != ProposalState.Sent => "Forslaget venter ikke længere på svar.",
        "FIRST_MEETING" when mail.AboutVersion is { } version && version != proposal.MeetingSequence => "Mødet er flyttet.",
        _ => null,
    };

    private static string? ChangeOf(OutgoingMail mail, AgreementState? agreement, bool isAnswered) => mail.Kind switch
    {
        _ when agreement is null => "Aftalen findes ikke mere.",
        "SIGN_REQUEST" or "SIGN_REMINDER" when agreement != AgreementState.OutForSignature => "Aftalen ligger ikke længere til underskrift.",
        "SIGN_REMINDER" when isAnswered => "Der er svaret i mellemtiden.",
        _ => null,
    };

    private static string? ChangeOf(OutgoingMail mail, CheckupNow? checkup) => checkup switch
    {
        null => "Sundhedstjekket findes ikke mere.",
        { IsStopped: true } => "Forløbet er stoppet.",
        { HasLeft: true } => "Foreningen er ikke med i forløbet mere.",
        { HasPassed: true } => "Foreningen er nedlagt eller lagt sammen med en anden.",
        { IsClosed: true } => "Foreningen har svaret.",
        _ when mail.AboutVersion is { } version && version != checkup.Sequence => "Runden er flyttet.",
        _ => null,
    };

    // The letters after the meeting tell of what happened; those before it are only true while it is planned.
    private static string? ChangeOf(OutgoingMail mail, MeetingNow? meeting) => mail.Kind switch
    {
        _ when meeting is null => "Mødet findes ikke mere.",
        "MINUTES_OVERDUE" when meeting.State != MeetingState.Planned => "Referatet er skrevet, eller mødet blev ikke holdt.",
        "STATUS_INVITE" or "STATUS_REMINDER" or "MEETING_MOVED" when meeting.Agreement == AgreementState.Ended => "Aftalen er stoppet.",
        "STATUS_INVITE" or "STATUS_REMINDER" or "MEETING_MOVED" when meeting.State != MeetingState.Planned => "Mødet skal ikke holdes.",
        "STATUS_INVITE" or "STATUS_REMINDER" or "MEETING_MOVED" when mail.AboutVersion is { } version && version != meeting.Sequence => "Mødet er flyttet.",
        _ => null,
    };

    private sealed record ProposalNow(ProposalState State, int MeetingSequence);

    private sealed record CheckupNow(bool IsClosed, bool IsStopped, bool HasLeft, bool HasPassed, int Sequence);

    private sealed record MeetingNow(MeetingState State, int Sequence, AgreementState Agreement);
}
