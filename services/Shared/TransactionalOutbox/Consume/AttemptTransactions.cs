namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Gives each attempt of a consumer a transaction of its own. A retry that is configured at the consumer rather than at its endpoint
/// runs inside the outbox: what the failed attempt left would be saved and sent with the next one.
/// </summary>
internal sealed class AttemptTransactions : IConsumerConfigurationObserver
{
    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class =>
        configurator.UseFilter(new Filter<ConsumerConsumeContext<TConsumer, TMessage>>());

    // The innermost filter: whatever tries again is outside.
    private sealed class Filter<TContext> : IFilter<TContext>
        where TContext : class, ConsumeContext
    {
        public async Task Send(TContext context, IPipe<TContext> next)
        {
            if (!context.TryGetPayload(out IOutboxTransaction? transaction) || await transaction.BeginAttemptAsync())
                await next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("attemptTransactions");
    }
}
