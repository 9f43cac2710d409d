using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Messaging;

internal static class RabbitMqBus
{
    public static void Configure(
        IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator factory, BrokerConnection connection)
    {
        var connectionName = context.GetRequiredService<IHostEnvironment>().ApplicationName;
        factory.Host(connection.Host, connection.Port, connection.VirtualHost, connectionName, host =>
        {
            host.Username(connection.UserName);
            host.Password(connection.Password);
            host.PublisherConfirmation = true;
            if (connection.UsesTls)
                host.UseSsl(tls => UseTls(tls, connection.Host));
        });

        factory.SendTopology.ConfigureErrorSettings = RabbitMqQueues.KeepForEver;
        factory.SendTopology.ConfigureDeadLetterSettings = RabbitMqQueues.KeepForEver;
        PlainJson.Accept(factory);
        factory.ConfigureEndpoints(context);
    }

    private static void UseTls(IRabbitMqSslConfigurator tls, string host)
    {
        // The operating system's choice of version; the certificate must be valid and bear the host's name.
        tls.Protocol = SslProtocols.None;
        tls.ServerName = host;
        tls.EnforcePolicyErrors(System.Net.Security.SslPolicyErrors.RemoteCertificateNotAvailable
            | System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch
            | System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors);
    }
}
