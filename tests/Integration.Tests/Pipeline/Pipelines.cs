using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Integration.Tests.Pipeline;

/// <summary>Starts pipelines on the servers of the tests.</summary>
internal static class Pipelines
{
    public static Task<OrderPipeline> StartAsync(
        IReadOnlyDictionary<string, string>? environment = null, RabbitMqVirtualHost? virtualHost = null) =>
        OrderPipeline.StartAsync(PostgresServer.CreateDatabaseAsync, environment ?? new Dictionary<string, string>(),
            TestContext.Current.CancellationToken, virtualHost);
}
