using Microservices.DeadLetters.Alarms.Detecting;
using Microservices.DeadLetters.Alarms.Sending;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Alarms;

/// <summary>Looks what is open, tells it to dashboards, and to people what they have to know. Any number of processes may do it.</summary>
internal sealed class AlarmWorker(IServiceScopeFactory scopes, IOptions<AlarmOptions> options, AlarmMetrics metrics,
    TimeProvider timeProvider, ILogger<AlarmWorker> logger) : BackgroundService
{
    private bool Tells => options.Value.Webhook.IsOn || options.Value.Mail.IsOn;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, timeProvider);
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
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var queues = await services.GetRequiredService<QueueStates>().ReadAsync(cancellationToken);
            metrics.Set(queues);
            if (!Tells)
                return;

            await services.GetRequiredService<AlarmDetection>().RunAsync(queues, cancellationToken);
            await services.GetRequiredService<NotificationDispatch>().RunAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The database is away: the next round sees the same.
            logger.AlarmRoundFailed(exception);
        }
    }
}
