using MassTransit;
using MassTransit.Configuration;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>Puts a filter around the consumers of each message type of an endpoint, once per type.</summary>
internal sealed class MessageFilterObserver : ConfigurationObserver, IMessageConfigurationObserver
{
    private readonly IConsumePipeConfigurator _endpoint;
    private readonly IMessageFilterFactory _factory;

    private MessageFilterObserver(IConsumePipeConfigurator endpoint, IMessageFilterFactory factory) : base(endpoint)
    {
        (_endpoint, _factory) = (endpoint, factory);
        Connect(this);
    }

    /// <summary>
    /// Filters of several observers nest in the order in which the observers are connected, with MassTransit's own
    /// (<c>UseMessageRetry</c>, <c>UseDelayedRedelivery</c>) too, which are built in this way.
    /// </summary>
    public static void Connect(IConsumePipeConfigurator endpoint, IMessageFilterFactory factory) =>
        _ = new MessageFilterObserver(endpoint, factory);

    public void MessageConfigured<TMessage>(IConsumePipeConfigurator configurator)
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.AddPipeSpecification(
            new FilterPipeSpecification<ConsumeContext<TMessage>>(_factory.Create<TMessage>()));
    }

    // Around each message, not around the batch: what becomes of one is not what becomes of its neighbours.
    public override void BatchConsumerConfigured<TConsumer, TMessage>(
        IConsumerMessageConfigurator<TConsumer, Batch<TMessage>> configurator) => MessageConfigured<TMessage>(_endpoint);
}
