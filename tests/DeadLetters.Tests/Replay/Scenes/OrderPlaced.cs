namespace Microservices.DeadLetters.Tests.Replay.Scenes;

public sealed record OrderPlaced(Guid OrderId, string Sku);
