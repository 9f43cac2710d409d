namespace Microservices.DeadLetters.Tests.Replay.Scenes;

internal sealed class UnknownOrderSkuException() : Exception("The SKU is unknown.");
