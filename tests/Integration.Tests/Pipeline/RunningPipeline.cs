using Microservices.Integration.Tests.Tracing;
using Microservices.Testing.Pipeline;

namespace Microservices.Integration.Tests.Pipeline;

/// <summary>One pipeline for tests that look at single messages only: to start one takes longer than such a test.</summary>
[CollectionDefinition(Name)]
public sealed class RunningPipeline : IAsyncLifetime, ICollectionFixture<RunningPipeline>
{
    /// <summary>The collection of its tests.</summary>
    public const string Name = "running pipeline";

    /// <summary>The services.</summary>
    public OrderPipeline Services { get; private set; } = null!; // started before the first test

    /// <summary>Receives their traces.</summary>
    internal OtlpReceiver Collector { get; } = OtlpReceiver.Start();

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => Services = await Pipelines.StartAsync(Collector.Environment);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Collector.DisposeAsync();
    }
}
