using MassTransit.Configuration;
using MassTransit.RetryPolicies;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// When a batch failed, its messages are tried once more at once. MassTransit delivers a message that is retried as a batch
/// of its own: the good ones are consumed, and the one to blame fails alone, with its own exception.
/// </summary>
internal sealed class BatchIsolation : ConfigurationObserver
{
    private readonly IReceiveEndpointConfigurator _endpoint;

    private BatchIsolation(IReceiveEndpointConfigurator endpoint)
        : base(endpoint) => _endpoint = endpoint;

    /// <summary>Isolates in every batch consumer of the endpoint.</summary>
    public static void Connect(IReceiveEndpointConfigurator endpoint) => _ = new BatchIsolation(endpoint);

    public override void BatchConsumerConfigured<TConsumer, TMessage>(
        IConsumerMessageConfigurator<TConsumer, Batch<TMessage>> configurator)
    {
        var retry = new ConsumeContextRetryPipeSpecification<ConsumeContext<TMessage>, RetryConsumeContext<TMessage>>(
            (context, policy, retryContext) => new RetryConsumeContext<TMessage>(context, policy, retryContext));
        retry.Immediate(1);
        retry.Handle<BatchFailedException>();
        _endpoint.AddPipeSpecification(retry);
    }
}
