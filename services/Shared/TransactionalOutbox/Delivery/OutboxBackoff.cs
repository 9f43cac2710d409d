namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Outboxes whose messages could not be sent wait longer after each failure, so that one unsendable message neither holds
/// up its neighbours nor costs a busy loop. In memory: after a restart each is tried once more at once.
/// </summary>
/// <typeparam name="TKey">Key of an outbox.</typeparam>
internal sealed class OutboxBackoff<TKey>(TimeProvider timeProvider)
    where TKey : notnull
{
    // Bounds the parameter of the claim; beyond it the broker is down rather than a message bad.
    private const int Capacity = 1000;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Dictionary<TKey, (int Failures, DateTimeOffset Until)> _waiting = [];

    public IReadOnlyCollection<TKey> Waiting()
    {
        var now = timeProvider.GetUtcNow();
        return _waiting.Where(x => x.Value.Until > now).Select(x => x.Key).ToArray();
    }

    public void Extend(IEnumerable<TKey> keys)
    {
        var now = timeProvider.GetUtcNow();
        foreach (var key in keys)
        {
            var failures = _waiting.TryGetValue(key, out var wait) ? wait.Failures + 1 : 1;
            if (failures > 1 || _waiting.Count < Capacity)
                _waiting[key] = (failures, now + ExponentialBackoff.Delay(failures, Shortest, Longest));
        }
    }

    public void Clear(IEnumerable<TKey> keys)
    {
        if (_waiting.Count == 0)
            return;

        foreach (var key in keys)
            _waiting.Remove(key);
    }
}
