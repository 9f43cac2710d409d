namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>What the consumer did: one row per time that it ran, whatever the order.</summary>
internal sealed class Effect
{
    public long Id { get; set; }

    public Guid OrderId { get; set; }

    public string Sku { get; set; } = "";
}
