namespace Microservices.DeadLetters.Querying;

/// <summary>Every key of the query language: the parser knows no other, and completion offers these.</summary>
internal static class QueryKeys
{
    internal const string Queue = "queue";
    internal const string Source = "source";
    internal const string MessageType = "type";
    internal const string ExceptionType = "ex";
    internal const string ExceptionMessage = "msg";
    internal const string Frame = "frame";
    internal const string Group = "group";
    internal const string Status = "status";
    internal const string Cause = "reason";
    internal const string Id = "id";
    internal const string MessageId = "messageId";
    internal const string CorrelationId = "correlationId";
    internal const string ConversationId = "conversationId";
    internal const string TraceId = "traceId";
    internal const string Age = "age";
    internal const string Failed = "failed";
    internal const string Attempts = "attempts";
    internal const string Replays = "replays";

    /// <summary>What the keys of <see cref="QueryKeyKind.Body"/> begin with.</summary>
    internal const string BodyPrefix = "body.";

    /// <summary>The keys, those asked for most first.</summary>
    internal static IReadOnlyList<QueryKey> All { get; } =
    [
        new(Queue, QueryKeyKind.Name, "queue whose consumer failed, or the leading part of its name", "queue:invoice"),
        new(ExceptionType, QueryKeyKind.TypeName, "type of the exception, with or without namespace", "ex:Timeout*"),
        new(ExceptionMessage, QueryKeyKind.Text, "text in the exception's message", "msg:\"connection refused\""),
        new(Frame, QueryKeyKind.Text, "text in the first stack frame of our own code", "frame:StockReservation"),
        new(MessageType, QueryKeyKind.TypeName, "type of the message, with or without namespace", "type:OrderConfirmed"),
        new(Status, QueryKeyKind.Choice, "state; open and replaying when not named, * for all", "status:archived")
        {
            Values = ["open", "replaying", "resolved", "archived"],
        },
        new(Cause, QueryKeyKind.Choice, "why it became a dead letter", "reason:delivery_limit")
        {
            Values = ["fault", "skipped", "rejected", "expired", "maxlen", "delivery_limit"],
        },
        new(Age, QueryKeyKind.Age, "time since it failed first: s, m, h, d, w", "age:>1h"),
        new(Failed, QueryKeyKind.Time, "when it failed last: ISO 8601, UTC unless it says otherwise", "failed:>2026-11-01"),
        new(Attempts, QueryKeyKind.Number, "how often it came to a dead-letter queue", "attempts:>3"),
        new(Replays, QueryKeyKind.Number, "how many replays of it failed again", "replays:>2"),
        new(BodyPrefix + "<path>", QueryKeyKind.Body, "value in the message: names in camelCase, joined by dots, lists are looked into",
            "body.orderId:5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11"),
        new(Group, QueryKeyKind.Id, "number of the group", "group:12"),
        new(Id, QueryKeyKind.Id, "number of the dead letter", "id:4711,4712"),
        new(MessageId, QueryKeyKind.Identifier, "message id", "messageId:0b1f0000-5d1e-0015-9d0f-08de1b9f5a11"),
        new(CorrelationId, QueryKeyKind.Identifier, "correlation id", "correlationId:5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11"),
        new(ConversationId, QueryKeyKind.Identifier, "conversation id", "conversationId:0b1f0000-5d1e-0015-2a3c-08de1b9f5a13"),
        new(TraceId, QueryKeyKind.Identifier, "id of the trace", "traceId:4bf92f3577b34da6a3ce929d0e0e4736"),
        new(Source, QueryKeyKind.Name, "dead-letter queue that it was read from", "source:invoice-order-confirmed_error"),
    ];

    /// <summary>Finds a key in any case; those of the body by their prefix.</summary>
    /// <param name="name">The key as it was typed, without its colon.</param>
    /// <returns>The key, or <see langword="null"/>.</returns>
    internal static QueryKey? Find(string name) => All.FirstOrDefault(key => key.Kind is QueryKeyKind.Body
        ? name.StartsWith(BodyPrefix, StringComparison.OrdinalIgnoreCase)
        : name.Equals(key.Name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A key of the query language, as completion and help show it.</summary>
/// <param name="Name">The key, without its colon.</param>
/// <param name="Kind">How its value is written and compared.</param>
/// <param name="Help">The column or value that it looks at, in one line.</param>
/// <param name="Example">A whole term.</param>
internal sealed record QueryKey(string Name, QueryKeyKind Kind, string Help, string Example)
{
    /// <summary>The values that there are, when they are known beforehand.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>How the value of a key is written and compared.</summary>
internal enum QueryKeyKind
{
    /// <summary>A name, or its leading part up to <c>-</c>, <c>_</c> or <c>.</c>: <c>invoice</c> is all of its queues.</summary>
    Name,

    /// <summary>The name of a type, with or without its namespace.</summary>
    TypeName,

    /// <summary>Text that contains the value.</summary>
    Text,

    /// <summary>The whole of an identifier.</summary>
    Identifier,

    /// <summary>One of <see cref="QueryKey.Values"/>.</summary>
    Choice,

    /// <summary>A row's number.</summary>
    Id,

    /// <summary>A count, compared by <c>&gt;</c>, <c>&lt;</c>, <c>&gt;=</c>, <c>&lt;=</c> or for equality.</summary>
    Number,

    /// <summary>A duration back from now, such as <c>&gt;1h</c>.</summary>
    Age,

    /// <summary>A point in time, such as <c>&gt;2026-11-01</c>.</summary>
    Time,

    /// <summary>A value inside the message, found by its path.</summary>
    Body,
}
