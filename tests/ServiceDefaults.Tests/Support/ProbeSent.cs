namespace Microservices.ServiceDefaults.Tests.Support;

public sealed record ProbeSent
{
    public required Guid OrderId { get; init; }

    public string Text { get; init; } = "";
}
