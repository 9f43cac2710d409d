namespace Microservices.Chaos.Fuzzing;

/// <summary>What is fed with what it was not made for.</summary>
internal enum FuzzTarget
{
    /// <summary>The consumers, through the exchange of the event: body, properties and headers.</summary>
    Messages,

    /// <summary><c>POST /orders</c></summary>
    Orders,

    /// <summary><c>POST /orders/import</c> of a CSV.</summary>
    Csv,

    /// <summary><c>POST /orders/import</c> of lines of JSON.</summary>
    NdJson,

    /// <summary>The query language of the dead letters.</summary>
    Queries,

    /// <summary><c>POST /api/replays</c>, as a dry run or on no letters.</summary>
    Replays,
}
