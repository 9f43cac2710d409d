namespace Microservices.Model.Tests.Outbox;

/// <summary>What the broker makes of a send.</summary>
internal enum SendFate
{
    Confirmed,

    /// <summary>It does not have the message, and says so.</summary>
    Refused,

    /// <summary>It has the message, and the sender learns nothing.</summary>
    Unconfirmed,
}
