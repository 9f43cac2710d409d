using System.Collections;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>The latest entry of <c>x-death</c>: why the broker took the message out of a queue.</summary>
/// <param name="Queue">That queue.</param>
/// <param name="Reason"><c>rejected</c>, <c>expired</c>, <c>maxlen</c> or <c>delivery_limit</c>.</param>
/// <param name="At">When, in UTC, to the second.</param>
/// <param name="Count">How often, from this queue and for this reason.</param>
internal sealed record Death(string Queue, string Reason, DateTime? At, long Count)
{
    /// <summary>Reads it from a message's headers.</summary>
    /// <returns>The entry; null when the broker has dead-lettered nothing.</returns>
    public static Death? Read(IReadOnlyDictionary<string, object?> headers, DateTime now)
    {
        // The newest is the first: https://www.rabbitmq.com/docs/dlx#effects
        if (!headers.TryGetValue("x-death", out var value) || value is not IList { Count: > 0 } deaths
            || deaths[0] is not IDictionary<string, object?> latest)
        {
            return null;
        }

        var table = latest.AsReadOnly();
        return table.Text("queue") is { Length: > 0 } queue
            ? new Death(queue, table.Text("reason") ?? "",
                table.TryGetValue("time", out var time) ? HeaderValues.Time(time, now) : null,
                long.TryParse(table.Text("count"), CultureInfo.InvariantCulture, out var count) ? count : 1)
            : null;
    }
}
