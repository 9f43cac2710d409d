using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Integration.Tests.Pipeline;

/// <summary>Starts pipelines on the servers of the tests.</summary>
internal static class Pipelines
{
    // The first two are seconds instead of minutes; the second comes after the lease of a mail with its invoice (25 s) whose writer was killed.
    private static readonly Dictionary<string, string> InAHurry = new()
    {
        ["Messaging__RedeliveryIntervals__0"] = "00:00:03",
        ["Messaging__RedeliveryIntervals__1"] = "00:00:25",
    };

    public static Task<OrderPipeline> StartAsync(
        IReadOnlyDictionary<string, string>? environment = null, RabbitMqVirtualHost? virtualHost = null) =>
        OrderPipeline.StartAsync(environment ?? InAHurry, TestContext.Current.CancellationToken, virtualHost);
}
