using System.Reflection;
using MassTransit;
using MassTransit.RabbitMqTransport;

namespace Microservices.Chaos.Sabotage;

/// <summary>Ack before commit: the broker forgets a message as soon as it is delivered.</summary>
internal sealed class AcknowledgeAtOnce : IConfigureReceiveEndpoint
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic;

    // MassTransit has the setting, and for good reason no way to change it.
    public void Configure(string name, IReceiveEndpointConfigurator configurator)
    {
        var settings = configurator.GetType().GetFields(Own).Select(field => field.GetValue(configurator)).OfType<ReceiveSettings>().First();
        settings.GetType().GetProperty(nameof(ReceiveSettings.NoAck))!.SetValue(settings, true); // the interface has it
    }
}
