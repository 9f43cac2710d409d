using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>
/// Holds the messages of one endpoint while a dependency is away. The messages in process wait, and so keep the place of those in the
/// queue; probes of the dependency, ever more seldom, tell when all may go on.
/// </summary>
internal sealed class OutageGate(Func<string> endpoint, MessagingOptions options, IServiceScopeFactory scopes, TimeProvider time,
    MessagingMetrics metrics, ILogger logger, CancellationToken stopping)
{
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private OutageReport? _outage;
    private TaskCompletionSource _opened = new();
    private Question? _asking;
    private int _held;

    /// <summary>The outage, its begin and its reason; null while there is none.</summary>
    public OutageReport? Outage
    {
        get
        {
            lock (_lock)
                return _outage is null ? null : _outage with { Waiting = _held };
        }
    }

    /// <summary>Waits while something is away.</summary>
    /// <param name="longest">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether nothing is away; false when the time is over.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Task opened;
        lock (_lock)
        {
            if (_outage is null)
                return true;
            opened = _opened.Task;
            _held++;
        }

        try
        {
            await opened.WaitAsync(longest, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (_lock)
                _held--;
        }
    }

    /// <summary>Finds out whether a failure comes from an outage, and closes the gate if so.</summary>
    /// <param name="outage">The outage that the exception may come from.</param>
    /// <param name="exception">The failure.</param>
    public Task<bool> IsAwayAsync(Outage outage, Exception exception)
    {
        lock (_lock)
        {
            if (_outage is not null)
                return Task.FromResult(true);
            // One probe for all that fail at once.
            if (_asking is null || _asking.Outage != outage)
                _asking = new Question(outage, Task.Run(() => AskAsync(outage, exception)));
            return _asking.Answer;
        }
    }

    private async Task<bool> AskAsync(Outage outage, Exception exception)
    {
        var reason = await ProbeAsync(outage);
        lock (_lock)
        {
            _asking = null;
            if (reason is null || _outage is not null)
                return _outage is not null;

            _outage = new OutageReport(endpoint(), outage.Dependency, time.GetUtcNow(), reason);
            _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (stopping.IsCancellationRequested)
            return true; // nothing is known of the dependency: the message goes back

        metrics.Outage(endpoint(), outage.Dependency);
        logger.OutageBegan(exception, endpoint(), outage.Dependency, reason);
        _ = Task.Run(() => ReopenAsync(outage), CancellationToken.None);
        return true;
    }

    private async Task ReopenAsync(Outage outage)
    {
        try
        {
            for (var failed = 0; ; failed++)
            {
                await Task.Delay(PauseAfter(failed), time, stopping);
                if (await ProbeAsync(outage) is not { } reason)
                    break;
                lock (_lock)
                    _outage = _outage! with { Reason = reason }; // only this loop opens the gate
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }

        lock (_lock)
        {
            logger.OutageEnded(_outage!.Endpoint, outage.Dependency, time.GetUtcNow() - _outage.Since, _held);
            _outage = null;
            _opened.SetResult();
        }
    }

    private TimeSpan PauseAfter(int failedProbes) =>
        TimeSpan.FromTicks(Math.Min(options.OutageProbeInterval.Ticks, (TimeSpan.TicksPerSecond / 2) << Math.Min(failedProbes, 20)));

    // Why the dependency is away; null when it answers.
    private async Task<string?> ProbeAsync(Outage outage)
    {
        using var patience = new CancellationTokenSource(ProbePatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await outage.ProbeAsync(scope.ServiceProvider, either.Token).WaitAsync(either.Token); // one that ignores its token too
            return null;
        }
        catch (Exception exception)
        {
            if (stopping.IsCancellationRequested)
                return "the service stops"; // so that the broker gets the message back
            return patience.IsCancellationRequested ? $"no answer within {ProbePatience.TotalSeconds} s" : exception.GetBaseException().Message;
        }
    }

    private sealed record Question(Outage Outage, Task<bool> Answer);
}
