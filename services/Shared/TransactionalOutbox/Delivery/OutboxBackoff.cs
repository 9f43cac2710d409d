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
    private readonly Dictionary<long, (int Failures, DateTimeOffset Until)> _waiting = [];

    /// <summary>Sequence numbers of the first messages that are not to be tried yet.</summary>
    public IReadOnlyCollection<long> Waiting()
    {
        var now = timeProvider.GetUtcNow();
        lock (_lock)
            return _waiting.Where(x => x.Value.Until > now).Select(x => x.Key).ToArray();
    }

    /// <summary>Puts off those that failed and forgets those that went.</summary>
    public void Record(OutboxSendResult result)
    {
        lock (_lock)
            RecordLocked(result);
    }

    private void RecordLocked(OutboxSendResult result)
    {
        if (_waiting.Count > 0)
        {
            foreach (var message in result.Sent)
                _waiting.Remove(message.SequenceNumber);
        }

        if (result.Failed.Count == 0)
            return;

        // Another replica may have delivered it, which nobody tells.
        var now = timeProvider.GetUtcNow();
        foreach (var (forgotten, _) in _waiting.Where(x => x.Value.Until + Forgotten < now).ToList())
            _waiting.Remove(forgotten);
        foreach (var first in result.Failed.GroupBy(x => OutboxKey.Of(x.Message), x => x.Message.SequenceNumber).Select(x => x.Min()))
        {
            var failures = _waiting.TryGetValue(first, out var wait) ? wait.Failures + 1 : 1;
            if (failures > 1 || _waiting.Count < Capacity)
                _waiting[first] = (failures, now + ExponentialBackoff.Delay(failures, Shortest, Longest));
        }
    }
}
