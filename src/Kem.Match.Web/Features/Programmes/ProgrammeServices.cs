using Kem.Match.Web.Features.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Programmes;

public static class ProgrammeServices
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services) => services
        .AddScoped<ProgrammeChoices>()
        .AddScoped<IReminderDesk, ProgrammeReminderDesk>();
}
