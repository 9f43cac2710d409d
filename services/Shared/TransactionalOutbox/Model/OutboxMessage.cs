using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Serialization;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// An outgoing message, stored in the transaction that decided to send it and deleted once the broker has confirmed it.
/// </summary>
public class OutboxMessage : OutboxMessageContext
{
    // Beside the transport's properties, which ignore what they do not know.
    private const string ClrTypeProperty = "Outbox-ClrType";

    private static readonly Dictionary<string, object> NoProperties = [];

    private Headers _headers = EmptyHeaders.Instance;
    private Dictionary<string, object> _properties = NoProperties;
    private bool _isRead;

    /// <summary>Order of sending within one outbox; given by the database.</summary>
    public long SequenceNumber { get; set; }

    /// <summary>The earliest time of delivery, in UTC, when the sender asked for a delay; the transport applies it.</summary>
    public DateTime? EnqueueTime { get; set; }

    /// <summary>When the message was sent into the outbox, in UTC.</summary>
    public DateTime SentTime { get; set; }

    /// <summary>Message headers as a JSON object.</summary>
    public string? Headers { get; set; }

    /// <summary>Transport properties (routing key and the like) as a JSON object.</summary>
    public string? Properties { get; set; }

    /// <summary>With <see cref="InboxConsumerId"/>: the consumed message that this one came out of.</summary>
    public Guid? InboxMessageId { get; set; }

    /// <summary>With <see cref="InboxMessageId"/>: the consumer that this message came out of.</summary>
    public Guid? InboxConsumerId { get; set; }

    /// <summary>The transaction outside a consumer that this message came out of.</summary>
    public Guid? OutboxId { get; set; }

    /// <summary>The message's id on the broker; the same at every attempt, so that consumers can tell duplicates.</summary>
    public Guid MessageId { get; set; }

    /// <summary>MIME type of <see cref="Body"/>.</summary>
    public string ContentType { get; set; } = null!; // set by EF and by AddSend, never left out

    /// <summary>Message URNs, separated by semicolons.</summary>
    public string MessageType { get; set; } = null!; // set by EF and by AddSend, never left out

    /// <summary>The serialized message, envelope included.</summary>
    public string Body { get; set; } = null!; // set by EF and by AddSend, never left out

    /// <inheritdoc cref="MessageContext.ConversationId" />
    public Guid? ConversationId { get; set; }

    /// <inheritdoc cref="MessageContext.CorrelationId" />
    public Guid? CorrelationId { get; set; }

    /// <inheritdoc cref="MessageContext.InitiatorId" />
    public Guid? InitiatorId { get; set; }

    /// <inheritdoc cref="MessageContext.RequestId" />
    public Guid? RequestId { get; set; }

    /// <inheritdoc cref="MessageContext.SourceAddress" />
    public Uri? SourceAddress { get; set; }

    /// <inheritdoc cref="MessageContext.DestinationAddress" />
    public Uri? DestinationAddress { get; set; }

    /// <inheritdoc cref="MessageContext.ResponseAddress" />
    public Uri? ResponseAddress { get; set; }

    /// <inheritdoc cref="MessageContext.FaultAddress" />
    public Uri? FaultAddress { get; set; }

    /// <summary>When the message is worth nothing any more, in UTC; <see langword="null"/> if never.</summary>
    public DateTime? ExpirationTime { get; set; }

    /// <summary>The message's type where it implements others; null where this process does not have it.</summary>
    internal Type? ClrType =>
        _properties.TryGetValue(ClrTypeProperty, out var name) ? Type.GetType($"{name}", throwOnError: false) : null;

    Guid? MessageContext.MessageId => MessageId;

    DateTime? MessageContext.SentTime => SentTime;

    Headers MessageContext.Headers => _headers;

    HostInfo MessageContext.Host => Metadata.HostMetadataCache.Host;

    IReadOnlyDictionary<string, object> OutboxMessageContext.Properties => _properties;

    /// <summary>Reads <see cref="Headers"/> and <see cref="Properties"/>, which the send pipe then sees.</summary>
    /// <param name="deserializer">Reads the JSON objects.</param>
    public void Deserialize(IObjectDeserializer deserializer)
    {
        ArgumentNullException.ThrowIfNull(deserializer);
        if (_isRead)
            return;

        if (deserializer.DeserializeDictionary<object>(Headers) is { } headers)
            _headers = new DictionarySendHeaders(headers!); // header values that are null stay null
        if (deserializer.DeserializeDictionary<object>(Properties) is { } properties)
            _properties = properties;
        _isRead = true;
    }

    /// <summary>Writes what its columns do not hold, and keeps it: delivered from memory, it need not be read again.</summary>
    internal void Serialize<T>(SendContext<T> context, IObjectDeserializer serializer)
        where T : class
    {
        var properties = PropertiesOf(context);
        Headers = serializer.SerializeDictionary(context.Headers.GetAll());
        Properties = serializer.SerializeDictionary(properties);
        (_headers, _properties, _isRead) = (context.Headers, properties, true);
    }

    private static Dictionary<string, object> PropertiesOf<T>(SendContext<T> context)
        where T : class
    {
        // To bind its exchange to theirs, the delivery needs a type that implements others.
        var isHierarchy = context.SupportedMessageTypes is { Length: > 1 };
        if (!isHierarchy && context is not TransportSendContext<T>)
            return NoProperties;

        var properties = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        (context as TransportSendContext<T>)?.WritePropertiesTo(properties);
        if (isHierarchy)
            properties[ClrTypeProperty] = $"{typeof(T).FullName}, {typeof(T).Assembly.GetName().Name}";
        return properties;
    }
}
