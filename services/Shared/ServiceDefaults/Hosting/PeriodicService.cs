using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Does its work at intervals until the service stops. A round that fails is reported, and the next one tries again.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="runsAtStart">Whether the first round comes at once instead of after the first interval.</param>
public abstract class PeriodicService(TimeProvider timeProvider, bool runsAtStart = false) : BackgroundService
{
    /// <summary>The clock.</summary>
    protected TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>The time from one round to the next; read once, at start.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>Does the work of one round.</summary>
    /// <param name="cancellationToken">The service stops.</param>
    /// <returns>A task.</returns>
    protected abstract Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Reports that a round failed.</summary>
    /// <param name="exception">Why.</param>
    protected abstract void ReportFailure(Exception exception);

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider);
        try
        {
            if (runsAtStart)
                await TryRunAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryRunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            ReportFailure(exception);
        }
    }
}
