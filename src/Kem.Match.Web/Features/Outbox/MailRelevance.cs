using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// Asks once more, in the moment before a mail is handed over, whether it is still true and wanted: a meeting may have been
/// moved and a proposal answered since it was written.
/// </summary>
public sealed class MailRelevance(KemDb db)
{
    /// <summary>Why the mail should not go out, or null when it should.</summary>
    public async Task<(MailReason Code, string Reason)?> WhyHoldBackAsync(OutgoingMail mail, DateTimeOffset now)
    {
        if (mail.IsStale(now)) return (MailReason.Outdated, "Forældet: Mailen nåede ikke af sted i tide og er ikke længere aktuel.");
        if (await StopFor(mail) is { } stop) return stop;

        return await WhatHasChangedAsync(mail) is { } change ? (MailReason.Changed, change) : null;
    }

    private async Task<(MailReason, string)?> StopFor(OutgoingMail mail)
    {
        var address = MailStop.Normalise(mail.ToAddress);
        var stop = mail.Kind == TestLetter.Code ? null : await db.MailStops.AsNoTracking()
            .SingleOrDefaultAsync(s => s.MunicipalityCode == mail.MunicipalityCode && s.Address == address);

        return stop switch
        {
            null => null,
            _ when !stop.Covers(mail.Use) => null,
            // What a digest carries has been kept back for it. Said no to afterwards, it comes this once.
            { Scope: MailStopScope.Reminders } when stop.At >= mail.CreatedAt && await db.Outbox.AnyAsync(m => m.GatheredIn == mail.Id) => null,
            { Cause: MailStopCause.Receiver } => (MailReason.Unsubscribed, "Modtageren har sagt nej tak til påmindelser."),
            _ => (MailReason.AddressStopped, $"Der skrives ikke til adressen: {stop.Why}"),
        };
    }

    /// <summary>What has made the mail untrue since it was written; null when nothing has.</summary>
    public async Task<string?> WhatHasChangedAsync(OutgoingMail mail) => mail.AboutType switch
    {
        nameof(MatchProposal) => ChangeOf(mail, await db.Proposals.AsNoTracking()
            .Where(p => p.Id == mail.AboutId).Select(p => new ProposalNow(p.State, p.MeetingSequence)).SingleOrDefaultAsync()),
        nameof(CooperationAgreement) => await ChangeOfAgreementAsync(mail),
        nameof(StatusMeeting) => ChangeOf(mail, await db.StatusMeetings.AsNoTracking()
            .Where(m => m.Id == mail.AboutId).Select(m => new MeetingNow(m.State, m.Sequence, m.Agreement.State)).SingleOrDefaultAsync()),
        _ => null,
    };

    private static string? ChangeOf(OutgoingMail mail, ProposalNow? proposal) => mail.Kind switch
    {
        _ when proposal is null => "Forslaget findes ikke mere.",
        "PROPOSAL" when proposal.State == ProposalState.Withdrawn => "Forslaget er trukket tilbage.",
        "PROPOSAL_REMINDER" when proposal.State != ProposalState.Sent => "Forslaget venter ikke længere på svar.",
        "FIRST_MEETING" when mail.AboutVersion is { } version && version != proposal.MeetingSequence => "Mødet er flyttet.",
        _ => null,
    };

    private async Task<string?> ChangeOfAgreementAsync(OutgoingMail mail)
    {
        var state = await db.Agreements.AsNoTracking().Where(a => a.Id == mail.AboutId).Select(a => (AgreementState?)a.State).SingleOrDefaultAsync();

        return mail.Kind switch
        {
            _ when state is null => "Aftalen findes ikke mere.",
            "SIGN_REQUEST" or "SIGN_REMINDER" when state != AgreementState.OutForSignature => "Aftalen ligger ikke længere til underskrift.",
            "SIGN_REMINDER" when await HasAnsweredAsync(mail) => "Der er svaret i mellemtiden.",
            _ => null,
        };
    }

    // The ledger knows whose signature the reminder is about.
    private Task<bool> HasAnsweredAsync(OutgoingMail mail) =>
        db.Set<Signatory>().AnyAsync(s => (s.SignedAt != null || s.DeclinedAt != null || s.NotRightAt != null) && db.Reminders.Any(r => r.MailId == mail.Id && r.SubjectId == s.Id));

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

    private sealed record MeetingNow(MeetingState State, int Sequence, AgreementState Agreement);
}
