using System.Collections.Concurrent;

namespace Microservices.DeadLetters.Replay.Worker;

/// <summary>Runs the steps of all replays that have not ended. Any number of processes may run it.</summary>
internal sealed class ReplayWorker(IServiceScopeFactory scopes, IOptions<ReplayOptions> options, TimeProvider timeProvider,
    ILogger<ReplayWorker> logger) : BackgroundService
{
    private const int MostAtATime = 64;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // By replay: one that waits, for the broker or after a failure, holds up no other.
    private readonly Dictionary<Guid, Task> _steps = [];
    private readonly ConcurrentDictionary<Guid, int> _failures = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await StartStepsAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }

        await Task.WhenAll(_steps.Values);
    }

    private async Task StartStepsAsync(CancellationToken cancellationToken)
    {
        foreach (var (ended, _) in _steps.Where(step => step.Value.IsCompleted).ToList())
            _steps.Remove(ended);
        try
        {
            foreach (var replay in (await FindAsync(cancellationToken)).Where(replay => !_steps.ContainsKey(replay)).Take(MostAtATime - _steps.Count))
                _steps[replay] = RunAsync(replay, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ReplayStepFailed(exception);
            await Task.Delay(options.Value.PublishRetryDelay, timeProvider, cancellationToken);
        }
    }

    private async Task RunAsync(Guid replay, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReplayStep>().RunAsync(replay, cancellationToken);
            _failures.TryRemove(replay, out _);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops; the next process takes up what was claimed.
        }
        catch (Exception exception)
        {
            // The database is away, or a deadlock: a later step tries again, and takes up claims that were left.
            logger.ReplayStepFailed(exception);
            var wait = options.Value.PublishRetryDelay * (1 << Math.Min(_failures.AddOrUpdate(replay, 1, (_, failures) => failures + 1) - 1, 5));
            await Task.Delay(wait < LongestWait ? wait : LongestWait, timeProvider, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<Guid>> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DeadLettersDbContext>().Replays
            .Where(job => job.FinishedAt == null).OrderBy(job => job.CreatedAt).Select(job => job.Id)
            .ToListAsync(cancellationToken);
    }
}
