using System.Threading.Channels;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.ServiceDefaults.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>
/// Empties the dead-letter queues into the database: stored, then acknowledged. What dies in between comes again and is
/// known. Any number of processes may do it at once.
/// </summary>
internal sealed class RabbitMqIngest(BrokerConnector connector, SourceQueues sources,
    DeliveryStore store, QueueDepths depths, IOptions<IngestOptions> options, TimeProvider timeProvider, ILogger<RabbitMqIngest> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.IngestDisconnected(exception);
            }

            await Task.Delay(options.Value.RetryDelay, timeProvider, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Until the connection breaks. What was taken by then and not acknowledged, the broker gives out again.
    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connector.ConnectAsync("ingest", cancellationToken);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        connection.ConnectionShutdownAsync += (_, _) => lost.CancelAsync();

        // The prefetch limits it.
        var taken = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
        var storing = store.RunAsync(taken.Reader, lost.Token);
        try
        {
            await ConsumeAsync(connection, taken.Writer, storing, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            logger.IngestConnectionLost();
        }
        finally
        {
            await lost.CancelAsync();
            await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConsumeAsync(
        IConnection connection, ChannelWriter<Delivery> taken, Task storing, CancellationToken cancellationToken)
    {
        await FaultQueue.DeclareAsync(connection, cancellationToken);
        Dictionary<string, QueueConsumer> consumers = [];
        using var timer = new PeriodicTimer(options.Value.DiscoveryInterval, timeProvider);
        do
        {
            var missing = (await sources.FindAsync(cancellationToken)).Append(FaultQueue.Name)
                .Where(queue => !consumers.TryGetValue(queue, out var consumer) || !consumer.IsOpen);
            // At once: a queue that does not answer holds up no other.
            foreach (var consumer in await Task.WhenAll(missing.Select(queue =>
                StartAsync(connection, queue, consumers.GetValueOrDefault(queue), taken, cancellationToken))))
            {
                if (consumer is not null)
                    consumers[consumer.Queue] = consumer;
            }

            foreach (var consumer in consumers.Values.Where(consumer => consumer.IsOpen && consumer.Queue != FaultQueue.Name))
            {
                var wanted = PrefetchOf(consumer.Queue);
                if (PrefetchPlan.Differs(consumer.Prefetch, wanted))
                    await consumer.ChangePrefetchAsync(wanted, cancellationToken);
            }

            if (storing.IsCompleted)
                await storing; // why
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<QueueConsumer?> StartAsync(IConnection connection, string queue, QueueConsumer? closed,
        ChannelWriter<Delivery> taken, CancellationToken cancellationToken)
    {
        if (closed is not null)
            await closed.DisposeAsync();

        try
        {
            var started = await QueueConsumer.StartAsync(connection, queue, PrefetchOf(queue),
                (consumer, delivery) => TakeAsync(consumer, delivery, taken), cancellationToken);
            logger.QueueFound(queue);
            return started;
        }
        catch (Exception exception) when (exception is OperationInterruptedException or TimeoutException
            || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Gone meanwhile, not this user's to read, or a quorum queue without a leader: the others go on.
            logger.QueueRefused(exception, queue);
            return null;
        }
    }

    private ushort PrefetchOf(string queue) => PrefetchPlan.Decide(depths.Latest.FirstOrDefault(depth => depth.Queue == queue),
        depths.Latest.Count(depth => depth.Messages > 0), options.Value.Prefetch);

    // The body's memory is the client's again when this returns.
    private ValueTask Read(QueueConsumer consumer, BasicDeliverEventArgs delivery, ChannelWriter<Delivery> taken)
    {
        if (consumer.Queue == FaultQueue.Name)
        {
            return taken.WriteAsync(new Delivery(consumer, delivery.DeliveryTag, delivery.Body.Length, null,
                FaultReader.Read(delivery.Body, timeProvider.GetUtcNow().UtcDateTime)));
        }

        var properties = delivery.BasicProperties;
        var headers = properties.Headers?.AsReadOnly() ?? System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;
        var arrival = new Arrival(consumer.Queue, properties, headers, delivery.Body.ToArray());
        return taken.WriteAsync(
            new Delivery(consumer, delivery.DeliveryTag, arrival.Body.Length, arrival, null));
    }

    private Task TakeAsync(QueueConsumer consumer, BasicDeliverEventArgs delivery, ChannelWriter<Delivery> taken) =>
        Read(consumer, delivery, taken).AsTask();
}
