using Kem.Match.Web.Domain.Ranking;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>How a training that somebody asked for stands when the answer goes out.</summary>
public readonly record struct TrainingAnswer(bool IsUnderWay, TrainingState? State);

/// <summary>Trains in a scope of its own, so that the work goes on when the page is no longer waited for.</summary>
public sealed class TrainingOnDemand(IServiceScopeFactory scopes)
{
    private static readonly TimeSpan WorthWaitingFor = TimeSpan.FromSeconds(8);

    public async Task<TrainingAnswer> TrainAsync(CancellationToken cancellationToken)
    {
        var training = InItsOwnScopeAsync();

        return await Task.WhenAny(training, Task.Delay(WorthWaitingFor, cancellationToken)) == training
            ? await training is { } run ? new TrainingAnswer(IsUnderWay: false, run.State) : new TrainingAnswer(IsUnderWay: true, null)
            : new TrainingAnswer(IsUnderWay: true, null);
    }

    private async Task<TrainingRun?> InItsOwnScopeAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RankingTraining>().TrainNowAsync(CancellationToken.None);
    }
}
