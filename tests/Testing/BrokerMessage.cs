using System.Text;
using RabbitMQ.Client;

namespace Microservices.Testing;

/// <summary>A message as it lay in a queue.</summary>
/// <param name="Exchange">The exchange it came through; empty for the default one.</param>
/// <param name="RoutingKey">Its routing key.</param>
/// <param name="Properties">Its AMQP properties.</param>
/// <param name="Body">Its body's bytes.</param>
public sealed record BrokerMessage(string Exchange, string RoutingKey, IReadOnlyBasicProperties Properties,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>The AMQP property <c>message-id</c>, if any.</summary>
    public string? MessageId => Properties.MessageId;

    /// <summary>The body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>A header as text; null when there is none.</summary>
    /// <param name="name">The header's name, such as <c>MT-Fault-Message</c>.</param>
    /// <returns>The header's text; long strings, which AMQP carries as bytes, are decoded.</returns>
    public string? Header(string name) => Properties.Headers?.TryGetValue(name, out var value) is not true ? null
        : value is byte[] bytes ? Encoding.UTF8.GetString(bytes)
        : value?.ToString();
}
