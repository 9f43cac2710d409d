using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Microservices.Testing.Tests;

public sealed class RabbitMqVirtualHostTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_count_list_and_take_messages()
    {
        await using var virtualHost = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);
        (await virtualHost.ListQueuesAsync(Cancellation)).ShouldBeEmpty();
        await DeclareAsync(virtualHost, "orders");
        var properties = new BasicProperties
        {
            MessageId = "m-1",
            Headers = new Dictionary<string, object?> { ["reason"] = "because" },
        };

        (await virtualHost.CountMessagesAsync("orders", Cancellation)).ShouldBe(0);
        await virtualHost.PublishAsync("", "orders", properties, Encoding.UTF8.GetBytes("{}"), Cancellation);

        (await virtualHost.CountMessagesAsync("orders", Cancellation)).ShouldBe(1);
        var message = (await virtualHost.GetMessagesAsync("orders", Cancellation)).ShouldHaveSingleItem();
        message.MessageId.ShouldBe("m-1");
        message.Header("reason").ShouldBe("because");
        message.Header("nothing").ShouldBeNull();
        message.RoutingKey.ShouldBe("orders");
        (await virtualHost.CountMessagesAsync("orders", Cancellation)).ShouldBe(0);
        (await virtualHost.DescribeQueuesAsync(Cancellation)).ShouldHaveSingleItem().Type.ShouldBe("quorum");
    }

    [Fact]
    public async Task Should_count_nothing_in_a_queue_that_is_not_there_but_refuse_to_take_from_it()
    {
        await using var virtualHost = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);

        (await virtualHost.CountMessagesAsync("nowhere", Cancellation)).ShouldBe(0);
        await Should.ThrowAsync<OperationInterruptedException>(
            () => virtualHost.GetMessagesAsync("nowhere", Cancellation));
    }

    [Fact]
    public async Task Should_say_that_a_message_reached_no_queue()
    {
        await using var virtualHost = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);

        await Should.ThrowAsync<PublishException>(() => virtualHost.PublishAsync("", "nowhere", new BasicProperties(),
            Encoding.UTF8.GetBytes("{}"), Cancellation));
    }

    [Fact]
    public async Task Should_keep_virtual_hosts_apart_and_delete_them()
    {
        await using var one = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);
        var other = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);
        await DeclareAsync(other, "orders");
        (await one.ListQueuesAsync(Cancellation)).ShouldBeEmpty();
        (await other.ListQueuesAsync(Cancellation)).ShouldBe(["orders"]);

        await other.DisposeAsync();

        await using var connection = await other.ConnectAsync(Cancellation);
        await Should.ThrowAsync<RabbitMQClientException>(
            () => connection.CreateChannelAsync(cancellationToken: Cancellation));
    }

    private static async Task DeclareAsync(RabbitMqVirtualHost virtualHost, string queue)
    {
        await using var connection = await virtualHost.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Cancellation);
    }
}
