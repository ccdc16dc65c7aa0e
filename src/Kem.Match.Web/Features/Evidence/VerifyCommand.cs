using System.Text.Json;
using System.Text.Json.Serialization;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Evidence;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>
/// <c>verify [--agreement ID] [--json]</c> walks every evidence trail and every kept document, and names the first thing
/// that is wrong with each. The exit code is 1 when anything is.
/// </summary>
public static class VerifyCommand
{
    public const string Name = "verify";

    private const string Usage = "verify [--agreement ID] [--json]";
    private const int FaultsFound = 1;
    private const int Refused = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static async Task<int> RunAsync(string[] options, TextWriter output, TextWriter error)
    {
        if (!TryRead(options, out var agreementId, out var asJson))
        {
            await error.WriteLineAsync(Usage);
            return Refused;
        }

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKemDb(builder.Configuration, builder.Environment);
        builder.Services.AddScoped<EvidenceVerification>();

        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();

        try
        {
            await DatabaseCheck.RefuseMissingAsync(scope.ServiceProvider.GetRequiredService<KemDb>(), CancellationToken.None);
        }
        catch (UnusableDatabaseException e)
        {
            await error.WriteLineAsync(e.Message);
            return Refused;
        }

        return await RunAsync(scope.ServiceProvider.GetRequiredService<EvidenceVerification>(), agreementId, asJson, output);
    }

    public static async Task<int> RunAsync(EvidenceVerification verification, Guid? agreementId, bool asJson, TextWriter output)
    {
        var verified = agreementId is { } id ? [await verification.OneAsync(id, CancellationToken.None)] : await verification.AllAsync(CancellationToken.None);
        var faults = verified.Select(trail => trail.Fault).OfType<EvidenceFault>().ToList();

        if (asJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Trails = verified.Count, Events = verified.Sum(trail => trail.Events), Faults = faults }, Json));
        }
        else
        {
            foreach (var fault in faults)
            {
                await output.WriteLineAsync($"{fault.AgreementId}: {Describe(fault)}");
            }

            await output.WriteLineAsync($"{verified.Count} trails, {verified.Sum(trail => trail.Events)} events, {faults.Count} with something wrong.");
        }

        return faults.Count == 0 ? 0 : FaultsFound;
    }

    private static string Describe(EvidenceFault fault) => fault.Kind switch
    {
        EvidenceFaultKind.Altered => $"event {fault.Number} has been altered.",
        EvidenceFaultKind.Missing => $"event {fault.Number} has been taken out.",
        EvidenceFaultKind.Inserted => $"event {fault.Number} was never written by the service.",
        EvidenceFaultKind.Swapped => $"event {fault.Number} stands in another's place.",
        EvidenceFaultKind.Truncated => $"the trail is cut off from event {fault.Number}.",
        EvidenceFaultKind.HeadAltered => $"the sealed head does not fit the {fault.Number} events.",
        EvidenceFaultKind.RolledBack => $"an older copy has been put back: event {fault.Number}, noted outside the database, is not there.",
        EvidenceFaultKind.NoTrail => "the trail is gone, head and all.",
        EvidenceFaultKind.DocumentAltered => $"the document of event {fault.Number} is not the one that was kept.",
        EvidenceFaultKind.DocumentMissing => $"the document of event {fault.Number} is gone.",
        EvidenceFaultKind.AgreementAltered => $"the agreement names another text than event {fault.Number} sent for signature.",
    };

    private static bool TryRead(string[] options, out Guid? agreementId, out bool asJson)
    {
        agreementId = null;
        asJson = false;

        for (var i = 0; i < options.Length; i++)
        {
            if (options[i] == "--json")
            {
                asJson = true;
            }
            else if (options[i] == "--agreement" && i + 1 < options.Length && Guid.TryParse(options[++i], out var id))
            {
                agreementId = id;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
