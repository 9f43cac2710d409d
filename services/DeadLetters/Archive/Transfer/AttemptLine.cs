using System.Text.Json;

namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>An attempt of a dead letter.</summary>
internal sealed record AttemptLine
{
    public required string SourceQueue { get; init; }

    public required DateTime FailedAt { get; init; }

    public required string Cause { get; init; }

    public string? ExceptionType { get; init; }

    public string? ExceptionMessage { get; init; }

    public string? StackTrace { get; init; }

    public JsonElement? Exceptions { get; init; }

    public JsonElement? Host { get; init; }

    public required JsonElement Headers { get; init; }

    public int RetryCount { get; init; }

    public int RedeliveryCount { get; init; }

    public required string Digest { get; init; }
}
