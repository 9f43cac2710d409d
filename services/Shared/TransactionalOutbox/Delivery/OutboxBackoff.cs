namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Outboxes whose first message could not be sent wait longer after each failure, so that one unsendable message neither
/// holds up its neighbours nor costs a busy loop. In memory: after a restart each is tried once more at once.
/// </summary>
internal sealed class OutboxBackoff(TimeProvider timeProvider)
{
    // Bounds the parameter of the claim; beyond it the broker is down rather than a message bad.
    private const int Capacity = 1000;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Wait> _waiting = [];

    /// <summary>Sequence numbers of the first messages that are not to be tried yet.</summary>
    public IReadOnlyCollection<long> Waiting()
    {
        var now = timeProvider.GetUtcNow();
        lock (_lock)
            return _waiting.Where(x => x.Value.Until > now).Select(x => x.Key).ToArray();
    }

    /// <summary>How many outboxes are put off, and why the one that waits longest is; null when there is none.</summary>
    public string? Describe()
    {
        lock (_lock)
        {
            ForgetOld();
            return _waiting.Count == 0
                ? null
                : FormattableString.Invariant($"Outboxes that cannot be delivered: {_waiting.Count}. {_waiting.Values.MaxBy(x => x.Until).Failure}");
        }
    }

    /// <summary>Forgets all: nothing is stored.</summary>
    public void Clear()
    {
        lock (_lock)
            _waiting.Clear();
    }

    /// <summary>Puts off those that failed and forgets those that went; returns the failures that are to be logged.</summary>
    /// <param name="result">A pass.</param>
    /// <param name="isInterrupted">Whether it failed as a whole, so that no message is to blame yet.</param>
    public List<(OutboxMessage Message, Exception Reason)> Record(OutboxSendResult result, bool isInterrupted)
    {
        lock (_lock)
            return RecordLocked(result, isInterrupted);
    }

    private List<(OutboxMessage Message, Exception Reason)> RecordLocked(OutboxSendResult result, bool isInterrupted)
    {
        if (_waiting.Count > 0)
        {
            foreach (var message in result.Done)
                _waiting.Remove(message.SequenceNumber);
        }

        if (result.Failed.Count == 0)
            return [];

        ForgetOld();
        var now = timeProvider.GetUtcNow();
        var toLog = new List<(OutboxMessage Message, Exception Reason)>();
        foreach (var failed in result.Failed.GroupBy(x => OutboxKey.Of(x.Message)).Select(x => x.MinBy(y => y.Message.SequenceNumber)))
        {
            var failures = _waiting.TryGetValue(failed.Message.SequenceNumber, out var wait) ? wait.Failures + 1 : 1;
            if (!wait.IsLogged && !isInterrupted)
                toLog.Add(failed);
            if (failures > 1 || _waiting.Count < Capacity)
            {
                _waiting[failed.Message.SequenceNumber] = new Wait(failures,
                    now + ExponentialBackoff.Delay(failures, Shortest, Longest), wait.IsLogged || !isInterrupted,
                    $"Message {failed.Message.MessageId} to {failed.Message.DestinationAddress}: {failed.Reason.Message}");
            }
        }

        return toLog;
    }

    // Another replica may have delivered it, which nobody tells.
    private void ForgetOld()
    {
        var now = timeProvider.GetUtcNow();
        foreach (var (forgotten, _) in _waiting.Where(x => x.Value.Until + Forgotten < now).ToList())
            _waiting.Remove(forgotten);
    }

    private readonly record struct Wait(int Failures, DateTimeOffset Until, bool IsLogged, string Failure);
}
