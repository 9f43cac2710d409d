namespace Microservices.Benchmarks.Workloads;

/// <summary>How a message is written.</summary>
internal enum MessageFormat
{
    /// <summary>The contract as JSON, its id in the AMQP property.</summary>
    PlainJson,

    /// <summary>Within MassTransit's envelope.</summary>
    Envelope,
}
