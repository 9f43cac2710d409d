using System.Collections.Concurrent;
using MassTransit;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.ServiceDefaults.Messaging;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Ingest.InMemory;

/// <summary>
/// In Standalone, where queues are in this process: gives each receive endpoint's error and skipped queue a receiver. What is
/// in them is lost with the process, as all that is in memory.
/// </summary>
internal sealed class InMemoryIngest(
    IServiceProvider provider, BrokerConnector connector, ArrivalReader reader, BatchWriter writer, TimeProvider timeProvider)
    : IHostedLifecycleService, IReceiveEndpointObserver
{
    private readonly Lock _gate = new();
    private readonly List<string> _waiting = [];
    private readonly ConcurrentDictionary<string, HostReceiveEndpointHandle> _receivers = new(StringComparer.OrdinalIgnoreCase);

    private bool _isBusStarted;

    // The bus takes its observers when it is made, before it could be given to them.
    private IBusControl Bus => provider.GetRequiredService<IBusControl>();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Connect("deadletters-faults", endpoint => ((IInMemoryReceiveEndpointConfigurator)endpoint).Bind<Fault>(),
            new FaultFilter(writer, timeProvider));
        return Task.CompletedTask;
    }

    // The bus has started by now. An endpoint that joins it earlier would be started twice, which fails; the queues keep the
    // messages until then.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            _isBusStarted = true;
        _waiting.ForEach(ConnectQueuesOf);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask; // the receivers stop with the bus

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Ready(ReceiveEndpointReady ready)
    {
        var queue = ready.InputAddress.AbsolutePath.Split('/')[^1];
        if (!connector.IsInMemory || ready.ReceiveEndpoint is null || _receivers.ContainsKey(queue) || QueueNames.TryGetOwner(queue, out _))
            return Task.CompletedTask;

        lock (_gate)
        {
            if (!_isBusStarted)
            {
                _waiting.Add(queue);
                return Task.CompletedTask;
            }
        }

        ConnectQueuesOf(queue);
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    private void ConnectQueuesOf(string queue)
    {
        foreach (var source in (ReadOnlySpan<string>)[queue + QueueNames.ErrorSuffix, queue + QueueNames.SkippedSuffix])
            Connect(source, _ => { }, new DeadLetterFilter(source, reader, writer));
    }

    private void Connect(string queue, Action<IReceiveEndpointConfigurator> configure, IFilter<ReceiveContext> filter) =>
        _receivers.GetOrAdd(queue, name => Bus.ConnectReceiveEndpoint(name, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConfigureReceive(receive => receive.UseFilter(filter));
            configure(endpoint);
        }));
}

/// <summary>Stores what comes to an error or skipped queue, whatever it is; nothing reads it further.</summary>
internal sealed class DeadLetterFilter(string queue, ArrivalReader reader, BatchWriter writer) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var headers = context.TransportHeaders.ToDictionary(
            header => header.Key, header => (object?)header.Value, StringComparer.Ordinal);
        var messageId = context.TransportHeaders.Get<string>(MessageHeaders.MessageId)
            ?? context.TransportHeaders.Get<string>(MessageHeaders.TransportMessageId);
        var properties = new BasicProperties { MessageId = messageId, ContentType = context.ContentType?.MediaType };
        var arrival = new Arrival(queue, properties, headers, context.GetBody());
        await writer.WriteAsync([reader.Read(arrival)], context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("deadLetter");
}

/// <summary>Stores the exceptions of <c>Fault&lt;T&gt;</c> events.</summary>
internal sealed class FaultFilter(BatchWriter writer, TimeProvider timeProvider) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (FaultReader.Read(context.GetBody(), timeProvider.GetUtcNow().UtcDateTime) is { } fault)
            await writer.WriteAsync([fault], context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("fault");
}
