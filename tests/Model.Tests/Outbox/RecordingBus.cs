using System.Reflection;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Context;
using MassTransit.Serialization;

namespace Microservices.Model.Tests.Outbox;

/// <summary>The side of <see cref="IBus"/> that delivery uses.</summary>
public class RecordingBus : DispatchProxy
{
    private static readonly ISerialization Formats = new SerializationConfiguration().CreateSerializerCollection();

    private Action<Guid> _accept = null!; // set by Create
    private ISendEndpoint _endpoint = null!; // set by Create

    /// <summary>Makes one.</summary>
    /// <param name="accept">Told the id of each message that is sent; what it throws, the sender sees.</param>
    public static IBus Create(Action<Guid> accept)
    {
        var bus = Create<IBus, RecordingBus>();
        var endpoint = Create<ISendEndpoint, RecordingBus>();
        ((RecordingBus)bus)._endpoint = endpoint;
        ((RecordingBus)endpoint)._accept = accept;
        return bus;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        nameof(ISendEndpointProvider.GetSendEndpoint) => Task.FromResult(_endpoint),
        nameof(ISendEndpoint.Send) when args is [SerializedMessageBody body, IPipe<SendContext> pipe, ..] => SendAsync(body, pipe),
        _ => throw new NotSupportedException($"Delivery calls {targetMethod}, which this bus does not know."),
    };

    private async Task SendAsync(SerializedMessageBody body, IPipe<SendContext> pipe)
    {
        var context = new MessageSendContext<SerializedMessageBody>(body) { Serialization = Formats };
        await pipe.Send(context);
        _accept(context.MessageId!.Value); // stored messages have one
    }
}
