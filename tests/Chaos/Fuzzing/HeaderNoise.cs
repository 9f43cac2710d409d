using RabbitMQ.Client;

namespace Microservices.Chaos.Fuzzing;

/// <summary>AMQP properties and headers that no good publisher sends.</summary>
internal static class HeaderNoise
{
    private static readonly string[] Names =
    [
        "MT-Reason", "MT-Fault-Timestamp", "MT-Fault-ExceptionType", "MT-Fault-Message", "MT-Fault-StackTrace", "MT-Fault-RetryCount", "MT-Fault-InputAddress",
        "MT-Redelivery-Count", "MT-MessageType", "MT-OriginalMessageId", "MT-Activity-Id", "MT-Request-Id", "MT-Host-MachineName", "DL-Replay-Item", "DL-Replay-Attempt",
        "MessageId", "CorrelationId", "ConversationId", "SourceAddress", "ResponseAddress", "FaultAddress", "Content-Type", "traceparent", "tracestate", "baggage",
        "x-death", "x-delivery-count", "x-first-death-queue", "cloudEvents:id", "ce-id", "", "é", "\0", new string('n', 200),
    ];

    private static readonly string[] Texts =
    [
        "", "fault", "1", "-1", "99999999999999999999", "2026-02-30T00:00:00Z", "urn:message:Contracts.Orders:OrderConfirmed", "urn:message:;urn:",
        "rabbitmq://nowhere.test/nothing", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-zz-1", "11111111-1111-1111-1111-111111111111",
        "\0\u0001", "<b>é😀\u202E", new string('x', 5_000),
    ];

    /// <summary>Adds what the number says; the same number adds the same.</summary>
    public static void AddTo(BasicProperties properties, int noise)
    {
        if (noise == 0)
            return;

        var random = new Random(noise);
        properties.Headers = Table(random, depth: 2);
        if (random.Next(3) == 0)
            properties.MessageId = random.Next(3) == 0 ? null : ShortText(random);
        if (random.Next(4) == 0)
            properties.CorrelationId = ShortText(random);
        if (random.Next(4) == 0)
            properties.ContentEncoding = ShortText(random);
        if (random.Next(4) == 0)
            properties.Type = ShortText(random);
        if (random.Next(6) == 0)
            properties.Timestamp = new AmqpTimestamp(random.NextInt64(long.MinValue, long.MaxValue));
        if (random.Next(4) == 0)
            properties.Priority = (byte)random.Next(256);
        if (random.Next(4) == 0)
            properties.AppId = ShortText(random);
    }

    private static Dictionary<string, object?> Table(Random random, int depth)
    {
        var table = new Dictionary<string, object?>();
        for (var count = random.Next(1, 8); count > 0; count--)
            table[Names[random.Next(Names.Length)]] = Value(random, depth);
        return table;
    }

    private static object? Value(Random random, int depth) => random.Next(depth > 0 ? 11 : 9) switch
    {
        0 => null,
        1 => random.NextInt64(long.MinValue, long.MaxValue),
        2 => random.Next(-1, 5),
        3 => random.NextDouble() * 1e300,
        4 => random.Next(2) == 0,
        5 => new AmqpTimestamp(random.NextInt64(long.MinValue, long.MaxValue)),
        6 => new byte[] { 0xFF, 0xC0, 0x80, 0 },
        7 or 8 => Texts[random.Next(Texts.Length)],
        9 => Table(random, depth - 1),
        _ => new List<object?> { Value(random, depth - 1), Table(random, depth - 1) },
    };

    // An AMQP short string has at most 255 bytes.
    private static string ShortText(Random random) => Texts[random.Next(Texts.Length)] is { Length: < 80 } text ? text : "short";
}
