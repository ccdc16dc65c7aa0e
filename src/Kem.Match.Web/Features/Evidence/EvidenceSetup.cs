using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Evidence;

public static class EvidenceSetup
{
    public static IServiceCollection AddEvidence(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddScoped<EvidenceVerification>()
        .AddScoped<EvidenceTrail>();
}
