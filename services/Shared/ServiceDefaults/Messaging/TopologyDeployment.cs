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
        try
        {
            await bus.StartAsync(limit.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = bus.CheckHealth().Endpoints.Values.Select(endpoint => endpoint.Exception)
                .FirstOrDefault(found => found is not null) ?? exception;
            throw new InvalidOperationException(BrokerProblem.Describe(failure, connection), exception);
        }

        await bus.StopAsync(limit.Token);
        await output.WriteLineAsync($"{connection}: exchanges and queues are there");
    }
}
