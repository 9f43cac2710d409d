using System.Collections.Concurrent;
using MassTransit;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>What the consumer under test does, and what it saw.</summary>
internal sealed class EffectBehaviour
{
    public Func<OrderPlaced, bool> Fails { get; set; } = _ => false;

    public ConcurrentQueue<IReadOnlyDictionary<string, object>> Headers { get; } = [];

    public void Seen(ConsumeContext context) => Headers.Enqueue(
        context.ReceiveContext.TransportHeaders.ToDictionary(header => header.Key, header => header.Value));
}
