using System.Globalization;
using System.Text.Json;
using RabbitMQ.Client;

namespace Microservices.Benchmarks.Workloads.DeadLetters;

/// <summary>A message as MassTransit leaves it in an error queue, 1 KB and 3 KB of headers, and the event that tells of its failure.</summary>
internal static class FailedMessage
{
    /// <summary>The queue that its consumer takes from.</summary>
    public const string ConsumerQueue = "invoice-order-confirmed";

    /// <summary>Where it lies.</summary>
    public const string ErrorQueue = $"{ConsumerQueue}_error";

    private const string StackTrace = """
           at Npgsql.Internal.NpgsqlConnector.ReadMessageLong(Boolean async, DataRowLoadingMode dataRowLoadingMode, Boolean readingNotifications)
           at System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder`1.StateMachineBox`1.System.Threading.Tasks.Sources.IValueTaskSource<TResult>.GetResult(Int16 token)
           at Npgsql.NpgsqlDataReader.NextResult(Boolean async, Boolean isConsuming, CancellationToken cancellationToken)
           at Npgsql.NpgsqlCommand.ExecuteReader(Boolean async, CommandBehavior behavior, CancellationToken cancellationToken)
           at Shop.Invoices.Issuing.InvoiceDrafter.DraftAsync(OrderConfirmed order, CancellationToken cancellationToken) in /src/Issuing/InvoiceDrafter.cs:line 41
           at Shop.Invoices.Consumers.IssueInvoiceConsumer.Consume(ConsumeContext`1 context) in /src/Consumers/IssueInvoiceConsumer.cs:line 27
           at MassTransit.DependencyInjection.ScopeConsumerFactory`1.Send[TMessage](ConsumeContext`1 context, IPipe`1 next) in /_/src/MassTransit/DependencyInjection/ScopeConsumerFactory.cs:line 22
           at MassTransit.Middleware.ConsumerMessageFilter`2.MassTransit.IFilter<MassTransit.ConsumeContext<TMessage>>.Send(ConsumeContext`1 context, IPipe`1 next) in /_/src/MassTransit/Middleware/ConsumerMessageFilter.cs:line 46
        """;

    // Of one run: thousands of orders share a few kinds of failure.
    private static readonly string[] Exceptions =
        ["System.TimeoutException", "Npgsql.PostgresException", "System.InvalidOperationException", "System.Net.Http.HttpRequestException"];

    private static readonly string[] MessageTypes = ["urn:message:Contracts.Orders:OrderConfirmed"];
    private static readonly string[] FaultTypes = ["urn:message:MassTransit:Fault[[Contracts.Orders:OrderConfirmed]]", "urn:message:MassTransit:Fault"];

    /// <summary>The message, with an id of its own.</summary>
    public static (BasicProperties Properties, byte[] Body) Create(int number, Guid id, DateTime failedAt)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            MessageId = $"{id}",
            CorrelationId = $"{id}",
            ContentType = "application/vnd.masstransit+json",
            Headers = new Dictionary<string, object?>
            {
                ["MT-Reason"] = "fault",
                ["MT-Fault-ExceptionType"] = Exceptions[number % Exceptions.Length],
                ["MT-Fault-Message"] = string.Create(CultureInfo.InvariantCulture, $"The order A-{number} could not be invoiced in time"),
                ["MT-Fault-Timestamp"] = failedAt.ToString("O", CultureInfo.InvariantCulture),
                ["MT-Fault-StackTrace"] = StackTrace,
                ["MT-Fault-InputAddress"] = $"rabbitmq://localhost/{ConsumerQueue}",
                ["MT-Fault-ConsumerType"] = "Shop.Invoices.Consumers.IssueInvoiceConsumer",
                ["MT-Fault-MessageType"] = "Contracts.Orders:OrderConfirmed",
                ["MT-Fault-RetryCount"] = 5,
                ["MT-Host-MachineName"] = "invoice-7d9f",
                ["MT-Host-ProcessName"] = "Shop.Invoices",
                ["MT-Host-MassTransitVersion"] = "8.5.12.0",
            },
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            messageId = id,
            conversationId = id,
            correlationId = id,
            sourceAddress = "rabbitmq://localhost/orders",
            destinationAddress = "rabbitmq://localhost/Contracts.Orders:OrderConfirmed",
            messageType = MessageTypes,
            message = new
            {
                orderId = id,
                orderNumber = $"A-{number}",
                currency = "GBP",
                customer = new { id = $"C-{number % 10_000}", name = "Ada Example", email = "ada@example.test" },
                shippingAddress = new { line1 = "1 Long Road", city = "Leeds", country = number % 3 == 0 ? "DE" : "GB" },
                lines = Enumerable.Range(number, 4).Select(line => new
                {
                    sku = $"SKU-{line % 500}",
                    description = "WHITE HANGING HEART T-LIGHT HOLDER",
                    quantity = 1 + line % 6,
                    unitPrice = 2.55m,
                }),
            },
            sentTime = failedAt,
            headers = new { },
        });
        return (properties, body);
    }

    /// <summary>The event <c>Fault&lt;OrderConfirmed&gt;</c> of the same failure.</summary>
    public static byte[] CreateFault(int number, Guid id, DateTime failedAt) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = Guid.NewGuid(),
        sourceAddress = $"rabbitmq://localhost/{ConsumerQueue}",
        messageType = FaultTypes,
        message = new
        {
            faultId = Guid.NewGuid(),
            faultedMessageId = id,
            timestamp = failedAt,
            exceptions = new[]
            {
                new
                {
                    exceptionType = Exceptions[number % Exceptions.Length],
                    message = $"The order A-{number} could not be invoiced in time",
                    stackTrace = StackTrace,
                    innerException = new { exceptionType = "System.IO.IOException", message = "no answer", stackTrace = StackTrace },
                },
            },
        },
    });
}
