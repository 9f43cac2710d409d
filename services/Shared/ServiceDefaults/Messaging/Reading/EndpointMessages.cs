using System.Collections.Concurrent;
using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>Which messages each receive endpoint consumes, by the name of its queue.</summary>
internal sealed class EndpointMessages
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _byQueue = new(StringComparer.Ordinal);

    /// <summary>Notes the consumers of an endpoint as they are configured.</summary>
    public void Watch(string queue, IReceiveEndpointConfigurator endpoint) =>
        endpoint.ConnectConsumerConfigurationObserver(new Observer(_byQueue.GetOrAdd(queue, _ => new(StringComparer.Ordinal))));

    /// <summary>The wire names of the messages of an endpoint, in ordinal order.</summary>
    /// <param name="address">The endpoint's address.</param>
    public IReadOnlyList<string> Of(Uri address) => _byQueue.TryGetValue(address.AbsolutePath.Split('/')[^1], out var messages)
        ? [.. messages.Keys.Order(StringComparer.Ordinal)]
        : [];

    private sealed class Observer(ConcurrentDictionary<string, bool> messages) : IConsumerConfigurationObserver
    {
        public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
            where TConsumer : class
        {
        }

        public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
            where TConsumer : class
            where TMessage : class
        {
            // A batch is made of messages that come one by one.
            var message = typeof(TMessage).IsGenericType && typeof(TMessage).GetGenericTypeDefinition() == typeof(Batch<>)
                ? typeof(TMessage).GetGenericArguments()[0]
                : typeof(TMessage);
            messages.TryAdd(MessageUrn.ForTypeString(message), true);
        }
    }
}
