using System.Text;
using Microservices.Testing.Servers;
using Npgsql;
using RabbitMQ.Client;

namespace Microservices.Testing.Tests;

public sealed class When_a_private_server_is_killed
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ServerSources.OfPostgres), MemberType = typeof(ServerSources), DisableDiscoveryEnumeration = true)]
    public async Task Should_find_the_rows_again_in_postgres(string source)
    {
        var kind = new PostgresKind();
        await using var server = new PrivatePostgresServer(kind,
            await ServerStarter.StartAsync(kind, fixedPorts: true, source, Cancellation));
        var database = await server.CreateDatabaseAsync(Cancellation);
        await ExecuteAsync(database, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");

        await server.KillAsync(Cancellation);
        await Should.ThrowAsync<NpgsqlException>(() => ExecuteAsync(database, "SELECT 1"));
        await server.RestartAsync(Cancellation);
        (await ExecuteAsync(database, "SELECT id FROM kept")).ShouldBe(7);

        await server.StopAsync(Cancellation);
        await server.RestartAsync(Cancellation);
        (await ExecuteAsync(database, "SHOW max_connections")).ShouldBe("300");
    }

    [Theory]
    [MemberData(nameof(ServerSources.OfRabbitMq), MemberType = typeof(ServerSources), DisableDiscoveryEnumeration = true)]
    public async Task Should_find_the_messages_again_in_rabbitmq(string source)
    {
        var kind = new RabbitMqKind();
        await using var server = new PrivateRabbitMqServer(kind,
            await ServerStarter.StartAsync(kind, fixedPorts: true, source, Cancellation));
        await using var virtualHost = await server.CreateVirtualHostAsync(Cancellation);
        await using (var connection = await virtualHost.ConnectAsync(Cancellation))
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
            await channel.QueueDeclareAsync("kept", durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Cancellation);
        }

        // A quorum queue that is younger than a second or so does not survive SIGKILL: RabbitMQ writes the list of its
        // quorum queues to disk from time to time. Stopping in the orderly way writes it now.
        await server.StopAsync(Cancellation);
        await server.RestartAsync(Cancellation);
        await virtualHost.PublishAsync("", "kept", new BasicProperties { MessageId = "1", Persistent = true },
            Encoding.UTF8.GetBytes("a message"), Cancellation);

        await server.KillAsync(Cancellation);
        await Should.ThrowAsync<Exception>(() => virtualHost.ListQueuesAsync(Cancellation));
        await server.RestartAsync(Cancellation);

        var message = await Eventually.Reads(() => virtualHost.GetMessagesAsync("kept", Cancellation),
            messages => messages.Count == 1, "the message is back", cancellationToken: Cancellation);
        message[0].Text.ShouldBe("a message");
        message[0].MessageId.ShouldBe("1");
    }

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
