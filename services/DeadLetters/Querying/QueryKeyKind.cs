namespace Microservices.DeadLetters.Querying;

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
