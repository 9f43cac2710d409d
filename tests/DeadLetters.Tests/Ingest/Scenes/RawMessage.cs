using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Tests.Ingest.Scenes;

/// <summary>A message as it lies in a queue.</summary>
internal sealed record RawMessage(string Queue, BasicProperties Properties, byte[] Body)
{
    public static readonly DateTime FailedAt = new(2026, 11, 10, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>One in an error queue, with the headers that MassTransit gives it.</summary>
    public static RawMessage Faulted(string queue, string? messageId, int second = 0, string body = "{}") => new(
        $"{queue}_error",
        new BasicProperties
        {
            MessageId = messageId,
            ContentType = "application/json",
            Persistent = true,
            Headers = new Dictionary<string, object?>
            {
                ["MT-Reason"] = "fault",
                ["MT-Fault-ExceptionType"] = "System.TimeoutException",
                ["MT-Fault-Message"] = "no answer",
                ["MT-Fault-Timestamp"] = FailedAt.AddSeconds(second).ToString("O", CultureInfo.InvariantCulture),
                ["MT-Fault-StackTrace"] = "   at Shop.Packing.Packer.Pack(Parcel parcel) in /src/Packer.cs:line 7",
            },
        },
        Encoding.UTF8.GetBytes(body));
}
