using MassTransit;
using Microservices.ServiceDefaults.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// Declares the exchanges, queues and bindings of the process's consumers and takes no message. Run before the first
/// publisher starts, so that no event is published to an exchange that leads nowhere yet.
/// </summary>
internal sealed class TopologyDeployment(IServiceProvider services, BrokerConnection connection)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    // An endpoint that only declares tells that it is ready, or failed, before it can be stopped (TransportReadyFilter of
    // MassTransit 8.5): stopped in between, it never ends, and neither does a start that is cancelled, since it stops what
    // it has started. All is declared or refused by then, and the process ends anyway.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Whether the bus is to declare only; read once, when it is built.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Declares all and disconnects. In memory there is nothing to declare.</summary>
    /// <param name="output">Told what was done, a line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The broker could not be used; the message says why.</exception>
    public async Task DeployAsync(TextWriter output, CancellationToken cancellationToken)
    {
        if (connection.IsInMemory)
            return;

        IsAsked = true;
        var bus = services.GetRequiredService<IBusControl>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        var failures = new EndpointFailures();
        using var observing = bus.ConnectReceiveEndpointObserver(failures);
        try
        {
            var start = bus.StartAsync(limit.Token);
            await Task.WhenAny(start, failures.Lasting).WaitAsync(limit.Token);
            if (!start.IsCompleted)
                await limit.CancelAsync();
            await start.WaitAsync(StopTimeout, CancellationToken.None);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException((failures.Reason ?? exception) is OperationCanceledException
                ? $"The broker {connection} did not confirm all exchanges and queues within {Timeout.TotalSeconds} s."
                : BrokerProblem.Describe(
                    failures.Reason ?? exception, connection, services.GetRequiredService<BrokerCertificate>()));
        }

        await StopAsync(bus);
        await output.WriteLineAsync($"{connection}: exchanges and queues are there");
    }

    private static async Task StopAsync(IBusControl bus)
    {
        try
        {
            await bus.StopAsync(CancellationToken.None).WaitAsync(StopTimeout);
        }
        catch (TimeoutException)
        {
        }
    }

    /// <summary>Hears at once of a failure that no waiting cures; the bus itself would go on trying.</summary>
    private sealed class EndpointFailures : IReceiveEndpointObserver
    {
        private readonly TaskCompletionSource _lasting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();

        public Task Lasting => _lasting.Task;

        public Exception? Reason { get; private set; }

        public Task Faulted(ReceiveEndpointFaulted faulted)
        {
            // The endpoints fail at the same time: one whose queue is refused, and the others because its channel, which
            // they share, was closed for it. The first is the reason.
            lock (_lock)
            {
                if (!BrokerProblem.IsLasting(Reason))
                    Reason = faulted.Exception;
                if (BrokerProblem.IsLasting(Reason))
                    _lasting.TrySetResult();
            }

            return Task.CompletedTask;
        }

        public Task Ready(ReceiveEndpointReady ready) => Task.CompletedTask;

        public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

        public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;
    }
}
