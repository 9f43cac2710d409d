namespace Microservices.DeadLetters.Querying;

/// <summary>What a piece of a query is.</summary>
internal enum QueryTokenKind
{
    /// <summary>The <c>-</c> before a term.</summary>
    Minus,

    /// <summary>What stands before the first colon of a term.</summary>
    Key,

    /// <summary>The colon behind a key.</summary>
    Colon,

    /// <summary><c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c>, <c>&lt;=</c> or <c>=</c> behind the colon.</summary>
    Sign,

    /// <summary>A value, or a word without a key.</summary>
    Text,

    /// <summary>The comma between two values.</summary>
    Comma,

    /// <summary>The end of the query.</summary>
    End,
}
