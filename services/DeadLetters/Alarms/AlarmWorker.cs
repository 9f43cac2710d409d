using Microservices.DeadLetters.Alarms.Detecting;
using Microservices.DeadLetters.Alarms.Sending;
using Microservices.ServiceDefaults.Hosting;

namespace Microservices.DeadLetters.Alarms;

/// <summary>Looks what is open, tells it to dashboards, and to people what they have to know. Any number of processes may do it.</summary>
internal sealed class AlarmWorker(IServiceScopeFactory scopes, IOptions<AlarmOptions> options, AlarmMetrics metrics,
    TimeProvider timeProvider, ILogger<AlarmWorker> logger) : PeriodicService(timeProvider)
{
    protected override TimeSpan Interval => options.Value.Interval;

    private bool Tells => options.Value.Webhook.IsOn || options.Value.Mail.IsOn;

    protected override async Task RunAsync(CancellationToken cancellationToken)
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

    // The database is away: the next round sees the same.
    protected override void ReportFailure(Exception exception) => logger.AlarmRoundFailed(exception);
}
