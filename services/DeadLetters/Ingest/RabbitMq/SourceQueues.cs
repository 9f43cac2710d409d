using System.IO.Enumeration;

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>Finds the dead-letter queues by asking the broker: a new service has nothing to register.</summary>
internal sealed class SourceQueues(ManagementApi management, QueueDepths depths, IOptions<IngestOptions> options,
    ILogger<SourceQueues> logger)
{
    private IReadOnlyList<string> _known = [];
    private bool _isAway;

    /// <summary>Finds the queues. What was found before counts on when the broker cannot be asked.</summary>
    public async Task<IReadOnlyCollection<string>> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var queues = await management.ListQueuesAsync(cancellationToken);
            var found = queues.Where(queue => IsSource(queue.Name)).ToList();
            _known = [.. found.Select(queue => queue.Name)];
            depths.Set([.. found.Select(queue => new QueueDepth(queue.Name, queue.Messages ?? 0, queue.MessageBytes ?? 0))]);
            _isAway = false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_isAway)
                logger.DiscoveryFailed(exception);
            _isAway = true;
        }

        return _known.Union(options.Value.Queues, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
    }

    private bool IsSource(string name) => options.Value.Queues.Contains(name)
        || options.Value.Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
