using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;
using RabbitMQ.Client;

namespace Microservices.Compose.Tests;

/// <summary>Whoever comes in by <c>deploy/compose/amqp.yml</c> publishes orders as upstream, or reads events as witness.</summary>
[Collection<OneMachine>]
public sealed class When_somebody_outside_overreaches(OneMachineProject project, ITestOutputHelper output)
{
    private const string OrderConfirmed = "Contracts.Orders:OrderConfirmed";
    private const string InvoiceQueue = "invoice-order-confirmed";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("upstream")]
    [InlineData("upstream-2")]
    public async Task Should_publish_orders_and_nothing_else_as_upstream(string user)
    {
        await using var connection = await ConnectAsync(user);

        // Taken back: a byte of nonsense would end in dead letters.
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation))
        {
            await channel.TxSelectAsync(Cancellation);
            await BrokerUser.PublishAsync(channel, OrderConfirmed, "");
            await channel.TxRollbackAsync(Cancellation);
        }

        await RefusedAsync(connection, $"{user} publishes an invoice", channel => BrokerUser.PublishAsync(channel, "Contracts.Invoice:InvoiceIssued", ""));
        await RefusedAsync(connection, $"{user} publishes to any queue", channel => BrokerUser.PublishAsync(channel, "", InvoiceQueue));
        await RefusedAsync(connection, $"{user} publishes to a queue's exchange", channel => BrokerUser.PublishAsync(channel, InvoiceQueue, ""));
        await MakesAndReadsNothingAsync(connection, user);
        await RefusedAsync(connection, $"{user} reads", channel => channel.BasicGetAsync(InvoiceQueue, autoAck: false, Cancellation));
    }

    [Fact]
    public async Task Should_read_events_from_its_own_queues_and_nothing_else_as_witness()
    {
        var (made, _, error) = await project.TryAsync("bash", "-o", "pipefail", "-c",
            "deploy/rabbitmq/witness test OrderConfirmed | docker compose exec -T rabbitmq rabbitmqctl import_definitions /dev/stdin");
        made.ShouldBe(0, error);
        await using var connection = await ConnectAsync("witness");

        await BrokerUser.ShouldBeAsync(true, "witness reads its queue", connection,
            channel => channel.BasicGetAsync("witness-test", autoAck: false, Cancellation), output);
        await RefusedAsync(connection, "witness reads another queue", channel => channel.BasicGetAsync(InvoiceQueue, autoAck: false, Cancellation));
        await RefusedAsync(connection, "witness publishes an order", channel => BrokerUser.PublishAsync(channel, OrderConfirmed, ""));
        await RefusedAsync(connection, "witness publishes to its own queue", channel => BrokerUser.PublishAsync(channel, "", "witness-test"));
        await MakesAndReadsNothingAsync(connection, "witness");
        // A queue of its own making could refuse messages, and the publisher would wait.
        await RefusedAsync(connection, "witness makes a queue", channel => channel.QueueDeclareAsync("witness-full", durable: true,
            exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-overflow"] = "reject-publish" }, cancellationToken: Cancellation));
        (await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "--no-table-headers", "list_queues", "name", "policy"))
            .ShouldContain("witness-test\twitness-queues");

        await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "delete_queue", "witness-test");
    }

    [Fact]
    public async Task Should_be_answered_with_an_alert_without_encryption()
    {
        const byte alert = 21; // https://www.rfc-editor.org/rfc/rfc8446#section-5.1

        using var client = new TcpClient();
        await client.ConnectAsync("localhost", project.BrokerPort, Cancellation);
        await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), Cancellation);

        client.GetStream().ReadByte().ShouldBe(alert);
    }

    [Fact]
    public async Task Should_have_the_same_rights_as_the_user_that_it_takes_turns_with()
    {
        await using var stream = File.OpenRead(Path.Combine(TestData.RepositoryRoot, "deploy", "rabbitmq", "definitions.json"));
        var definitions = (await JsonDocument.ParseAsync(stream, cancellationToken: Cancellation)).RootElement;
        var rights = definitions.GetProperty("permissions").EnumerateArray().ToDictionary(right => right.GetProperty("user").GetString()!); // each names one
        var tags = definitions.GetProperty("users").EnumerateArray().ToDictionary(user => user.GetProperty("name").GetString()!,
            user => user.GetProperty("tags").ToString());

        foreach (var user in rights.Keys.Where(user => user != "admin" && !user.EndsWith("-2", StringComparison.Ordinal)))
        {
            foreach (var right in new[] { "vhost", "configure", "write", "read" })
                rights[$"{user}-2"].GetProperty(right).GetString().ShouldBe(rights[user].GetProperty(right).GetString(), $"{right} of {user}-2");
            tags[$"{user}-2"].ShouldBe(tags[user]);
        }
    }

    private async Task MakesAndReadsNothingAsync(IConnection connection, string user)
    {
        await RefusedAsync(connection, $"{user} makes a queue without a name", channel => channel.QueueDeclareAsync(cancellationToken: Cancellation));
        await RefusedAsync(connection, $"{user} binds a queue", channel => channel.QueueBindAsync(InvoiceQueue, OrderConfirmed, "", cancellationToken: Cancellation));
        await RefusedAsync(connection, $"{user} empties a queue", channel => channel.QueuePurgeAsync(InvoiceQueue, Cancellation));
        await RefusedAsync(connection, $"{user} deletes the exchange", channel => channel.ExchangeDeleteAsync(OrderConfirmed, cancellationToken: Cancellation));
        await RefusedAsync(connection, $"{user} declares the exchange", channel => channel.ExchangeDeclareAsync(OrderConfirmed, "fanout", durable: true, cancellationToken: Cancellation));
    }

    private Task RefusedAsync(IConnection connection, string what, Func<IChannel, Task> attempt) =>
        BrokerUser.ShouldBeAsync(false, what, connection, attempt, output);

    private async Task<IConnection> ConnectAsync(string user)
    {
        var authority = await project.RunAsync("run", "--rm", "-T", "--entrypoint", "cat", "certificates", "/certificates/ca.pem");
        using var trusted = X509CertificateLoader.LoadCertificate(Encoding.ASCII.GetBytes(authority));
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(trusted);
        var address = new ConnectionFactory { HostName = "localhost", Port = project.BrokerPort };
        address.Ssl = new SslOption
        {
            Enabled = true,
            ServerName = "localhost",
            CertificateValidationCallback = (_, certificate, _, errors) =>
            {
                using var chain = X509Chain.Create();
                chain.ChainPolicy = policy;
                return errors is SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateChainErrors
                    && chain.Build(new X509Certificate2(certificate!));
            },
        };
        return await BrokerUser.ConnectAsync(address, user, await project.SecretAsync($"broker/{user}"));
    }
}
