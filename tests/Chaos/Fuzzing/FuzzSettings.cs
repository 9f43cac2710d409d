namespace Microservices.Chaos.Fuzzing;

/// <summary>What a fuzz is.</summary>
internal sealed record FuzzSettings
{
    /// <summary>What inputs are drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>How many inputs each target gets in a round, beside the corpus.</summary>
    public int Inputs { get; init; } = 500;

    /// <summary>How many rounds there are. After each, memory is read.</summary>
    public int Rounds { get; init; } = 8;

    /// <summary>A new folder for the logs of the services.</summary>
    public required string LogFolder { get; init; }

    /// <summary>How long a round may take until nothing happens any more.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
