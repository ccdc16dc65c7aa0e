using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Agreements.Signatures;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Alive;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Expectations;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Outbox.Returns;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Features.Ranking;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Scheduling;

/// <summary>Everything that happens by the clock, in one place. Times are Danish.</summary>
public static class Timetable
{
    public static IServiceCollection AddTimetable(this IServiceCollection services) => services
        .Run<OutboxDelivery>("0/15 * * * * ?", RunsOn.EveryServer)
        .Run<ProposalReminders>("0 5 9-16 ? * MON-SAT")
        .Run<TalkReminders>("0 30 9-16 ? * MON-SAT")
        .Run<SignatureReminders>("0 10 9-16 ? * MON-SAT")
        .Run<StatusMeetingInvitations>("0 15 9-16 ? * MON-SAT")
        .Run<StatusMeetingReminders>("0 20 9-16 ? * *")
        .Run<MinutesReminders>("0 25 9-16 ? * MON-FRI")
        .Run<DeliveryEvidence>("30 * * * * ?")
        .Run<SignedCopies>("10/30 * * * * ?")
        .Run<EvidenceNotes>("0 50 1 ? * *")
        .Run<MinutesApprovals>("0 30 8 ? * *")
        .Run<AgreementTerms>("0 35 8 ? * *")
        .Run<ReturnedMails>("0 2/5 * * * ?")
        .Run<MailErasure>("0 20 3 ? * *")
        .Run<MatchRecord>("0 0/10 * * * ?")
        .Run<MatchQuestions>("0 30 9-16 ? * MON-SAT")
        .Run<RankingTraining>("0 10 2 ? * *")
        .AddScheduler();
}
