using System.Globalization;
using System.Text;
using Microservices.DeadLetters.Ingest.Parsing;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Tests.Reading.Scenes;

/// <summary>Messages as they lie in dead-letter queues.</summary>
internal static class Letters
{
    public const string OrderBody = """
        {"messageType":["urn:message:Contracts.Orders:OrderConfirmed"],"conversationId":"c-1",
         "host":{"machineName":"web-1","processName":"Orders"},
         "message":{"orderId":"o-1","customer":{"id":"C-1","name":"Jane Doe","email":"jane@example.com"},
         "shippingAddress":{"name":"Jane Doe","line1":"1 Long Road","phoneNumber":4479460000,"city":"Leeds"},
         "note":"ask joe@example.org <b>first</b>","lines":[{"sku":"85123A","quantity":6}]}}
        """;

    public static Arrival Faulted(string queue, string messageId, DateTime failedAt, string body = OrderBody,
        string exception = "System.TimeoutException", string? replayItem = null)
    {
        Dictionary<string, object?> headers = new()
        {
            ["MT-Reason"] = "fault",
            ["MT-Fault-ExceptionType"] = exception,
            ["MT-Fault-Message"] = "no answer to jane@example.com",
            ["MT-Fault-Timestamp"] = failedAt.ToString("O", CultureInfo.InvariantCulture),
            ["MT-Fault-StackTrace"] = "   at Shop.Packing.Packer.Pack(Parcel parcel) in /src/Packer.cs:line 7",
            ["MT-Fault-RetryCount"] = 5,
            ["x-first-death-queue"] = "q",
            ["tenant"] = "north",
            ["customer-email"] = "jane",
        };
        if (replayItem is not null)
            headers["DL-Replay-Item"] = replayItem;
        return new Arrival(
            $"{queue}_error", new BasicProperties { MessageId = messageId, ContentType = "application/json" }, headers, Encoding.UTF8.GetBytes(body));
    }
}
