using System.Collections.Concurrent;
using System.Reflection;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Finds where a stored message is sent. One that was published as a type that implements others takes the way of a publish: only that
/// binds the exchange of its type to theirs, without which nobody who listens there gets it.
/// </summary>
internal sealed class StoredMessageEndpoints(IBus bus)
{
    private static readonly MethodInfo Publishing =
        typeof(IPublishEndpointProvider).GetMethod(nameof(IPublishEndpointProvider.GetPublishSendEndpoint))!; // of MassTransit

    private readonly ConcurrentDictionary<Type, (Uri? Address, Func<Task<ISendEndpoint>> FindAsync)> _published = [];

    public Task<ISendEndpoint> FindAsync(OutboxMessage message, Uri destination)
    {
        if (message.ClrType is { } type)
        {
            var (address, findAsync) = _published.GetOrAdd(type, OfPublished);
            if (address == destination)
                return findAsync();
        }

        return bus.GetSendEndpoint(destination);
    }

    private (Uri?, Func<Task<ISendEndpoint>>) OfPublished(Type type) => (
        bus.Topology.TryGetPublishAddress(type, out var address) ? address : null,
        Publishing.MakeGenericMethod(type).CreateDelegate<Func<Task<ISendEndpoint>>>(bus));
}
