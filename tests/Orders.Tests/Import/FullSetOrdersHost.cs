using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Import;

/// <summary>With the batches that are the default.</summary>
public sealed class FullSetOrdersHost : PostgresOrdersHost
{
    protected override void Configure(IDictionary<string, string?> settings) =>
        settings.Remove("Orders:Import:BatchSize");
}
