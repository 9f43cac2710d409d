namespace Microservices.DeadLetters.Cli.Tests;

public sealed record StubAnswer(int Status, string Body, string? Location = null);
