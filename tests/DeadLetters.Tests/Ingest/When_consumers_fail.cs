using System.Text.Json;
using MassTransit;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Tests.Ingest.Scenes;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Ingest;

/// <summary>A real consumer of MassTransit fails on a real broker; the ingest finds its queues by itself.</summary>
public sealed class When_consumers_fail
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_store_the_fault_with_its_whole_chain()
    {
        await using var scene = await IngestScene.CreateAsync();
        scene.Behaviour.Fails = OrderLookup.Find;
        await scene.StartServiceAsync();
        var bus = await scene.StartConsumerAsync();
        var order = new OrderPlaced(NewId.NextGuid(), "OLD");

        await bus.Publish(order, context => context.MessageId = order.OrderId, Cancellation);
        var letter = (await scene.LettersAsync(1)).ShouldHaveSingleItem();
        var attempt = await Eventually.Reads(
            () => scene.QueryAsync(context => context.Attempts.AsNoTracking().SingleAsync(Cancellation)),
            attempt => attempt.Exceptions is not null, "the chain has come", cancellationToken: Cancellation);
        var group = await scene.QueryAsync(context => context.Groups.AsNoTracking().SingleAsync(Cancellation));

        (letter.Queue, letter.SourceQueue, letter.Cause, letter.Status, letter.Attempts)
            .ShouldBe((Scene.Queue, $"{Scene.Queue}_error", Causes.Fault, DeadLetterStatus.Open, 1));
        letter.MessageId.ShouldBe(order.OrderId);
        letter.MessageType.ShouldNotBeNull().ShouldEndWith($":{nameof(OrderPlaced)}");
        letter.ExceptionType.ShouldBe(typeof(UnknownOrderSkuException).FullName);
        letter.OwnFrame.ShouldBe($"{typeof(OrderLookup).FullName}.Read");
        JsonElement.Parse(letter.BodyJson!).GetProperty("sku").GetString().ShouldBe("OLD"); // an envelope
        letter.ConversationId.ShouldNotBeNull();
        var chain = JsonElement.Parse(attempt.Exceptions!).EnumerateArray().ToList(); // waited for
        chain.Select(exception => exception.GetProperty("type").GetString())
            .ShouldBe([typeof(InvalidOperationException).FullName, typeof(UnknownOrderSkuException).FullName]);
        chain[0].GetProperty("message").GetString().ShouldBe($"Order {order.OrderId} cannot be placed.");
        chain[1].GetProperty("stackTrace").GetString().ShouldNotBeNull().ShouldContain(nameof(OrderLookup));
        (group.Queue, group.OpenCount, group.TotalCount, group.Status).ShouldBe((Scene.Queue, 1, 1, "new"));
        group.Title.ShouldBe("UnknownOrderSkuException in OrderLookup.Read (OrderPlaced)");
        await scene.EmptyAsync(null, $"{Scene.Queue}_error");
    }

    [Fact]
    public async Task Should_store_what_no_consumer_takes()
    {
        await using var scene = await IngestScene.CreateAsync();
        var bus = await scene.StartConsumerAsync();
        await scene.StartServiceAsync();

        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{Scene.Queue}"));
        await endpoint.Send(new StrangeMessage("hello"), Cancellation);
        var letter = (await scene.LettersAsync(1)).ShouldHaveSingleItem();

        (letter.Queue, letter.SourceQueue, letter.Cause).ShouldBe((Scene.Queue, $"{Scene.Queue}_skipped", Causes.Skipped));
        letter.MessageType.ShouldNotBeNull().ShouldEndWith($"+{nameof(StrangeMessage)}");
        letter.ExceptionType.ShouldBeNull();
    }

    [Fact]
    public async Task Should_keep_bytes_that_no_consumer_can_read()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.StartConsumerAsync();
        await scene.StartServiceAsync();
        byte[] bytes = [0xFF, 0x00, 0xC3, 0x28, .. "{\"orderId\":"u8];

        await scene.PublishAsync([new RawMessage(Scene.Queue, new() { ContentType = "application/vnd.masstransit+json" }, bytes)]);
        var letter = (await scene.LettersAsync(1)).ShouldHaveSingleItem();

        letter.Queue.ShouldBe(Scene.Queue);
        letter.Body.ShouldBe(bytes);
        letter.BodyJson.ShouldBeNull();
        letter.MessageKey.ShouldStartWith("sha256:");
        letter.MessageId.ShouldBeNull();
    }

    [Fact]
    public async Task Should_tell_a_replay_that_it_failed_again_and_then_that_it_did_not()
    {
        await using var scene = await IngestScene.CreateAsync();
        scene.Behaviour.Fails = _ => true;
        var bus = await scene.StartConsumerAsync();
        var host = await scene.StartServiceAsync();
        var order = new OrderPlaced(NewId.NextGuid(), "OLD");
        await bus.Publish(order, context => context.MessageId = order.OrderId, Cancellation);
        var letter = (await scene.LettersAsync(1)).ShouldHaveSingleItem();

        var failing = await host.CreateAsync(new() { Ids = [letter.Id], Reason = "try" });
        await Eventually.Reads(() => host.ItemsAsync(failing), items => items.All(item => item.State == ReplayItemState.FailedAgain),
            "it failed again", cancellationToken: Cancellation);
        var between = (await scene.LettersAsync(1)).ShouldHaveSingleItem();
        scene.Behaviour.Fails = _ => false;
        var working = await host.CreateAsync(new() { Ids = [letter.Id], Reason = "SKU added" });
        await host.WaitForAsync(working, ReplayState.Done);
        var after = (await scene.LettersAsync(1)).ShouldHaveSingleItem();
        var attempts = await scene.QueryAsync(context => context.Attempts.AsNoTracking().OrderBy(attempt => attempt.Id).ToListAsync(Cancellation));
        var group = await scene.QueryAsync(context => context.Groups.AsNoTracking().SingleAsync(Cancellation));

        (between.Status, between.Attempts, between.FailedReplays).ShouldBe((DeadLetterStatus.Open, 2, 1));
        (after.Status, after.Attempts, after.FailedReplays).ShouldBe((DeadLetterStatus.Resolved, 2, 1));
        attempts.Select(attempt => attempt.ReplayItemId is null).ShouldBe([true, false]);
        (group.OpenCount, group.TotalCount).ShouldBe((0, 1));
    }

    internal sealed record StrangeMessage(string Text);
}
