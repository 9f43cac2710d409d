using System.Runtime.CompilerServices;
using MassTransit;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging.KillSwitch;
using Microservices.ServiceDefaults.Messaging.Outages;
using Microservices.ServiceDefaults.Messaging.Redelivery;
using Microservices.ServiceDefaults.Messaging.Replay;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// The policy of every receive endpoint: retry ladder, kill switch, outages, acknowledgement of replays, inbox and outbox, outermost
/// first.
/// </summary>
public static class EndpointPolicyExtensions
{
    // Consumers that share an endpoint share its policy: a second set of filters around the first would redeliver and
    // retry the square of the times.
    private static readonly ConditionalWeakTable<IReceiveEndpointConfigurator, PermanentFaults> Applied = [];

    /// <summary>
    /// Applies, outermost first: delayed redelivery, kill switch, waiting during outages, retry in process, inbox and outbox. A replayed message is
    /// acknowledged in the consumer's transaction. To be called from the consumer definition's <c>ConfigureConsumer</c>.
    /// </summary>
    /// <typeparam name="TDbContext">The service's DbContext.</typeparam>
    /// <param name="endpoint">The receive endpoint.</param>
    /// <param name="context">The registration context of the bus.</param>
    /// <param name="permanentFaults">
    /// Exception types that no retry can cure: they reach the error queue at the first attempt.
    /// </param>
    public static void UseMessagingPolicy<TDbContext>(this IReceiveEndpointConfigurator endpoint,
        IRegistrationContext context, params Type[] permanentFaults)
        where TDbContext : DbContext
    {
        if (!UsePolicy(endpoint, context, hasOutbox: true, permanentFaults))
            return;

        if (context.UsesSqlite<TDbContext>())
            endpoint.ConcurrentMessageLimit = 1;
        endpoint.UseEntityFrameworkOutbox<TDbContext>(context);
        endpoint.ConnectConsumerConfigurationObserver(new AcknowledgeInOutboxObserver());
    }

    /// <summary>
    /// The same without inbox and outbox, for a consumer that must not hold a transaction while it works: delayed
    /// redelivery, kill switch, waiting during outages, retry in process. Such a consumer absorbs duplicates itself; a replayed message is
    /// acknowledged after it.
    /// </summary>
    /// <param name="endpoint">The receive endpoint.</param>
    /// <param name="context">The registration context of the bus.</param>
    /// <param name="permanentFaults">
    /// Exception types that no retry can cure: they reach the error queue at the first attempt.
    /// </param>
    public static void UseMessagingPolicy(this IReceiveEndpointConfigurator endpoint,
        IRegistrationContext context, params Type[] permanentFaults) =>
        UsePolicy(endpoint, context, hasOutbox: false, permanentFaults);

    internal static bool UsesSqlite<TDbContext>(this IRegistrationContext context)
        where TDbContext : DbContext =>
        context.GetServices<ServiceDatabase>()
            .Any(database => database.DbContextType == typeof(TDbContext) && database.IsSqlite);

    private static bool UsePolicy(
        IReceiveEndpointConfigurator endpoint, IRegistrationContext context, bool hasOutbox, Type[] permanentFaults)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(permanentFaults);

        if (Applied.TryGetValue(endpoint, out var faults))
        {
            faults.Add(permanentFaults);
            return false;
        }

        faults = new PermanentFaults();
        faults.Add(permanentFaults);
        Applied.Add(endpoint, faults);

        var options = context.GetRequiredService<IOptions<MessagingOptions>>().Value;
        endpoint.UseRedelivery(context, options, faults);
        endpoint.UseEndpointKillSwitch(context, options, faults);
        endpoint.UseOutageGate(context, options);
        if (options.RetryLimit > 0)
        {
            MessageRetryObserver.Connect(endpoint, retry =>
            {
                retry.Exponential(options.RetryLimit, options.RetryMinInterval, options.RetryMaxInterval,
                    options.RetryIntervalDelta);
                retry.Ignore<Exception>(faults.Contains);
            });
        }

        MessageFilterObserver.Connect(
            endpoint, new ReplayFilterFactory(hasOutbox, context.GetRequiredService<TimeProvider>()));
        return true;
    }
}
