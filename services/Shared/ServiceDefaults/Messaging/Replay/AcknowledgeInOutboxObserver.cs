using MassTransit;
using MassTransit.Configuration;

namespace Microservices.ServiceDefaults.Messaging.Replay;

/// <summary>Puts the filter around each consumer of an endpoint. Connected after the outbox, it stands inside.</summary>
internal sealed class AcknowledgeInOutboxObserver : IConsumerConfigurationObserver
{
    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(
        IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class
    {
        // Every configurator of MassTransit's is both; what else is given has no pipe to stand in.
        if (configurator is IConsumerMessageConfigurator<TMessage> message)
        {
            message.AddPipeSpecification(
                new FilterPipeSpecification<ConsumeContext<TMessage>>(new AcknowledgeInOutboxFilter<TMessage>()));
        }
    }
}
