using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Microservices.Compose.Tests.Projects;

/// <summary>Tries what a user of the broker may do.</summary>
internal static class BrokerUser
{
    private const ushort AccessRefused = 403;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<IConnection> ConnectAsync(ConnectionFactory address, string user, string password)
    {
        address.UserName = user;
        address.Password = password;
        address.AutomaticRecoveryEnabled = false;
        return await address.CreateConnectionAsync(Cancellation);
    }

    public static Task PublishAsync(IChannel channel, string exchange, string routingKey) =>
        channel.BasicPublishAsync(exchange, routingKey, mandatory: false, new byte[] { 1 }, Cancellation).AsTask();

    // A refusal closes the channel, so each attempt has its own, with confirms: a refused publish is heard of at once.
    public static async Task ShouldBeAsync(
        bool isAllowed, string what, IConnection connection, Func<IChannel, Task> attempt, ITestOutputHelper output)
    {
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Cancellation);
        string answer;
        try
        {
            await attempt(channel);
            answer = "done";
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == AccessRefused)
        {
            answer = exception.ShutdownReason.ReplyText;
        }
        catch (PublishException exception) when (channel.CloseReason?.ReplyCode == AccessRefused)
        {
            answer = $"{channel.CloseReason.ReplyText} {exception.GetType().Name}";
        }

        output.WriteLine($"{what}: {answer}");
        (answer == "done").ShouldBe(isAllowed, what);
    }

    /// <summary>Takes messages, and says nothing.</summary>
    internal sealed class SilentConsumer(IChannel channel) : AsyncDefaultBasicConsumer(channel);
}
