using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>Standalone's queues are in this process, and each of its consumers has one.</summary>
internal sealed class InMemoryReplayTarget(IBus bus) : IReplayTarget
{
    private static readonly ContentType Json = new("application/json");

    public Task<long?> CountAsync(string queue, CancellationToken cancellationToken) => Task.FromResult<long?>(0);

    public async Task<IReadOnlyList<PublishResult>> PublishAsync(
        IReadOnlyList<ReplayMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{message.Queue}"));
            await endpoint.Send(new SentAsItIs(), context => Copy(message, context), cancellationToken);
        }

        return [.. messages.Select(_ => PublishResult.Published)];
    }

    private static void Copy(ReplayMessage message, SendContext context)
    {
        var contentType = message.ContentType is { } type ? new ContentType(type) : Json;
        context.Serializer = new CopyBodySerializer(contentType, new BytesMessageBody(message.Body.ToArray()));
        context.ContentType = contentType;
        if (Guid.TryParse(message.MessageId, out var id))
            context.MessageId = id;
        foreach (var (name, value) in message.Headers)
            context.Headers.Set(name, value);
    }

    /// <summary>Stands for the message, whose bytes the serializer writes.</summary>
    private sealed class SentAsItIs;
}
