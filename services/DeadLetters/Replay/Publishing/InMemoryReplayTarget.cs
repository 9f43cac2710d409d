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
        List<PublishResult> results = [];
        foreach (var message in messages)
            results.Add(await PublishAsync(message, cancellationToken));
        return results;
    }

    private async Task<PublishResult> PublishAsync(ReplayMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{message.Queue}"));
            await endpoint.Send(new SentAsItIs(), context => Copy(message, context), cancellationToken);
            return new PublishResult(PublishOutcome.Published);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The queue is in this process and takes everything: the message is to blame, such as by its content type.
            return new PublishResult(PublishOutcome.NotSendable, $"it cannot be sent: {exception.Message}");
        }
    }

    private static void Copy(ReplayMessage message, SendContext context)
    {
        var contentType = message.Properties.ContentType is { } type ? new ContentType(type) : Json;
        context.Serializer = new CopyBodySerializer(contentType, new BytesMessageBody(message.Body.ToArray()));
        context.ContentType = contentType;
        if (Guid.TryParse(message.Properties.MessageId, out var id))
            context.MessageId = id;
        foreach (var (name, value) in message.Properties.Headers ?? new Dictionary<string, object?>())
            context.Headers.Set(name, value);
    }

    /// <summary>Stands for the message, whose bytes the serializer writes.</summary>
    private sealed class SentAsItIs;
}
