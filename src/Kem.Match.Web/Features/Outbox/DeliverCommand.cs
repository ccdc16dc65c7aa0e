using System.Runtime.InteropServices;
using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// <c>dotnet Kem.Match.Web.dll deliver</c> sends what is due and ends, without opening the web site. It can run
/// beside the web site and beside others like itself.
/// </summary>
public static class DeliverCommand
{
    public const string Name = "deliver";

    private const int CouldNotStart = 1;

    public static async Task<int> RunAsync(string[] options)
    {
        var builder = WebApplication.CreateBuilder(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKemDb(builder.Configuration, builder.Environment);
        builder.Services.AddOutbox(builder.Configuration, builder.Environment);
        builder.Services.AddScoped<OutboxDelivery>();

        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();

        try
        {
            await DatabaseCheck.RefuseMissingAsync(scope.ServiceProvider.GetRequiredService<KemDb>(), CancellationToken.None);
        }
        catch (UnusableDatabaseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return CouldNotStart;
        }

        using var stop = new CancellationTokenSource();
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));

        await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().RunAsync(stop.Token);
        return 0;
    }

    // The mail that is on its way gets its answer before the program ends.
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
