using System.Text;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>Writes the properties of an AMQP message as JSON, by their names in the specification, and reads them for a replay.</summary>
internal static class AmqpProperties
{
    /// <summary>Writes those that are present.</summary>
    public static string Write(IReadOnlyBasicProperties from)
    {
        Dictionary<string, object?> values = [];
        Add("content_type", from.IsContentTypePresent(), from.ContentType);
        Add("content_encoding", from.IsContentEncodingPresent(), from.ContentEncoding);
        Add("correlation_id", from.IsCorrelationIdPresent(), from.CorrelationId);
        Add("reply_to", from.IsReplyToPresent(), from.ReplyTo);
        Add("expiration", from.IsExpirationPresent(), from.Expiration);
        Add("message_id", from.IsMessageIdPresent(), from.MessageId);
        Add("type", from.IsTypePresent(), from.Type);
        Add("user_id", from.IsUserIdPresent(), from.UserId);
        Add("app_id", from.IsAppIdPresent(), from.AppId);
        Add("cluster_id", from.IsClusterIdPresent(), from.ClusterId);
        if (from.IsDeliveryModePresent())
            values["delivery_mode"] = (int)from.DeliveryMode;
        if (from.IsPriorityPresent())
            values["priority"] = (int)from.Priority;
        if (from.IsTimestampPresent())
            values["timestamp"] = from.Timestamp;
        return HeaderJson.Write(values);

        void Add(string name, bool isPresent, string? value)
        {
            if (isPresent)
                values[name] = Encoding.UTF8.GetBytes(value ?? ""); // as bytes, so that any character is kept
        }
    }

    /// <summary>
    /// Reads what a replay sends: all but <c>user_id</c>, which the broker compares with the sender, and <c>expiration</c>, whose
    /// time is over. A message whose sender said nothing is sent durably.
    /// </summary>
    public static BasicProperties Read(string stored)
    {
        var values = HeaderJson.Read(stored);
        var properties = new BasicProperties { Persistent = true };
        Set("content_type", value => properties.ContentType = value);
        Set("content_encoding", value => properties.ContentEncoding = value);
        Set("correlation_id", value => properties.CorrelationId = value);
        Set("reply_to", value => properties.ReplyTo = value);
        Set("message_id", value => properties.MessageId = value);
        Set("type", value => properties.Type = value);
        Set("app_id", value => properties.AppId = value);
        Set("cluster_id", value => properties.ClusterId = value);
        if (values.TryGetValue("delivery_mode", out var mode) && mode is int number)
            properties.DeliveryMode = (DeliveryModes)number;
        if (values.TryGetValue("priority", out var priority) && priority is int level)
            properties.Priority = (byte)level;
        if (values.TryGetValue("timestamp", out var time) && time is AmqpTimestamp timestamp)
            properties.Timestamp = timestamp;
        return properties;

        void Set(string name, Action<string> set)
        {
            if (values.TryGetValue(name, out var value) && HeaderValues.Text(value) is { } text)
                set(text);
        }
    }
}
