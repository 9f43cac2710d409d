namespace Microservices.Testing;

/// <summary>Where a broker listens, with the credentials of an administrator.</summary>
/// <param name="Amqp">AMQP address, such as <c>amqp://user:password@localhost:5672/</c>.</param>
/// <param name="Management">HTTP address of its management interface, such as <c>http://localhost:15672/</c>.</param>
public sealed record RabbitMqAddress(Uri Amqp, Uri Management);
