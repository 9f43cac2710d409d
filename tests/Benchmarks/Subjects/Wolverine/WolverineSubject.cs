using Contracts.Orders;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.RabbitMQ;

namespace Microservices.Benchmarks.Subjects.Wolverine;

/// <summary>A handler behind Wolverine's durable inbox: 64 and 200 prefetched, 1 to 3 listeners, batches of 1 and 100 measured alike.</summary>
/// <param name="name">The subject's name.</param>
/// <param name="handler">The handler's type.</param>
internal sealed class WolverineSubject(string name, Type handler) : IConsumerSubject
{
    private const int Prefetch = 64;
    private const int BatchSize = 100;
    private const int Listeners = 2;

    private static readonly TimeSpan[] RetryIntervals =
        [.. new[] { 20, 100, 500, 1000, 1000 }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];

    public string Name => name;

    public bool Deduplicates => true;

    /// <summary>As Wolverine writes it, the message's type left out: the envelope's id is the AMQP property.</summary>
    public MessageFormat Format => MessageFormat.PlainJson;

    public Task CreateTablesAsync(Station station, CancellationToken cancellationToken) =>
        WolverineHost.CreateTablesAsync(station, cancellationToken);

    public async Task<IAsyncDisposable> StartAsync(Station station, int concurrency, CancellationToken cancellationToken) =>
        await WolverineHost.StartAsync(station, options => Configure(options, concurrency), cancellationToken);

    private void Configure(WolverineOptions options, int concurrency)
    {
        options.Discovery.IncludeType(handler);
        // Both handle the same message, so the generated types have the same name.
        options.CodeGeneration.GeneratedNamespace = $"Internal.Generated.{handler.Name}";
        options.CodeGeneration.GeneratedCodeOutputPath = Path.Combine(AppContext.BaseDirectory, "Generated", handler.Name);
        options.OnAnyException().RetryWithCooldown(RetryIntervals);
        options.ListenToRabbitQueue(Station.Input)
            .UseDurableInbox()
            .DefaultIncomingMessage<OrderConfirmed>()
            .ListenerCount(Listeners)
            .PreFetchCount(Prefetch)
            .MaximumMessagesToReceive(BatchSize)
            .MaximumParallelMessages(concurrency)
            .TelemetryEnabled(false);
    }
}
