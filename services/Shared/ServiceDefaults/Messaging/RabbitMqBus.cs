using System.Security.Authentication;
using MassTransit;
using Microservices.ServiceDefaults.Health;
using Microservices.ServiceDefaults.Messaging.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Messaging;

internal static class RabbitMqBus
{
    // A node that vanishes without a word is given up after twice this time; RabbitMQ's own default is a minute.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Configure(
        IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator factory, BrokerConnection connection)
    {
        var connectionName = context.GetRequiredService<IHostEnvironment>().ApplicationName;
        var first = connection.Nodes[0]; // an address names at least one
        factory.Host(first.Host, first.Port, connection.VirtualHost, connectionName, host =>
        {
            host.Username(connection.UserName);
            host.Password(connection.Password);
            host.Heartbeat(Heartbeat);
            host.PublisherConfirmation = true;
            if (connection.UsesTls)
                host.UseSsl(tls => CheckCertificate(tls, context.GetRequiredService<BrokerCertificate>()));
            host.OnRefreshConnectionFactory = client =>
            {
                client.EndpointResolverFactory = _ => new ClusterEndpoints(connection, client.Ssl);
                return Task.CompletedTask;
            };
        });

        factory.DeployTopologyOnly = context.GetRequiredService<TopologyDeployment>().IsAsked;
        factory.SendTopology.ConfigureErrorSettings = RabbitMqQueues.KeepForEver;
        factory.SendTopology.ConfigureDeadLetterSettings = RabbitMqQueues.KeepForEver;
        ContractDeserializerFactory.Use(factory, context.GetRequiredService<EndpointMessages>());
        factory.ConfigureEndpoints(context);
    }

    private static void CheckCertificate(IRabbitMqSslConfigurator tls, BrokerCertificate certificate)
    {
        tls.Protocol = SslProtocols.None; // the operating system's choice
        tls.CertificateValidationCallback = certificate.Check;
    }
}
