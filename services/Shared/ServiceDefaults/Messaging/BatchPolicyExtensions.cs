using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>How batch consumers are given their batches.</summary>
public static class BatchPolicyExtensions
{
    /// <summary>
    /// Gives the consumer batches by the service's <see cref="MessagingOptions"/>. To be called from the consumer
    /// definition's <c>ConfigureConsumer</c>, beside <c>UseMessagingPolicy</c>.
    /// </summary>
    /// <typeparam name="TConsumer">A consumer of <c>Batch&lt;T&gt;</c>.</typeparam>
    /// <typeparam name="TDbContext">The service's DbContext: on SQLite one batch runs at a time.</typeparam>
    /// <param name="consumer">The consumer.</param>
    /// <param name="context">The registration context of the bus.</param>
    public static void UseBatches<TConsumer, TDbContext>(this IConsumerConfigurator<TConsumer> consumer,
        IRegistrationContext context)
        where TConsumer : class
        where TDbContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(consumer);
        ArgumentNullException.ThrowIfNull(context);

        var options = context.GetRequiredService<IOptions<MessagingOptions>>().Value;
        var concurrency = context.UsesSqlite<TDbContext>() ? 1 : options.BatchConcurrencyLimit;

        // One batch more than is worked on, so that the next is there when one is done.
        var messages = options.BatchMessageLimit * (concurrency + 1);
        consumer.Options<BatchOptions>(batch => batch
            .SetMessageLimit(options.BatchMessageLimit)
            .SetTimeLimit(options.BatchTimeLimit)
            .SetConcurrencyLimit(concurrency)
            .SetConfigurationCallback((_, endpoint) =>
            {
                endpoint.PrefetchCount = Math.Max(endpoint.PrefetchCount, messages);
                endpoint.ConcurrentMessageLimit = messages;
            }));
    }
}
