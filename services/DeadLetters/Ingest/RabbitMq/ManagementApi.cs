using System.Text.Json.Serialization;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.DeadLetters.Ingest.RabbitMq;

/// <summary>What the broker's management interface is asked for.</summary>
internal sealed class ManagementApi(BrokerConnector connector, IOptions<IngestOptions> options) : IDisposable
{
    private readonly Lazy<HttpClient> _client = new(() => connector.CreateManagementClient(
        options.Value.ManagementUrl is { Length: > 0 } url ? new Uri(url) : null));

    private string VirtualHost => Uri.EscapeDataString(connector.VirtualHost);

    /// <summary>Lists the queues.</summary>
    public Task<IReadOnlyList<BrokerQueue>> ListQueuesAsync(CancellationToken cancellationToken) =>
        GetAsync<BrokerQueue>($"api/queues/{VirtualHost}?columns=name,messages,message_bytes", cancellationToken);

    /// <summary>Lists what an exchange sends its messages to.</summary>
    public Task<IReadOnlyList<BrokerBinding>> ListBindingsAsync(string exchange, CancellationToken cancellationToken) =>
        GetAsync<BrokerBinding>(
            $"api/exchanges/{VirtualHost}/{Uri.EscapeDataString(exchange)}/bindings/source?columns=destination", cancellationToken);

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private async Task<IReadOnlyList<T>> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        await _client.Value.GetFromJsonAsync<List<T>>(new Uri(path, UriKind.Relative), cancellationToken) ?? [];
}

/// <summary>A binding as the broker's management interface tells of it.</summary>
/// <param name="Destination">The queue or exchange that is bound.</param>
internal sealed record BrokerBinding(string Destination);

/// <summary>A queue as the broker's management interface tells of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Messages">Ready and not acknowledged messages; null until the broker has counted.</param>
/// <param name="MessageBytes">Bytes of their bodies; null until the broker has counted.</param>
internal sealed record BrokerQueue(string Name, long? Messages, [property: JsonPropertyName("message_bytes")] long? MessageBytes);
