using System.Globalization;
using System.Text;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Tests.Ingest.Scenes;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Tests.Ingest;

/// <summary>No message swallows another, and each comes back from its replay as its sender made it.</summary>
public sealed class When_messages_are_kept_whole
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_take_another_body_of_the_same_id_for_another_letter()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("whole_error");
        await scene.StartServiceAsync();

        await scene.PublishAsync([
            RawMessage.Faulted("whole", "same", 1, """{"amount":1}"""), RawMessage.Faulted("whole", "same", 2, """{"amount":2}"""),
            RawMessage.Faulted("whole", "same", 3, """{"amount":1}"""),
        ]);
        await scene.DrainAsync(3, "whole_error");

        (await scene.LettersAsync(2)).Select(letter => (Encoding.UTF8.GetString(letter.Body), letter.Attempts)).ShouldBe(
            [("""{"amount":1}""", 2), ("""{"amount":2}""", 1)], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_send_back_every_property_and_header_as_it_came(bool empty)
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("whole_error", "whole");
        var host = await scene.StartServiceAsync();
        var message = RawMessage.Faulted("whole", "m-1");
        var headers = empty ? [] : Headers();
        foreach (var (name, value) in headers)
            message.Properties.Headers![name] = value;
        if (!empty)
            Fill(message.Properties);

        await scene.PublishAsync([message]);
        var letter = (await scene.LettersAsync(1))[0];
        var id = await host.CreateAsync(new ReplayRequest { Ids = [letter.Id], Reason = "mended", ResetRedelivery = true });
        await Eventually.Reads(() => host.FindAsync(id), view => view.Counts.Published == 1, "it is sent", cancellationToken: Cancellation);
        var sent = await GetAsync(scene, "whole");

        Describe(sent.BasicProperties).ShouldBe(Describe(message.Properties));
        // RabbitMQ 3 says of each delivery how often it failed before; RabbitMQ 4 says it of those that did.
        var kept = sent.BasicProperties.Headers!
            .Where(header => !header.Key.StartsWith("DL-", StringComparison.Ordinal) && header.Key is not ("x-dotnet-pub-seq-no" or "x-delivery-count"))
            .ToDictionary(header => header.Key, header => Typed(header.Value));
        kept.ShouldBe(headers.ToDictionary(header => header.Key, header => Typed(header.Value)), ignoreOrder: true);
    }

    [Fact]
    public async Task Should_park_what_the_reader_cannot_read_and_take_the_others()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("whole_error", "whole");
        var host = await scene.StartServiceAsync();
        var deep = RawMessage.Faulted("whole", "deep", body: """{"n":1}""");
        deep.Properties.Headers!["deep"] = Nested(1_000);

        await scene.PublishAsync([deep, RawMessage.Faulted("whole", "flat", 1)]);
        var letters = await scene.LettersAsync(2);
        await scene.EmptyAsync(null, "whole_error");

        var parked = letters.Single(letter => letter.MessageKey == "deep");
        Encoding.UTF8.GetString(parked.Body).ShouldBe("""{"n":1}""");
        parked.ExceptionMessage.ShouldNotBeNull().ShouldContain("cannot be read");
        var id = await host.CreateAsync(new ReplayRequest { Ids = [.. letters.Select(letter => letter.Id)], Reason = "mended", Canary = false });
        await Eventually.Reads(() => host.ItemsAsync(id),
            items => items.Single(item => item.DeadLetterId == parked.Id).State == "not_sendable"
                && items.Single(item => item.DeadLetterId != parked.Id).State == "published",
            "the parked one has its own outcome", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Should_know_its_own_replays_whatever_body_they_bear_and_keep_what_differed()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("whole_error", "whole");
        var host = await scene.StartServiceAsync();
        await scene.PublishAsync([RawMessage.Faulted("whole", "m-1", body: """{"sku":"OLD"}""")]);
        var letter = (await scene.LettersAsync(1))[0];

        var id = await host.CreateAsync(new ReplayRequest
        {
            Edit = new ReplayEdit { Id = letter.Id, Body = """{"sku":"NEW"}""" },
            Reason = "renamed",
        });
        await Eventually.Reads(() => host.FindAsync(id), view => view.Counts.Published == 1, "it is sent", cancellationToken: Cancellation);
        var sent = await GetAsync(scene, "whole");
        var again = RawMessage.Faulted("whole", "m-1", 9, Encoding.UTF8.GetString(sent.Body.Span));
        again.Properties.Headers!["DL-Replay-Item"] = sent.BasicProperties.Headers!["DL-Replay-Item"];
        await scene.PublishAsync([again]);

        await Eventually.Reads(() => host.FindAsync(id), view => view.Counts.FailedAgain == 1, "it failed again", cancellationToken: Cancellation);
        var attempts = await scene.QueryAsync(context => context.Attempts.OrderBy(attempt => attempt.FailedAt).ToListAsync(Cancellation));
        (await scene.LettersAsync(1)).ShouldHaveSingleItem().Attempts.ShouldBe(2);
        attempts.Select(attempt => attempt.Body is null ? null : Encoding.UTF8.GetString(attempt.Body)).ShouldBe([null, """{"sku":"NEW"}"""]);
    }

    private static Dictionary<string, object?> Headers() => new()
    {
        ["bool"] = true,
        ["sbyte"] = (sbyte)-5,
        ["byte"] = (byte)200,
        ["short"] = (short)-300,
        ["ushort"] = (ushort)60_000,
        ["int"] = 7,
        ["uint"] = 3_000_000_000,
        ["long"] = 7L,
        ["large"] = long.MaxValue,
        ["float"] = 1.5f,
        ["double"] = 2d,
        ["exact"] = 0.1,
        ["decimal"] = 12.340m,
        ["text"] = "grün",
        ["no text"] = new byte[] { 0, 255, 1 },
        ["binary"] = new BinaryTableValue("plain"u8.ToArray()),
        ["time"] = new AmqpTimestamp(1_700_000_000),
        ["nothing"] = null,
        ["list"] = new List<object?> { 1L, "a", new Dictionary<string, object?> { ["b"] = (byte)2 } },
        ["table"] = new Dictionary<string, object?> { ["$bytes"] = "AAAA", ["deep"] = Nested(30) },
        ["alike"] = new Dictionary<string, object?> { ["$bytes"] = "AAAA" },
        ["MT-Fault-Address"] = "rabbitmq://host/requester",
        ["nul\0name"] = "x",
    };

    private static void Fill(BasicProperties properties)
    {
        properties.ContentEncoding = "gzip";
        properties.DeliveryMode = DeliveryModes.Transient;
        properties.Priority = 0;
        properties.CorrelationId = "order-7";
        properties.ReplyTo = "answers";
        properties.Type = "OrderPlaced";
        properties.AppId = "shop";
        properties.Timestamp = new AmqpTimestamp(1_700_000_001);
    }

    private static Dictionary<string, object?> Nested(int depth)
    {
        var table = new Dictionary<string, object?> { ["end"] = 1 };
        for (var level = 1; level < depth; level++)
            table = new Dictionary<string, object?> { ["a"] = table };
        return table;
    }

    private static string Describe(IReadOnlyBasicProperties properties) => string.Create(CultureInfo.InvariantCulture,
        $"{properties.MessageId} {properties.CorrelationId} {properties.ContentType} {properties.ContentEncoding} "
        + $"{properties.DeliveryMode} {properties.IsPriorityPresent()} {properties.Priority} {properties.ReplyTo} {properties.Type} "
        + $"{properties.AppId} {properties.Timestamp.UnixTime} {properties.IsExpirationPresent()} {properties.IsClusterIdPresent()}");

    // The type on the wire is part of the value; the client reads text as bytes.
    private static string Typed(object? value) => value switch
    {
        null => "null",
        string text => Typed(Encoding.UTF8.GetBytes(text)),
        byte[] bytes => $"bytes {Convert.ToHexString(bytes)}",
        BinaryTableValue binary => $"binary {Convert.ToHexString(binary.Bytes)}",
        AmqpTimestamp time => $"time {time.UnixTime}",
        IDictionary<string, object?> table => $"{{{string.Join(',', table.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Typed(pair.Value)}"))}}}",
        System.Collections.IList list => $"[{string.Join(',', list.Cast<object?>().Select(Typed))}]",
        IFormattable formattable => $"{value.GetType().Name} {formattable.ToString(null, CultureInfo.InvariantCulture)}",
        _ => $"{value.GetType().Name} {value}",
    };

    private static async Task<BasicGetResult> GetAsync(IngestScene scene, string queue)
    {
        await using var connection = await scene.Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        return (await channel.BasicGetAsync(queue, autoAck: true, Cancellation))!; // it was published
    }
}
