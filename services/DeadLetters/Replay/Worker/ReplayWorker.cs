namespace Microservices.DeadLetters.Replay.Worker;

/// <summary>Runs the steps of all replays that have not ended. Any number of processes may run it.</summary>
internal sealed class ReplayWorker(IServiceScopeFactory scopes, IOptions<ReplayOptions> options, TimeProvider timeProvider,
    ILogger<ReplayWorker> logger) : BackgroundService
{
    private const int ReplaysAtATime = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(await FindAsync(cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = ReplaysAtATime, CancellationToken = cancellationToken },
                async (replay, token) =>
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<ReplayStep>().RunAsync(replay, token);
                });
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The database is away, or a deadlock: the next tick tries again, and claims that were left are taken up.
            logger.ReplayStepFailed(exception);
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
