using Kem.Match.Web.Features.Evidence.Journal;
using Kem.Match.Web.Features.Evidence.Verifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Evidence;

public static class EvidenceSetup
{
    public static IServiceCollection AddEvidence(this IServiceCollection services, IConfiguration configuration) => services
        .AddHttpContextAccessor()
        .AddSingleton(PdfSettings.Read(configuration.GetSection("Pdf")))
        .AddSingleton<IPdfPrinter, ChromiumPdfPrinter>()
        .AddScoped<EvidenceVerification>()
        .AddScoped<EvidenceFiles>()
        .AddScoped<FileVerification>()
        .AddSingleton<VerificationLimit>()
        .AddScoped<JournalPackage>()
        .AddScoped<EvidenceTrail>();
}
