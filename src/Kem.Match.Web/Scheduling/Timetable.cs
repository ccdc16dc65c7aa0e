using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Alive;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Outbox.Returns;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Features.Ranking;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Features.Reminders.Watch;
using Kem.Match.Web.Features.Wishes;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Scheduling;

/// <summary>Everything that happens by the clock, in one place. Times are Danish.</summary>
public static class Timetable
{
    public static IServiceCollection AddTimetable(this IServiceCollection services) => services
        .Run<OutboxDelivery>("0/15 * * * * ?", RunsOn.EveryServer)
        .Run<ReminderRounds>("5 * * * * ?")
        .Run<ProposalLapses>("0 5 9-16 ? * MON-SAT")
        .Run<ReminderWatch>("0 40 6 * * ?")
        .Run<DeliveryEvidence>("30 * * * * ?")
        .Run<SignedCopies>("10/30 * * * * ?")
        .Run<EvidenceNotes>("0 50 1 ? * *")
        .Run<MinutesApprovals>("0 30 8 ? * *")
        .Run<AgreementTerms>("0 35 8 ? * *")
        .Run<ReturnedMails>("0 2/5 * * * ?")
        .Run<MailErasure>("0 20 3 ? * *")
        .Run<Digests>("0 0/5 * * * ?")
        .Run<BounceAlerts>("15 0/5 * * * ?")
        .Run<MatchRecord>("0 0/10 * * * ?")
        .Run<MatchQuestions>("0 30 9-16 ? * MON-SAT")
        .Run<RankingTraining>("0 10 2 ? * *")
        .AddScheduler();
}
