using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microservices.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Microservices.DeadLetters.Tests.Deploying;

/// <summary>The rights of <c>deploy/rabbitmq/definitions.json</c>, tried on a real broker.</summary>
public sealed class When_the_services_user_meets_the_broker : IAsyncLifetime
{
    private const ushort AccessRefused = 403;
    private const string User = "deadletters";
    private const string Password = "x";
    private RabbitMqVirtualHost _broker = null!; // set by InitializeAsync
    private HttpClient _management = null!; // set by InitializeAsync
    private IConnection _connection = null!; // set by InitializeAsync
    private string _name = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _broker = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);
        var address = await RabbitMqServer.GetAddressAsync(Cancellation);
        _management = Client(address.Management, Uri.UnescapeDataString(address.Amqp.UserInfo));
        _name = $"{User}-{Guid.NewGuid():N}"; // the broker is shared
        var definitions = JsonElement.Parse(await File.ReadAllTextAsync(
            Path.Combine(Root(), "deploy", "rabbitmq", "definitions.json"), Cancellation));
        var tags = Of(definitions, "users", "name").GetProperty("tags").EnumerateArray().Select(tag => tag.GetString());
        var rights = Of(definitions, "permissions", "user");
        await PutAsync($"api/users/{_name}", new { password = Password, tags = string.Join(',', tags) });
        await PutAsync($"api/permissions/{_broker.Name}/{_name}", new
        {
            configure = rights.GetProperty("configure").GetString(),
            write = rights.GetProperty("write").GetString(),
            read = rights.GetProperty("read").GetString(),
        });

        await using (var admin = await _broker.ConnectAsync(Cancellation))
        await using (var channel = await admin.CreateChannelAsync(cancellationToken: Cancellation))
        {
            foreach (var queue in (string[])["email-order-confirmed", "email-order-confirmed_error",
                "email-order-confirmed_skipped", "email-dead-letter"])
            {
                await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
                    cancellationToken: Cancellation);
            }

            await channel.ExchangeDeclareAsync("Contracts.Orders:OrderConfirmed", "fanout", durable: true,
                cancellationToken: Cancellation);
        }

        _connection = await new ConnectionFactory
        {
            Uri = new UriBuilder(_broker.ConnectionString) { UserName = _name, Password = Password }.Uri,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        (await _management.DeleteAsync(new Uri($"api/users/{_name}", UriKind.Relative), CancellationToken.None)).Dispose();
        _management.Dispose();
        await _broker.DisposeAsync();
    }

    [Theory]
    [InlineData("email-order-confirmed_error")]
    [InlineData("email-order-confirmed_skipped")]
    [InlineData("email-dead-letter")]
    public async Task Should_take_dead_letters(string queue) => await TryAsync(true, channel => ConsumeAsync(channel, queue));

    [Fact]
    public async Task Should_send_to_any_queue_and_see_whether_it_is_there() => await TryAsync(true, async channel =>
    {
        await channel.QueueDeclarePassiveAsync("email-order-confirmed", Cancellation);
        await channel.BasicPublishAsync("", "email-order-confirmed", mandatory: true, new byte[] { 1 }, Cancellation);
    });

    [Fact]
    public async Task Should_declare_what_is_its_own() => await TryAsync(true, async channel =>
    {
        await channel.ExchangeDeclareAsync("MassTransit:Fault", "fanout", durable: true, cancellationToken: Cancellation);
        await channel.QueueDeclareAsync("deadletters-faults", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Cancellation);
        await channel.QueueBindAsync("deadletters-faults", "MassTransit:Fault", "", cancellationToken: Cancellation);
        await channel.ExchangeDeclareAsync("Contracts.DeadLetters:ReplayProcessed", "fanout", durable: true,
            cancellationToken: Cancellation);
        await channel.ExchangeDeclareAsync("deadletters-replay-processed", "fanout", durable: true, cancellationToken: Cancellation);
        await channel.ExchangeBindAsync("deadletters-replay-processed", "Contracts.DeadLetters:ReplayProcessed", "",
            cancellationToken: Cancellation);
    });

    [Fact]
    public async Task Should_take_nothing_that_has_not_failed()
    {
        await TryAsync(false, channel => ConsumeAsync(channel, "email-order-confirmed"));
        await TryAsync(false, channel => channel.QueueDeleteAsync("email-dead-letter", cancellationToken: Cancellation));
        await TryAsync(false, channel => channel.BasicPublishAsync(
            "Contracts.Orders:OrderConfirmed", "", mandatory: false, new byte[] { 1 }, Cancellation).AsTask());
        await TryAsync(false, channel => channel.QueueDeclareAsync("spy", durable: true, exclusive: false, autoDelete: false,
            cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Should_find_the_queues_by_the_management_interface()
    {
        using var client = Client((await RabbitMqServer.GetAddressAsync(Cancellation)).Management, $"{_name}:{Password}");

        var queues = await client.GetFromJsonAsync<JsonElement>($"api/queues/{_broker.Name}?columns=name,messages", Cancellation);
        using var users = await client.GetAsync(new Uri("api/users", UriKind.Relative), Cancellation);

        queues.EnumerateArray().Select(queue => queue.GetProperty("name").GetString()).ShouldContain("email-dead-letter");
        users.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task ConsumeAsync(IChannel channel, string queue) =>
        await channel.BasicConsumeAsync(queue, autoAck: false, new SilentConsumer(channel), Cancellation);

    private async Task TryAsync(bool isAllowed, Func<IChannel, Task> attempt)
    {
        await using var channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Cancellation);
        try
        {
            await attempt(channel);
            isAllowed.ShouldBeTrue();
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == AccessRefused)
        {
            isAllowed.ShouldBeFalse(exception.ShutdownReason.ReplyText);
        }
        catch (PublishException) when (channel.CloseReason?.ReplyCode == AccessRefused)
        {
            isAllowed.ShouldBeFalse(channel.CloseReason.ReplyText);
        }
    }

    private async Task PutAsync(string path, object body)
    {
        using var answer = await _management.PutAsJsonAsync(path, body, Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpClient Client(Uri address, string credentials)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return client;
    }

    private static JsonElement Of(JsonElement definitions, string list, string key) => definitions.GetProperty(list)
        .EnumerateArray().Single(item => item.GetProperty(key).GetString() == User);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Microservices.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository is not above the tests.");
        return folder;
    }

    private sealed class SilentConsumer(IChannel channel) : AsyncDefaultBasicConsumer(channel);
}
