using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>Registers <see cref="ContractDeserializer"/> for the content types that endpoints read.</summary>
internal sealed class ContractDeserializerFactory(string mediaType, EndpointMessages endpoints) : ISerializerFactory
{
    public ContentType ContentType { get; } = new(mediaType);

    /// <summary>Makes a bus read by contract; without a content type, a message is told by its members.</summary>
    public static void Use(IBusFactoryConfigurator factory, EndpointMessages endpoints)
    {
        factory.ConfigureJsonSerializerOptions(InstantConverter.AddTo);
        factory.AddDeserializer(new ContractDeserializerFactory("application/json", endpoints));
        factory.AddDeserializer(new ContractDeserializerFactory("application/cloudevents+json", endpoints));
        factory.AddDeserializer(new ContractDeserializerFactory("application/vnd.masstransit+json", endpoints), isDefault: true);
    }

    public IMessageDeserializer CreateDeserializer() => new ContractDeserializer(ContentType, endpoints);

    public IMessageSerializer CreateSerializer() => SystemTextJsonMessageSerializer.Instance;
}
