using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// The servers of the broker in an order that changes with every attempt to connect: replicas spread over the nodes of a
/// cluster, and a node that is down costs one refused connection. MassTransit's own cluster support tries one node per
/// attempt, all replicas the same first, and checks every certificate against the first node's name.
/// </summary>
internal sealed class ClusterEndpoints(BrokerConnection connection, SslOption tls) : IEndpointResolver
{
    public IEnumerable<AmqpTcpEndpoint> All()
    {
        var nodes = connection.Nodes.ToArray();
        Random.Shared.Shuffle(nodes);
        return nodes.Select(node => new AmqpTcpEndpoint(node.Host, node.Port, TlsOf(node)));
    }

    private SslOption TlsOf(BrokerNode node) => new()
    {
        Enabled = connection.UsesTls,
        ServerName = node.Host,
        Version = tls.Version,
        CertificateValidationCallback = tls.CertificateValidationCallback
    };
}
