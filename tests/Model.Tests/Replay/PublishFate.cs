namespace Microservices.Model.Tests.Replay;

/// <summary>What the broker makes of a replayed message.</summary>
internal enum PublishFate
{
    Confirmed,

    /// <summary>The queue is full.</summary>
    Refused,

    /// <summary>There is no queue.</summary>
    Unroutable,

    /// <summary>It lies in the queue, and the worker learns nothing.</summary>
    Unconfirmed,
}
