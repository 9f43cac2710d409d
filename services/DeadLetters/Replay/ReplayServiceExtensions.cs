using MassTransit;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay.Acknowledging;
using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Replay.Worker;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microservices.DeadLetters.Replay;

/// <summary>Registers replays.</summary>
internal static class ReplayServiceExtensions
{
    /// <summary>Adds the services; the database is registered by the caller.</summary>
    public static void AddReplays(this IServiceCollection services)
    {
        services.AddSettings<ReplayOptions>(ReplayOptions.SectionName);
        services.AddSingleton<ReplayMetrics>();
        services.AddSingleton<IReplayTarget>(CreateTarget);
        services.TryAddSingleton<Masker>();
        services.AddScoped<ReplayService>();
        services.AddScoped<ReplayReader>();
        services.AddScoped<ReplayControl>();
        services.AddScoped<ReplayOutcome>();
        services.AddScoped<ReplayProgress>();
        services.AddScoped<ReplayMessageReader>();
        services.AddScoped<ReplayStep>();
        services.AddHostedService<ReplayWorker>();
    }

    /// <summary>Adds the consumer of acknowledgements.</summary>
    public static void AddReplayConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<RecordReplayProcessedConsumer, RecordReplayProcessedConsumerDefinition>();

    private static IReplayTarget CreateTarget(IServiceProvider provider)
    {
        var connector = provider.GetRequiredService<BrokerConnector>();
        return connector.IsInMemory
            ? new InMemoryReplayTarget(provider.GetRequiredService<IBus>())
            : new RabbitMqReplayTarget(cancellationToken => connector.ConnectAsync("replay", cancellationToken),
                provider.GetRequiredService<ILogger<RabbitMqReplayTarget>>());
    }
}
