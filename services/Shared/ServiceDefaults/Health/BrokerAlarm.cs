using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Knows whether the broker has stopped reading from a connection, which it does when its disk or memory runs out. What
/// was published then waits in the outbox: https://www.rabbitmq.com/docs/alarms
/// </summary>
internal sealed class BrokerAlarm
{
    private readonly ConditionalWeakTable<IConnection, object> _watched = [];
    private readonly ConcurrentDictionary<IConnection, string> _reasons = new(ReferenceEqualityComparer.Instance);

    /// <summary>The broker's words, such as <c>low on disk</c>; null while it takes messages.</summary>
    public string? Reason => _reasons.Values.FirstOrDefault();

    /// <summary>Begins to listen to a connection; once is enough, more does no harm.</summary>
    /// <param name="connection">The connection.</param>
    public void Watch(IConnection connection)
    {
        if (!_watched.TryAdd(connection, this))
            return;

        connection.ConnectionBlockedAsync += (_, blocked) =>
        {
            _reasons[connection] = blocked.Reason;
            return Task.CompletedTask;
        };
        connection.ConnectionUnblockedAsync += (_, _) => ForgetAsync(connection);
        connection.ConnectionShutdownAsync += (_, _) => ForgetAsync(connection);
    }

    private Task ForgetAsync(IConnection connection)
    {
        _reasons.TryRemove(connection, out _);
        return Task.CompletedTask;
    }
}
