namespace Microservices.DeadLetters.Querying;

/// <summary>How a value is compared.</summary>
internal enum Comparison
{
    /// <summary>No sign: what is usual for the key.</summary>
    None,

    /// <summary><c>=</c>: exactly this; of texts the whole, in this case.</summary>
    Equal,

    /// <summary><c>&gt;</c></summary>
    Above,

    /// <summary><c>&gt;=</c></summary>
    AtLeast,

    /// <summary><c>&lt;</c></summary>
    Below,

    /// <summary><c>&lt;=</c></summary>
    AtMost,
}
