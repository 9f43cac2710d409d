namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>The broker cannot be reached.</summary>
internal sealed class ReplayTargetUnavailableException(Exception innerException)
    : Exception("The broker cannot be reached; try again when it is back.", innerException);
