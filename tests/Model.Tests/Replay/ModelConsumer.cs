namespace Microservices.Model.Tests.Replay;

/// <summary>The queue, the consumer behind its inbox, and what it tells of messages that the service has not heard yet.</summary>
internal sealed class ModelConsumer
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _queue = [];
    private readonly HashSet<long> _processed = [];
    private readonly Dictionary<long, int> _sent = [];

    public IReadOnlyDictionary<long, int> Sent => _sent;

    public IReadOnlySet<long> Processed => _processed;

    /// <summary>Outcomes on their way: the item, and whether it was processed.</summary>
    public Queue<(long Item, bool Processed)> Outcomes { get; } = [];

    public bool IsEmpty => _queue.Count == 0;

    public void Enqueue(long item)
    {
        lock (_lock)
        {
            _queue.Enqueue(item);
            _sent[item] = _sent.GetValueOrDefault(item) + 1;
        }
    }

    /// <summary>Takes a message; one that was processed before is absorbed, and acknowledged again.</summary>
    public void Consume(bool succeeds)
    {
        if (!_queue.TryDequeue(out var item))
            return;

        if (succeeds)
            _processed.Add(item);
        Outcomes.Enqueue((item, _processed.Contains(item)));
    }
}
