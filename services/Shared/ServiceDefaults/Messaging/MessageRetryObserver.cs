using MassTransit;
using MassTransit.Configuration;
using MassTransit.RetryPolicies;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// Retries each message of an endpoint. MassTransit's <c>UseMessageRetry</c> would retry a batch as a whole, and hold its
/// good messages back for the sake of a bad one.
/// </summary>
internal sealed class MessageRetryObserver : ConfigurationObserver, IMessageConfigurationObserver
{
    private readonly IConsumePipeConfigurator _endpoint;
    private readonly Action<IRetryConfigurator> _configure;

    private MessageRetryObserver(IConsumePipeConfigurator endpoint, Action<IRetryConfigurator> configure)
        : base(endpoint)
    {
        (_endpoint, _configure) = (endpoint, configure);
        Connect(this);
    }

    public static void Connect(IConsumePipeConfigurator endpoint, Action<IRetryConfigurator> configure) =>
        _ = new MessageRetryObserver(endpoint, configure);

    public void MessageConfigured<TMessage>(IConsumePipeConfigurator configurator)
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(configurator);
        var retry = new ConsumeContextRetryPipeSpecification<ConsumeContext<TMessage>, RetryConsumeContext<TMessage>>(
            (context, policy, retryContext) => new RetryConsumeContext<TMessage>(context, policy, retryContext));
        _configure(retry);
        configurator.AddPipeSpecification(retry);
    }

    public override void BatchConsumerConfigured<TConsumer, TMessage>(
        IConsumerMessageConfigurator<TConsumer, Batch<TMessage>> configurator) => MessageConfigured<TMessage>(_endpoint);
}
