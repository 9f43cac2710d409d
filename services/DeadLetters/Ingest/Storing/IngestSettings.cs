namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>What the transport makes of a message on its way to the error queue.</summary>
/// <param name="LosesHeaders">Whether its own headers are gone: the in-memory transport copies the body only.</param>
internal sealed record IngestSettings(bool LosesHeaders)
{
    /// <summary>How far the times of an error queue's message and of its <c>Fault&lt;T&gt;</c> may be apart.</summary>
    public TimeSpan FaultTolerance { get; init; } = TimeSpan.FromSeconds(10);
}
