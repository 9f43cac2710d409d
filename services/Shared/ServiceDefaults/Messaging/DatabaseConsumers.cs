using MassTransit;
using Microservices.ServiceDefaults.Database;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>The consumers that work in a service's database.</summary>
/// <param name="Database">The database.</param>
/// <param name="ConsumerTypes">The consumers.</param>
internal sealed record DatabaseConsumers(ServiceDatabase Database, IReadOnlyList<Type> ConsumerTypes)
{
    // The transactions of outbox delivery and of the inbox's cleanup, and two health checks.
    private const int Others = 4;

    /// <summary>
    /// The connections that the service needs to work as it is told to: those of its busiest endpoint, whose messages (or
    /// batches) hold one each, and those of what runs beside it.
    /// </summary>
    /// <param name="options">How endpoints work.</param>
    /// <param name="isInMemory">Whether messages stay in this process, one at a time.</param>
    public int CountConnections(MessagingOptions options, bool isInMemory) => Others + ConsumerTypes
        .Select(consumer => TakesBatches(consumer) ? options.BatchConcurrencyLimit : isInMemory ? 1 : options.ConcurrentMessageLimit)
        .DefaultIfEmpty().Max();

    private static bool TakesBatches(Type consumer) => consumer.GetInterfaces().Any(contract => contract.IsGenericType
        && contract.GetGenericTypeDefinition() == typeof(IConsumer<>)
        && contract.GetGenericArguments()[0] is { IsGenericType: true } message && message.GetGenericTypeDefinition() == typeof(Batch<>));
}
