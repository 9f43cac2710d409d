using System.Text;
using System.Text.Json;
using Microservices.DeadLetters.Tests.Ingest.Scenes;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Tests.Ingest;

/// <summary>Whatever lies in a dead-letter queue is stored, as it was.</summary>
public sealed class When_messages_are_any_bytes
{
    private const int Messages = 400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(20261123)]
    public async Task Should_keep_each_of_them(int seed)
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("any_error", "any_skipped", "any-dead-letter");
        var random = new Random(seed);
        var messages = Enumerable.Range(0, Messages).Select(index => Message(random, index)).ToList();

        await scene.StartServiceAsync();
        await scene.PublishAsync(messages);
        await scene.EmptyAsync(TimeSpan.FromMinutes(1), "any_error", "any_skipped", "any-dead-letter");
        var letters = await scene.LettersAsync(Messages);
        var attempts = await scene.QueryAsync(context => context.Attempts.AsNoTracking().ToListAsync(Cancellation));

        // The number in each body makes it one of its kind.
        letters.Select(letter => Convert.ToHexString(letter.Body)).ShouldBe(
            messages.Select(message => Convert.ToHexString(message.Body)), ignoreOrder: true);
        attempts.Count.ShouldBe(Messages);
        attempts.ShouldAllBe(attempt => JsonElement.Parse(attempt.Headers).ValueKind == JsonValueKind.Object);
    }

    [Theory]
    [InlineData("{\"a\":\"x\\u0000y\"}")]
    [InlineData("{\"a\":\"\\ud800\",\"b\\u0000\":1}")]
    [InlineData("{\"a\":1e400000,\"b\":-1E-99999}")]
    [InlineData("{\"a\":1,\"a\":2,\"\":{\"\":[]}}")]
    [InlineData("{\"message\":5,\"messageType\":[{}]}")]
    [InlineData("{\"message\":{\"a\":1},\"messageType\":[null]}")]
    [InlineData("{\"message\":null,\"messageType\":\"urn:message:\"}")]
    [InlineData("\uFEFF{\"a\":1}")]
    [InlineData("{\"a\":\"<script>alert(1)</script>\"}")]
    [InlineData("{\"a\":")]
    public async Task Should_keep_json_that_the_database_would_not_take(string body)
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("any_error");
        await scene.StartServiceAsync();
        string[] bodies = [body, $"{{\"deep\":{string.Concat(Enumerable.Repeat("[", 300))}", new string(' ', 9)];

        await scene.PublishAsync(bodies.Select(text => RawMessage.Faulted("any", $"m-{text.Length}", body: text)));
        var letters = await scene.LettersAsync(3);

        letters.Select(letter => Encoding.UTF8.GetString(letter.Body)).ShouldBe(bodies, ignoreOrder: true);
    }

    private static RawMessage Message(Random random, int index)
    {
        var body = random.Next(3) == 0
            ? Encoding.UTF8.GetBytes($"{{\"n\":{index},\"t\":{JsonSerializer.Serialize(Text(random))}}}")
            : [.. BitConverter.GetBytes(index), .. Bytes(random, random.Next(20) == 0 ? 200_000 : random.Next(300))];
        var properties = new BasicProperties
        {
            MessageId = random.Next(4) == 0 ? null : $"{index}{ShortText(random)}",
            CorrelationId = random.Next(2) == 0 ? null : ShortText(random),
            ContentType = random.Next(2) == 0 ? null : ShortText(random),
            Headers = random.Next(5) == 0 ? null : Table(random, 3),
        };
        var queue = random.Next(3) switch { 0 => "any_error", 1 => "any_skipped", _ => "any-dead-letter" };
        return new RawMessage(queue, properties, body);
    }

    private static Dictionary<string, object?> Table(Random random, int depth)
    {
        string[] names =
        [
            "MT-Reason", "MT-Fault-Timestamp", "MT-Fault-StackTrace", "MT-Fault-ExceptionType", "MT-Fault-Message", "x-death",
            "MT-Fault-RetryCount", "DL-Replay-Item", "traceparent", "MT-Fault-InputAddress", "", "\0", "é", ShortText(random),
        ];
        return names.Where(_ => random.Next(3) == 0).DistinctBy(name => name)
            .ToDictionary(name => name, _ => Value(random, depth - 1));
    }

    private static object? Value(Random random, int depth) => random.Next(depth > 0 ? 16 : 13) switch
    {
        0 => null,
        1 => random.Next(),
        2 => random.NextInt64(),
        3 => random.NextDouble() * 1e300,
        4 => -0.0, // no broker takes NaN or an infinity
        5 => float.Epsilon,
        6 => new decimal(random.Next(), 0, 0, random.Next(2) == 0, 4),
        7 => random.Next(2) == 0,
        8 => new AmqpTimestamp(random.NextInt64(long.MinValue, long.MaxValue)),
        9 => Bytes(random, random.Next(64)),
        10 => Bytes(random, random.Next(10) == 0 ? 20_000 : 10),
        11 => new BinaryTableValue(Bytes(random, 9)),
        12 => Text(random),
        13 => Table(random, depth),
        14 => new List<object?> { Value(random, depth - 1), Table(random, depth) },
        _ => new List<object?> { Table(random, depth) },
    };

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Text(Random random) => random.Next(5) switch
    {
        0 => "",
        1 => "2026-11-10T12:00:00Z",
        2 => "a\0b\u2028<b>ü</b>",
        3 => new string('x', random.Next(5_000)),
        _ => "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    private static string ShortText(Random random) => random.Next(4) switch
    {
        0 => "",
        1 => "\0\u0001",
        2 => new string('é', 60),
        _ => "urn:x/../'\";--",
    };
}
