using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.ServiceDefaults.Messaging.Replay;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>Makes messages of claimed items: the original bytes and headers, without what the failure added.</summary>
internal sealed class ReplayMessageReader(DeadLettersDbContext dbContext)
{
    /// <summary>Reads the messages of items.</summary>
    /// <param name="items">The items' ids.</param>
    /// <param name="resetRedelivery">Whether they get the whole ladder of redeliveries again; else they fail fast.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>The messages, in the order of the replay, and why others cannot be made, by item.</returns>
    public async Task<(IReadOnlyList<ReplayMessage> Messages, IReadOnlyDictionary<long, PublishResult> Unreadable)> ReadAsync(
        IReadOnlyCollection<long> items, bool resetRedelivery, CancellationToken cancellationToken)
    {
        var rows = await dbContext.ReplayItems.AsNoTracking().Where(item => items.Contains(item.Id))
            .OrderBy(item => item.Ordinal)
            .Join(dbContext.DeadLetters, item => item.DeadLetterId, letter => letter.Id, (item, letter) => new
            {
                item.Id,
                item.EditedBody,
                letter.Queue,
                letter.MessageKey,
                letter.ContentType,
                letter.CorrelationId,
                letter.Properties,
                letter.Headers,
                letter.Body,
            }).ToListAsync(cancellationToken);
        List<ReplayMessage> messages = [];
        Dictionary<long, PublishResult> unreadable = [];
        foreach (var row in rows)
        {
            try
            {
                ReadOnlyMemory<byte> body = row.EditedBody ?? row.Body;
                var properties = row.Properties is { } stored ? AmqpProperties.Read(stored) : new BasicProperties
                {
                    MessageId = AmqpMessageId(row.MessageKey),
                    CorrelationId = row.CorrelationId,
                    ContentType = row.ContentType,
                    Persistent = true,
                };
                properties.Headers = HeadersOf(row.Headers, row.Id, resetRedelivery);
                messages.Add(new ReplayMessage(row.Id, row.Queue, properties, resetRedelivery ? RedeliveryBudget.Reset(body) : body));
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException)
            {
                unreadable[row.Id] = new PublishResult(
                    PublishOutcome.NotSendable, $"what is kept of it cannot be read: {exception.Message}");
            }
        }

        return (messages, unreadable);
    }

    // A key of this form was made of a body that came without an id, and it goes without one again: the consumer derives the
    // same id from the same bytes.
    private static string? AmqpMessageId(string messageKey) =>
        messageKey.StartsWith("sha256:", StringComparison.Ordinal) ? null : messageKey;

    private static Dictionary<string, object?> HeadersOf(string stored, long item, bool resetRedelivery)
    {
        var headers = HeaderJson.Read(stored).Where(header => !FailureHeaders.Contains(header.Key))
            .ToDictionary(StringComparer.Ordinal);
        if (resetRedelivery)
            headers.Remove(RedeliveryBudget.Header);
        else
            headers[RedeliveryBudget.Header] = RedeliveryBudget.UsedUp;
        headers[ReplayHeaders.ReplayItem] = item.ToString(CultureInfo.InvariantCulture);
        return headers;
    }
}
