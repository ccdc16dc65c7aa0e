using Kem.Match.Web.Features.Agreements.Comments;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Agreements.Signatures;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Agreements;

public static class AgreementServices
{
    public static IServiceCollection AddAgreements(this IServiceCollection services) => services
        .AddSingleton<MeetingCalendar>()
        .AddScoped<PartiesNow>()
        .AddScoped<AgreementLine>()
        .AddScoped<DraftDesk>()
        .AddScoped<CommentRound>()
        .AddSingleton<SeenText>()
        .AddScoped<SigningRound>()
        .AddScoped<SigningPost>()
        .AddScoped<SigningEvidence>()
        .AddScoped<TextChanges>()
        .AddScoped<SignerAddresses>()
        .AddScoped<MeetingCheckups>()
        .AddScoped<MeetingReaders>()
        .AddScoped<MeetingPost>()
        .AddScoped<MeetingLetters>()
        .AddScoped<MeetingVoice>()
        .AddScoped<LifePost>()
        .AddScoped<LifeEvidence>()
        .AddScoped<PartyDeparture>()
        .AddScoped<PartyVoice>()
        .AddScoped<IReminderDesk, AgreementReminderDesk>()
        .AddScoped<Succession>();
}
