using Microservices.Compose.Tests.Projects;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Microservices.Compose.Tests;

/// <summary>Each service's user of the broker may do its service's work and nothing else.</summary>
[Collection<OneMachine>]
public sealed class When_a_user_overreaches(OneMachineProject project, ITestOutputHelper output)
{
    private static readonly string[] Users = ["orders", "email", "inventory", "invoice"];

    private static readonly string[] Events =
    [
        "Contracts.Orders:OrderConfirmed", "Contracts.Email:OrderConfirmationSent", "Contracts.Inventory:StockReserved",
        "Contracts.Invoice:InvoiceIssued", "Contracts.Invoice:InvoiceDocumentStored",
    ];

    private static readonly string[] Queues =
        ["orders-fulfilment", "orders-order-confirmed", "email-order-confirmed", "email-invoice-document-stored", "inventory-order-confirmed", "invoice-order-confirmed"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> AllUsers => [.. Users];

    [Theory]
    [MemberData(nameof(AllUsers))]
    public async Task Should_be_refused_outside_its_own_work(string user)
    {
        await using var connection = await ConnectAsync(user, await project.SecretAsync($"{user}/Broker__Password"));

        foreach (var queue in Queues)
        {
            var isOwn = queue.StartsWith($"{user}-", StringComparison.Ordinal);
            await ShouldBeAsync(isOwn, $"{user} takes from {queue}", connection,
                channel => channel.BasicConsumeAsync(queue, autoAck: false, new BrokerUser.SilentConsumer(channel), Cancellation));
            await ShouldBeAsync(isOwn, $"{user} deletes {queue}-gone", connection,
                channel => channel.QueueDeleteAsync($"{queue}-gone", cancellationToken: Cancellation));
            // What it may publish is shown by the orders that flow; a byte of nonsense would end in dead letters.
            if (!isOwn)
            {
                await ShouldBeAsync(false, $"{user} publishes to {queue}'s exchange", connection,
                    channel => BrokerUser.PublishAsync(channel, queue, ""));
            }
        }

        foreach (var name in Events.Where(name => !name.StartsWith($"Contracts.{user}:", StringComparison.OrdinalIgnoreCase)))
            await ShouldBeAsync(false, $"{user} publishes {name}", connection, channel => BrokerUser.PublishAsync(channel, name, ""));

        await ShouldBeAsync(false, $"{user} publishes to any queue by the default exchange", connection,
            channel => BrokerUser.PublishAsync(channel, "", "invoice-order-confirmed"));
        await ShouldBeAsync(false, $"{user} makes a queue of its fancy", connection,
            channel => channel.QueueDeclareAsync("spy", durable: true, exclusive: false, autoDelete: false,
                cancellationToken: Cancellation));
        await ShouldBeAsync(false, $"{user} listens to everything", connection,
            channel => channel.ExchangeDeclareAsync("amq.rabbitmq.trace", "topic", durable: true, cancellationToken: Cancellation));
    }

    [Theory]
    [InlineData("guest", "guest")]
    [InlineData("email", "guess")]
    public async Task Should_not_come_in_without_its_password(string user, string password)
    {
        var refused = await Should.ThrowAsync<BrokerUnreachableException>(() => ConnectAsync(user, password));

        refused.InnerException.ShouldBeAssignableTo<AuthenticationFailureException>();
    }

    [Fact]
    public async Task Should_keep_dead_letters_however_often_they_are_looked_at()
    {
        const string queue = "email-looked-at_error";
        await project.RunAsync("stop", "deadletters"); // which would take it away
        await using var connection = await ConnectAsync("email", await project.SecretAsync("email/Broker__Password"));
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Cancellation);
        await channel.ExchangeDeclareAsync(queue, "fanout", durable: true, cancellationToken: Cancellation);
        await channel.QueueBindAsync(queue, queue, "", cancellationToken: Cancellation);
        await BrokerUser.PublishAsync(channel, queue, "");

        // RabbitMQ's own limit is 20.
        for (var look = 0; look < 25; look++)
        {
            await Testing.Eventually.Holds(async () =>
            {
                if (await channel.BasicGetAsync(queue, autoAck: false, Cancellation) is not { } message)
                    return false;
                await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, Cancellation);
                return true;
            }, $"look {look} finds the message", cancellationToken: Cancellation);
        }

        await channel.QueueDeleteAsync(queue, cancellationToken: Cancellation);
        await project.RunAsync("start", "deadletters");
    }

    [Fact]
    public async Task Should_take_only_failed_messages_as_the_keeper_of_dead_letters()
    {
        await using var connection = await ConnectAsync("deadletters", await project.SecretAsync("deadletters/Broker__Password"));

        foreach (var queue in Queues)
        {
            await ShouldBeAsync(false, $"deadletters takes from {queue}", connection,
                channel => channel.BasicConsumeAsync(queue, autoAck: false, new BrokerUser.SilentConsumer(channel), Cancellation));
            await ShouldBeAsync(false, $"deadletters publishes to {queue}'s exchange", connection,
                channel => BrokerUser.PublishAsync(channel, queue, ""));
        }

        foreach (var name in Events)
            await ShouldBeAsync(false, $"deadletters publishes {name}", connection, channel => BrokerUser.PublishAsync(channel, name, ""));
        await ShouldBeAsync(true, "deadletters takes from email-dead-letter", connection,
            channel => channel.BasicConsumeAsync("email-dead-letter", autoAck: false, new BrokerUser.SilentConsumer(channel), Cancellation));
    }

    [Fact]
    public async Task Should_only_add_to_the_audit_as_the_keeper_of_dead_letters()
    {
        var password = await project.SecretAsync("deadletters/Database__Password");
        foreach (var (sql, isAllowed) in new[]
        {
            ("insert into audit (at, actor, action, target) values (now(), 'test', 'test', 'test')", true),
            ("select count(*) from audit", true), ("update audit set actor = 'x'", false), ("delete from audit", false),
        })
        {
            var (exitCode, _, error) = await project.TryAsync("docker", "compose", "exec", "-T", "-e", $"PGPASSWORD={password}",
                "postgres", "psql", "-h", "postgres", "-U", "deadletters", "-v", "ON_ERROR_STOP=1", "-qAtc", sql);
            (exitCode == 0).ShouldBe(isAllowed, error);
        }
    }

    [Theory]
    [MemberData(nameof(AllUsers))]
    public async Task Should_read_and_write_rows_and_nothing_else_in_the_database(string user)
    {
        async Task<string> AsUserAsync(string database, string sql)
        {
            var password = await project.SecretAsync($"{user}/Database__Password");
            var (exitCode, text, error) = await project.TryAsync("docker", "compose", "exec", "-T", "-e", $"PGPASSWORD={password}",
                "postgres", "psql", "-h", "postgres", "-U", user, "-d", database, "-v", "ON_ERROR_STOP=1", "-qAtc", sql);
            output.WriteLine($"{user}@{database}: {sql}: {(exitCode == 0 ? "done" : error)}");
            return exitCode == 0 ? text : error;
        }

        var other = Users.First(name => name != user);
        (await AsUserAsync(user, "select count(*) >= 0 from outbox_message")).ShouldBe("t");
        (await AsUserAsync(user, "show statement_timeout")).ShouldBe("1min");
        (await AsUserAsync(user, "show lock_timeout")).ShouldBe("20s");
        (await AsUserAsync(user, "create table mine (id int)")).ShouldContain("permission denied for schema public");
        (await AsUserAsync(user, "drop table outbox_message")).ShouldContain("must be owner of table");
        (await AsUserAsync(user, "truncate outbox_message")).ShouldContain("permission denied");
        (await AsUserAsync(user, "create role mine")).ShouldContain("permission denied");
        (await AsUserAsync(other, "select 1")).ShouldContain("permission denied for database");
    }

    private async Task<IConnection> ConnectAsync(string user, string password) =>
        await BrokerUser.ConnectAsync(new ConnectionFactory { HostName = await project.HostOfAsync("rabbitmq") }, user, password);

    private Task ShouldBeAsync(bool isAllowed, string what, IConnection connection, Func<IChannel, Task> attempt) =>
        BrokerUser.ShouldBeAsync(isAllowed, what, connection, attempt, output);
}
