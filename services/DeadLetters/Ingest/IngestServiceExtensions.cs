using MassTransit;
using Microservices.DeadLetters.Ingest.InMemory;
using Microservices.DeadLetters.Ingest.RabbitMq;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Ingest.Storing;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.DeadLetters.Ingest;

/// <summary>Registers the ingest.</summary>
internal static class IngestServiceExtensions
{
    /// <summary>Adds the ingest; database and messaging are registered by the caller.</summary>
    public static void AddIngest(this IServiceCollection services)
    {
        services.AddSettings<IngestOptions>(IngestOptions.SectionName);
        services.AddSingleton(provider => new IngestSettings(
            LosesHeaders: provider.GetRequiredService<BrokerConnector>().IsInMemory));
        services.AddSingleton<QueueDepths>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<ArrivalReader>();
        services.AddSingleton<BatchWriter>();
        services.AddSingleton<ManagementApi>();
        services.AddSingleton<SourceQueues>();
        services.AddSingleton<DeliveryStore>();
        services.AddScoped<IngestStore>();
        services.AddScoped<FaultStore>();
        services.AddHostedService<FaultSweep>();
        services.AddSingleton<InMemoryIngest>();
        services.AddReceiveEndpointObserver(provider => provider.GetRequiredService<InMemoryIngest>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<BrokerConnector>().IsInMemory
            ? provider.GetRequiredService<InMemoryIngest>()
            : ActivatorUtilities.CreateInstance<RabbitMqIngest>(provider));
    }
}
