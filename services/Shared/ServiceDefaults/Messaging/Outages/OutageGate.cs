using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>
/// Holds the messages of one endpoint while something that they need is away. What is in process waits, and so takes the place of
/// what is in the queue; one message at a time tries whether the dependency is back, and the first that succeeds lets all go on.
/// </summary>
internal sealed class OutageGate(Func<string> endpoint, MessagingOptions options, TimeProvider time, MessagingMetrics metrics, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<Turn>> _waiting = [];
    private OutageReport? _outage;
    private ITimer? _timer;
    private int _failedTrials;
    private bool _isTrialDue;
    private int _held;

    /// <summary>What is away, since when and why; null when nothing is.</summary>
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
    public async Task<Turn> EnterAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_outage is null)
                return Turn.Go;
            if (longest <= TimeSpan.Zero && longest != Timeout.InfiniteTimeSpan)
                return Turn.GiveBack;
            if (_isTrialDue)
            {
                _isTrialDue = false;
                return Turn.Trial;
            }

            _held++;
            _waiting.Enqueue(waiter);
        }

        try
        {
            return await waiter.Task.WaitAsync(longest, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // A turn that came at the same moment counts.
            if (!waiter.TrySetResult(Turn.GiveBack) && exception is OperationCanceledException && await waiter.Task == Turn.Trial)
                PassTrialOn();
            if (exception is OperationCanceledException)
                throw;
            return await waiter.Task;
        }
        finally
        {
            lock (_lock)
                _held--;
        }
    }

    /// <summary>Says that a message failed because something is away.</summary>
    public void Failed(Turn turn, string dependency, Exception exception)
    {
        lock (_lock)
        {
            if (_outage is not null && turn != Turn.Trial)
                return; // it was under way when another one closed the gate

            if (_outage is null)
            {
                metrics.Outage(endpoint(), dependency);
                logger.OutageBegan(exception, endpoint(), dependency);
            }

            var since = _outage?.Since ?? time.GetUtcNow();
            _outage = new OutageReport(endpoint(), dependency, since, exception.GetBaseException().Message);
            _failedTrials = turn == Turn.Trial ? _failedTrials + 1 : 0;
            ScheduleTrial(PauseAfter(_failedTrials));
        }
    }

    /// <summary>Says that the trial succeeded: all go on.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            if (_outage is not { } outage)
                return;

            logger.OutageEnded(outage.Endpoint, outage.Dependency, time.GetUtcNow() - outage.Since, _waiting.Count);
            _outage = null;
            _timer?.Dispose();
            while (_waiting.TryDequeue(out var waiter))
                waiter.TrySetResult(Turn.Go);
        }
    }

    /// <summary>Says that the trial told nothing of the dependency, because it was cancelled or failed for another reason.</summary>
    public void PassTrialOn()
    {
        lock (_lock)
        {
            if (_outage is not null)
                ScheduleTrial(TimeSpan.Zero);
        }
    }

    private TimeSpan PauseAfter(int failedTrials) =>
        TimeSpan.FromTicks(Math.Min(options.OutageTrialInterval.Ticks, (TimeSpan.TicksPerSecond / 2) << Math.Min(failedTrials, 20)));

    private void ScheduleTrial(TimeSpan pause)
    {
        _timer?.Dispose();
        _timer = time.CreateTimer(_ => BeginTrial(), state: null, pause, Timeout.InfiniteTimeSpan);
    }

    private void BeginTrial()
    {
        lock (_lock)
        {
            if (_outage is null)
                return;

            while (_waiting.TryDequeue(out var waiter))
            {
                if (waiter.TrySetResult(Turn.Trial))
                    return;
            }

            _isTrialDue = true;
        }
    }
}
